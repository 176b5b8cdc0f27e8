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
    server.middlewares.use(PROXY_PATH, (request, response) => {
      // The links and forms of the demo's own page are relative.
      if (request.originalUrl === PROXY_PATH) return response.writeHead(302, { Location: `${PROXY_PATH}/` }).end();
      // Only a connection that was asked to fail comes to this. Browsers ask again when one they used before is cut, but not
      // after something that is no answer.
      const errorHandler = () => void request.socket.end('cut');
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
    // Beside the page's title, so that nobody takes the people for real.
    transformIndexHtml: (html) => html.replace('</h1>', `</h1>${DEMO_NOTE}`),
  };
}

const DEMO_NOTE = `
      <p style="padding: 0.125rem 0.5rem; border-radius: 0.375rem; background: light-dark(#fff6dd, #352b12); font-size: 0.8125rem">
        Demo with made-up data. <a href="${PROXY_PATH}/">People and scenarios</a>
      </p>`;
