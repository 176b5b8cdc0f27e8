/**
 * The stubbed Clerk as a Vite plugin. It serves the stub at `<base>__clerk`, Clerk's default proxy path, and sets
 * `VITE_CLERK_PUBLISHABLE_KEY` and `VITE_CLERK_PROXY_URL`.
 *
 * `vite` serves it itself; the instance lives as long as the server. `vite build` writes a demo for any static host, in which a service
 * worker runs the stub. `vite preview` serves it, too, for browsers that allow no service worker.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { HtmlTagDescriptor, Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite';
import { controlApi } from './control.ts';
import { demoApp } from './demo.ts';
import { lostConnection } from './faults.ts';
import { EMAIL_CODE } from './rules/sign-in.ts';
import { scenarioSeed } from './scenarios.ts';
import { sdkBuilds, sdkResponse } from './sdk-files.ts';
import { PASSWORD } from './seeds/people.ts';
import type { Seed } from './state.ts';
import { createClerkStub } from './stub.ts';

/** Without the base. */
const PROXY_PATH = '__clerk';

/** No request goes to the key's host. It is not one of Clerk's development hosts, so the SDK requests no dev browser. */
const PUBLISHABLE_KEY = `pk_test_${btoa('clerk-stub.test$')}`;

/** In the root of the build: a worker controls only pages beside and below its script. */
const WORKER = 'service-worker.js';
const START = 'demo/start.js';

/** In the HTML of a build: the script that Vite has added for the page. */
const PAGE_SCRIPT = /<script type="module"[^>]* src="([^"]+)"><\/script>/;

const CONTROL_PAGE = `<!doctype html><html lang="en"><title>Stubbed Clerk</title><link rel="icon" href="data:,"><script type="module" src="../${START}"></script></html>
`;

export interface ClerkStubPluginOptions {
  /** Whether tools outside the process may control the stub, at `__clerk/api/` of a server; see `controlApi`. Default `false`. */
  control?: boolean;
  /** The data at the start of a server. A build has the scenario `default`. */
  seed?: Seed;
  /** Whether each page begins with a note about the demo. Default `true`. */
  note?: boolean;
  /** On a server, the path of the application, if that is not Vite's `base`, as in Nuxt. */
  base?: string;
}

export function clerkStub({ control, seed, note = true, base: serverBase }: ClerkStubPluginOptions = {}): Plugin {
  const stub = createClerkStub(seed ?? scenarioSeed('default'));
  const demo = demoApp(stub);
  if (control) demo.route('/api', controlApi(stub));
  else demo.all('/api/*', ({ json }) => json({ error: 'Set clerkStub({ control: true })' }, 404));
  let config: ResolvedConfig;
  let isWritten = false;

  // Rejects with `ConnectionFailure` only.
  const respond = async (request: Request): Promise<Response> =>
    sdkResponse(request, config.root, (text) => config.logger.error(text)) ?? demo.fetch(request);
  const listener = getRequestListener((request) => respond(request).catch(lostConnection), {
    overrideGlobalObjects: false,
  });

  function serve(server: ViteDevServer | PreviewServer): void {
    const path = pathBelow(serverBase ?? config.base);
    server.middlewares.use(path, (request, response) => {
      // The control page has relative links and forms, so its URL needs the trailing slash.
      if (request.originalUrl === path) response.writeHead(302, { Location: `${path}/` }).end();
      else void listener(request, response);
    });
  }

  return {
    name: 'clerk-stub',
    config: ({ base = '/' }, { command }) => ({
      define: {
        'import.meta.env.VITE_CLERK_PUBLISHABLE_KEY': JSON.stringify(PUBLISHABLE_KEY),
        // The SDK takes no relative path. With a relative base, only the browser knows the path.
        'import.meta.env.VITE_CLERK_PROXY_URL':
          command === 'build' && isRelative(base)
            ? `new URL(${JSON.stringify(PROXY_PATH)}, location.href).pathname`
            : JSON.stringify(pathBelow(command === 'serve' && serverBase ? serverBase : base)),
      },
    }),
    configResolved(resolved) {
      config = resolved;
    },
    // Before servers of other plugins, such as Nitro's, which may answer every request.
    configureServer: { order: 'pre', handler: serve },
    configurePreviewServer: serve,
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const notes = note ? [bundle ? demoNote(config.base) : demoNote(serverBase ?? config.base, seed)] : [];
        if (!bundle) return { html, tags: notes };
        // The page's script waits for the worker, but not its download.
        const tags = `<link rel="modulepreload" crossorigin href="$1" id="clerk-stub-page">
    <script type="module" crossorigin src="${config.base}${START}"></script>`;
        if (!PAGE_SCRIPT.test(html)) throw new Error('The HTML has no module script of the page');
        return { html: html.replace(PAGE_SCRIPT, tags), tags: notes };
      },
    },
    buildStart() {
      if (config.command !== 'build') return;
      this.emitFile({ type: 'chunk', id: join(import.meta.dirname, 'worker.ts'), fileName: WORKER });
      this.emitFile({ type: 'chunk', id: join(import.meta.dirname, 'start.ts'), fileName: START });
      // For visitors who open the control page before there is a worker.
      this.emitFile({ type: 'asset', fileName: `${PROXY_PATH}/index.html`, source: CONTROL_PAGE });
    },
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') return;
      // Not every browser runs modules as service workers, and the import of a shared file would need one.
      if (worker.imports.length > 0)
        this.error(
          `${WORKER} imports ${worker.imports}, but must be a single file. If a server renders the pages, use the plugin in development only: { ...clerkStub(), apply: 'serve' }`,
        );
      const version = createHash('sha256').update(worker.code).digest('hex').slice(0, 12);
      const builds = sdkBuilds(config.root, (text) => this.warn(`${text}, unless the application bundles it.`));
      worker.code = worker.code
        .replaceAll('CLERK_STUB_VERSION', version)
        .replaceAll('CLERK_STUB_SDK_BUILDS', builds.map(({ id }) => id).join(' '));
      for (const { id, dist, files } of builds) {
        for (const file of files) {
          const fileName = `npm/${id}/dist/${file}`;
          // The page's own build may contain it.
          if (!(fileName in bundle)) this.emitFile({ type: 'asset', fileName, source: readFileSync(join(dist, file)) });
        }
      }
    },
    writeBundle() {
      isWritten = true;
    },
    // After the list of files. Also called when the build has failed.
    closeBundle() {
      if (!isWritten) return;
      config.logger.info(
        'This build is a demo and uses the stubbed Clerk. To build for your Clerk application, set VITE_CLERK_PUBLISHABLE_KEY. That build must not include clerkStub().',
      );
    },
  };
}

/** The first thing on the page. It has no style of its own; the page may style its class or `body > aside`. */
const demoNote = (base: string, ownData?: Seed): HtmlTagDescriptor => ({
  tag: 'aside',
  attrs: { class: 'clerk-stub-note', 'aria-label': 'Demo' },
  children: `Demo with made-up data. ${ownData ? '' : `To sign in: ada@example.com, password ${PASSWORD} or code ${EMAIL_CODE}. `}<a href="${base}${PROXY_PATH}/">Users&nbsp;and&nbsp;scenarios</a>`,
  injectTo: 'body-prepend',
});

/** `./` or the empty string: the build works under every path. A server then serves it at `/`. */
const isRelative = (base: string) => base === '' || base.startsWith('.');

const pathBelow = (base: string) => `${isRelative(base) ? '/' : base.replace(/\/?$/, '/')}${PROXY_PATH}`;
