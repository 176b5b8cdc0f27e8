/**
 * The stubbed Clerk as a Vite plugin, for `vite` and `vite preview`.
 *
 * It serves the stub at `/__clerk`, Clerk's default proxy path, and sets `VITE_CLERK_PUBLISHABLE_KEY` and
 * `VITE_CLERK_PROXY_URL`. The instance lives as long as the server.
 */
import { getRequestListener } from '@hono/node-server';
import type { HtmlTagDescriptor, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { createDemo } from './demo.ts';

const PROXY_PATH = '/__clerk';

/** No request goes to the key's host. It is not one of Clerk's development hosts, so the SDK requests no dev browser. */
const PUBLISHABLE_KEY = `pk_test_${btoa('clerk-stub.test$')}`;

/** The first thing on the page. It has no style of its own; the page may style its class or `body > aside`. */
const demoNote: HtmlTagDescriptor = {
  tag: 'aside',
  attrs: { class: 'clerk-stub-note', 'aria-label': 'Demo' },
  children: `Demo with made-up data. <a href="${PROXY_PATH}/">Users and scenarios</a>`,
  injectTo: 'body-prepend',
};

export function clerkStub(): Plugin {
  const demo = createDemo();

  function serve(server: ViteDevServer | PreviewServer): void {
    server.middlewares.use(PROXY_PATH, (request, response) => {
      // The control page has relative links and forms, so its URL needs the trailing slash.
      if (request.originalUrl === PROXY_PATH) return response.writeHead(302, { Location: `${PROXY_PATH}/` }).end();
      // Called for `ConnectionFailure` only. Browsers repeat a request when a reused connection is closed without a response,
      // and Firefox takes invalid bytes for a response. In every browser, `fetch` fails at a redirect to a data: URL.
      const errorHandler = () => void response.writeHead(307, { Location: 'data:,' }).end();
      void getRequestListener(demo.fetch, { overrideGlobalObjects: false, errorHandler })(request, response);
    });
  }

  return {
    name: 'clerk-stub',
    config: () => ({
      define: {
        'import.meta.env.VITE_CLERK_PUBLISHABLE_KEY': JSON.stringify(PUBLISHABLE_KEY),
        'import.meta.env.VITE_CLERK_PROXY_URL': JSON.stringify(PROXY_PATH),
      },
    }),
    configureServer: serve,
    configurePreviewServer: serve,
    transformIndexHtml: () => [demoNote],
  };
}
