/**
 * The stubbed Clerk as a service worker. It answers requests below `<scope>__clerk/`; all others go to the network.
 *
 * Browsers stop a worker after half a minute without requests, so the instance is kept in IndexedDB. It is saved as a whole
 * before the response to a request that may have changed it. The stub changes its data synchronously, and a later save
 * contains every earlier change, so simultaneous requests of several tabs lose nothing.
 */
import { createStore, get, set } from 'idb-keyval';
import { demoApp } from './demo.ts';
import { scenarioSeed } from './scenarios.ts';
import type { State } from './state.ts';
import { createClerkStub } from './stub.ts';

declare const self: ServiceWorkerGlobalScope;

/** The build replaces it with a hash of this script. */
const VERSION = 'CLERK_STUB_VERSION';

/** The build replaces it with the packages that it contains: `@clerk/clerk-js@6.40.0 @clerk/ui@1.34.0`. */
const SDK_BUILDS = 'CLERK_STUB_SDK_BUILDS';

/** A worker receives no cookies and cannot set any. All tabs of a browser share it, so they are one client. */
const CLIENT_TOKEN = 'this-browser';

const { scope } = self.registration;
const controlPage = `${scope}__clerk/`;
const store = createStore('clerk-stub', 'demos');
const demo = restore();

async function restore() {
  // Without IndexedDB, the demo works until the browser stops the worker.
  const kept = await get<{ version: string; state: State }>(scope, store).catch(() => undefined);
  const stub = createClerkStub(scenarioSeed('default'));
  // A worker that was built without Vite always has the same version. The state of an older one may lack a field.
  if (kept?.version === VERSION) Object.assign(stub.state, kept.state);
  return { stub, app: demoApp(stub) };
}

const save = (state: State) => set(scope, { version: VERSION, state }, store).catch(console.error);

async function respond(request: Request): Promise<Response> {
  const url = new URL(request.url.replace(controlPage, `${self.origin}/`));
  url.searchParams.set('__clerk_db_jwt', CLIENT_TOKEN);
  const { method, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
  const { stub, app } = await demo;
  try {
    const response = await app.fetch(new Request(url, { method, headers, body }));
    // A relative redirect of a worker has no URL to start from.
    const location = new URL(response.headers.get('Location') ?? '', request.url);
    // Links to the handshake, which only servers need, must not lead from here to another site.
    if (location.origin !== self.origin) return Response.error();
    if (response.headers.has('Location')) response.headers.set('Location', location.href);
    // The first request for the client creates it.
    if (body !== null || url.pathname === '/v1/client') await save(stub.state);
    return response;
  } catch {
    // `ConnectionFailure`: the page's `fetch` rejects.
    return Response.error();
  }
}

/**
 * Where the host has a file of the SDK that a framework requests as `__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js`. Vite's build
 * has it at the root, by its version. Elsewhere it is by its major version, and the SDK requests its chunks by the exact one.
 */
function sdkUrl(url: string): string | undefined {
  const [, name, major, file] = /^npm\/(@clerk\/[\w-]+@)(\d*)[^/]*(\/.+)$/.exec(url.replace(controlPage, '')) ?? [];
  const [build] = new RegExp(`${name}${major ? `${major}\\.` : ''}\\S+`).exec(SDK_BUILDS) ?? [];
  if (build) return `${scope}npm/${build}${file}`;
  return major && `${controlPage}npm/${name}${major}${file}`;
}

self.addEventListener('fetch', (event) => {
  const { url } = event.request;
  const sdk = sdkUrl(url);
  if (sdk && sdk !== url) event.respondWith(Response.redirect(sdk));
  else if (url.startsWith(`${controlPage}npm/`)) return;
  else if (url.startsWith(controlPage)) event.respondWith(respond(event.request));
  else if (`${url}/` === controlPage) event.respondWith(Response.redirect(controlPage));
});
self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('message', (event) => event.waitUntil(self.clients.claim()));
