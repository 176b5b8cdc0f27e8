/** Starts the page of a static demo when the stub's service worker controls it, so that the worker answers the SDK. */
import { registerWorker } from './register.ts';

const base = new URL(import.meta.env.BASE_URL, location.href);
const pageScript = document.querySelector<HTMLLinkElement>('#clerk-stub-page')?.href ?? '';

if ((await registerWorker(new URL('service-worker.js', base))) || (await isServed())) {
  // Not `import()`, which rejects when somebody leaves the page before the script has come.
  const script = document.createElement('script');
  script.type = 'module';
  script.crossOrigin = 'anonymous';
  script.src = pageScript;
  document.head.append(script);
} else {
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
