/**
 * A Vite plugin that writes the stylesheet into the HTML of a build. The browser paints as soon as it has the HTML, one round
 * trip earlier. With it, the HTML has about 8 KB compressed, which fits into a server's first round trip.
 */
import type { Plugin } from 'vite';

export function inlineStyles(): Plugin {
  /** The inlined stylesheets, by file name. Another page may link to the same file. */
  const inlined = new Map<string, string>();
  return {
    name: 'inline-styles',
    apply: 'build',
    transformIndexHtml: {
      // Runs after Vite has added the link.
      order: 'post',
      handler: (html, { bundle = {} }) =>
        html.replace(/<link rel="stylesheet"[^>]*href="([^"]+)">/g, (link, href: string) => {
          const file = Object.values(bundle).find(({ fileName }) => href.endsWith(fileName));
          // A relative URL in it would be relative to the page instead.
          if (file?.type === 'asset' && !/url\((?!["']?(?:data:|\/|https:))/.test(String(file.source))) {
            inlined.set(file.fileName, String(file.source));
            delete bundle[file.fileName];
          }
          const [, source] = [...inlined].find(([fileName]) => href.endsWith(fileName)) ?? [];
          return source ? `<style>${source}</style>` : link;
        }),
    },
  };
}
