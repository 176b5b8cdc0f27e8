/**
 * The entry of a static demo: registers the stub's service worker, and then loads the page's script. In the file that stands in
 * for the control page, it reloads instead, and the worker responds with the control page.
 */
import { registerWorker } from './register.ts';

// In one expression, Vite would take it for an asset.
const ownUrl = import.meta.url;
const base = new URL('..', ownUrl);
const pageScript = document.querySelector<HTMLLinkElement>('#clerk-stub-page')?.href;

// Not a top-level `await`: Vite 6 and older reject it with their default target.
void start();

async function start(): Promise<void> {
  if ((await registerWorker(new URL('service-worker.js', base))) || (await isServed())) {
    if (pageScript) addScript(pageScript);
    else location.reload();
  } else showProblem();
}

function showProblem(): void {
  const heading = document.createElement('h1');
  heading.textContent = 'This demo cannot run here';
  const text = document.createElement('p');
  text.textContent =
    'It needs a service worker, which this browser does not allow on this page. Open the page in a window that is not ' +
    'private, over HTTPS or on localhost, and allow cookies and site data.';
  const main = document.createElement('main');
  main.append(heading, text);
  document.body.replaceChildren(main);
}

/** Whether a server answers without a worker, as `vite preview` does. */
async function isServed(): Promise<boolean> {
  const response = await fetch(new URL('__clerk/v1/environment', base)).catch(() => undefined);
  return response?.headers.get('content-type')?.includes('application/json') ?? false;
}

/** Not `import()`, which rejects when somebody leaves the page before the script has come. */
function addScript(src: string): void {
  const script = document.createElement('script');
  document.head.append(Object.assign(script, { type: 'module', crossOrigin: 'anonymous', src }));
}
