/** The demo on a static host: `vite build` without a key, served as files, with the stub in a service worker. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, type Request } from '@playwright/test';
import { build } from 'vite';
import { test as base } from './problems.ts';
import { type StaticHost, serve } from './static-host.ts';

interface Demo extends StaticHost {
  /** The folder of the build. */
  folder: string;
}

interface Fixtures {
  /** The test fails if the page requests another origin or a path that is not there. */
  demo: Demo;
  /** Ends every service worker, as browsers do after half a minute without requests. */
  stopWorkers: (page: Page) => Promise<void>;
}

export const test = base.extend<Fixtures, { builtDemo: Demo }>({
  serviceWorkers: 'allow',
  builtDemo: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'static-demo-'));
      await build({ base: '/some/path/', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
      const host = await serve(folder, '/some/path/');
      await use({ ...host, folder });
      host.server.close();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  demo: async ({ builtDemo, context, problems }, use) => {
    builtDemo.missing.length = 0;
    context.on('request', (request) => {
      const url = new URL(request.url());
      const isLocal = url.origin === new URL(builtDemo.url).origin || url.protocol === 'data:';
      if (!isLocal) problems.push(`request to another host: ${url}`);
    });
    await use(builtDemo);
    problems.push(...builtDemo.missing.map((path) => `no such file: ${path}`));
  },
  stopWorkers: async ({ context }, use) => {
    const pending = new Set<Request>();
    context.on('request', (request) => pending.add(request));
    context.on('requestfinished', (request) => pending.delete(request));
    context.on('requestfailed', (request) => pending.delete(request));
    await use(async (page) => {
      await expect.poll(() => [...pending].map((request) => request.url())).toEqual([]);
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    });
  },
});
