/** Starts the page of a static demo when the stub's service worker controls it, so that the worker answers the SDK. */
import { registerWorker } from './register.ts';

const base = new URL(import.meta.env.BASE_URL, location.href);
const pageScript = document.querySelector<HTMLLinkElement>('#clerk-stub-page')?.href ?? '';

if ((await registerWorker(new URL('service-worker.js', base))) || (await isServed())) {
  // A page whose script cannot be fetched stays as it is without JavaScript. The browser's console names the file.
  await import(/* @vite-ignore */ pageScript).catch(console.error);
} else {
  document.body.innerHTML = `<main>
    <h1>This demo cannot run here</h1>
    <p>
      It needs a service worker, which this browser does not allow on this page. Open the page in a window that is not private,
      over HTTPS or on localhost, and allow cookies and site data.
    </p>
  </main>`;
}

/** Whether a server answers without a worker, as `vite preview` does. */
async function isServed(): Promise<boolean> {
  const response = await fetch(new URL('__clerk/v1/environment', base)).catch(() => undefined);
  return response?.headers.get('content-type')?.includes('application/json') ?? false;
}
