/**
 * A Vite plugin that writes the stylesheet into the HTML of a build. The browser paints as soon as it has the HTML, one round
 * trip earlier. With it, the HTML has about 8 KB compressed, which fits into a server's first round trip.
 */
import type { Plugin } from 'vite';

export function inlineStyles(): Plugin {
  /** The stylesheets that were removed from the build. Another page may link to the same. */
  const removed = new Map<string, string>();
  return {
    name: 'inline-styles',
    apply: 'build',
    transformIndexHtml: {
      // Runs after Vite has added the link.
      order: 'post',
      handler: (html, { bundle = {} }) =>
        html.replace(/<link rel="stylesheet"[^>]*href="([^"]+)">/g, (link, href: string) => {
          const file = Object.values(bundle).find(({ fileName }) => href.endsWith(fileName));
          const source = file?.type === 'asset' ? String(file.source) : removed.get(href);
          // A relative URL in it would be relative to the page instead.
          if (!source || /url\((?!["']?(?:data:|\/|https:))/.test(source)) return link;
          removed.set(href, source);
          if (file) delete bundle[file.fileName];
          return `<style>${source}</style>`;
        }),
    },
  };
}
