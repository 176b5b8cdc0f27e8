/**
 * The stubbed Clerk as a Vite plugin, for `vite` and `vite preview`.
 *
 * It answers at `/__clerk`, Clerk's own default proxy path, and supplies the two variables that lead the SDK there. The
 * instance lives as long as the server.
 */
import { getRequestListener } from '@hono/node-server';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { createDemo } from './demo.ts';

const PROXY_PATH = '/__clerk';

/** Of a host of its own that no request goes to. It is not one of Clerk's, so the SDK asks for no dev browser. */
const PUBLISHABLE_KEY = `pk_test_${btoa('clerk-stub.test$')}`;

export function clerkStub(): Plugin {
  const demo = createDemo();

  function serve(server: ViteDevServer | PreviewServer): void {
    const listener = getRequestListener(demo.fetch, { overrideGlobalObjects: false, errorHandler: dropConnection });
    server.middlewares.use(PROXY_PATH, (request, response) => void listener(request, response));
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
    // Beside the page's title, so that nobody takes the people for real.
    transformIndexHtml: (html) => html.replace('</h1>', `</h1>${DEMO_NOTE}`),
  };
}

/** Nothing the SDK sends goes unanswered but on purpose: a connection that was asked to fail is cut. */
function dropConnection(error: unknown): Response | undefined {
  throw error;
}

const DEMO_NOTE = `
      <p style="padding: 0.125rem 0.5rem; border-radius: 0.375rem; background: light-dark(#fff6dd, #352b12); font-size: 0.8125rem">
        Demo with made-up data. <a href="${PROXY_PATH}/">People and scenarios</a>
      </p>`;
