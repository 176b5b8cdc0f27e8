/**
 * A Vite plugin that writes the stylesheet into the HTML of a build. The browser paints as soon as it has the HTML, one round
 * trip earlier. All of the HTML stays below 14 KB compressed, which a server sends at once.
 */
import type { Plugin } from 'vite';

export function inlineStyles(): Plugin {
  return {
    name: 'inline-styles',
    apply: 'build',
    transformIndexHtml: {
      // After Vite has written the link.
      order: 'post',
      handler: (html, { bundle = {} }) =>
        html.replace(/<link rel="stylesheet"[^>]*href="([^"]+)">/g, (link, href: string) => {
          const file = Object.values(bundle).find(({ fileName }) => href.endsWith(fileName));
          // Relative URLs are relative to the file.
          if (file?.type !== 'asset' || /url\((?!["']?(?:data:|\/|https:))/.test(String(file.source))) return link;
          delete bundle[file.fileName];
          return `<style>${file.source}</style>`;
        }),
    },
  };
}
