/**
 * Registers the stub's service worker, and waits until it answers the page's requests. To be awaited before Clerk loads.
 *
 * @returns `false` if the browser allows no service worker here, as over plain HTTP and in some private windows, or cannot load the
 *   script
 */
export async function registerWorker(script: string | URL): Promise<boolean> {
  const workers = navigator.serviceWorker;
  try {
    // Where no worker is allowed, `workers` is undefined, whatever its type says.
    const registration: unknown = await workers.register(script);
    // Playwright's `serviceWorkers: 'block'` makes `register` resolve with nothing. A server or the test then answers.
    if (!registration) return true;
  } catch {
    return false;
  }
  const controlled = new Promise((resolve) => workers.addEventListener('controllerchange', resolve, { once: true }));
  const { active } = await workers.ready;
  if (!workers.controller) {
    // On a first visit, and after a reload that bypasses the cache.
    active?.postMessage('claim');
    await controlled;
  }
  // A new version of the worker starts with new data, which the open page does not know.
  workers.addEventListener('controllerchange', () => location.reload());
  return true;
}
