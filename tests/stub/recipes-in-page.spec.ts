/** The recipes of the stub's README, in another project: those in which it runs in the page, or in its service worker. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { NOT_INSTALLED } from '../frameworks/installed.ts';
import { serve } from '../static-host.ts';
import { commands, readme, recipes, run } from './readme.ts';
import { KEY, PAGE } from './recipe-page.ts';
import { createProject, writeFile } from './recipe-project.ts';

test.describe.configure({ mode: 'default' });

let folder: string;

test.beforeAll(() => {
  folder = createProject();
});

test.afterAll(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFile(folder, file, text);

test('Vitest: the test passes, and so do those with another user and other data after it', async () => {
  test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
  // With a request that is on its way when a test ends.
  const code = (recipes.get('greeting.test.tsx') ?? '')
    .replace('ClerkProvider, Show', '$&, useOrganization')
    .replace('<Show', '<Members /><Show')
    .concat(`function Members() {
  const { memberships } = useOrganization({ memberships: true, invitations: true });
  return <p>{memberships?.count} members</p>;
}\n`);
  const [first = ''] = /^test\(.*?^}\);/ms.exec(code) ?? [];
  const second = first.replaceAll('admin', 'member').replace('scenarios.default', 'scenarios.member');
  const third = first.replace("'Hello admin'", "'1 members'").replace('scenarios.default', 'scenarios.empty');
  // With several files, jsdom may be gone while the SDK is still at work.
  for (const file of ['greeting.test.tsx', 'greeting-2.test.tsx']) write(file, code + second + third);
  expect(await run(folder, 'vitest/vitest.mjs', 'run', 'greeting', '--no-color')).toMatch(/Tests +6 passed/);
});

test('Vitest: the stub gets no requests of an earlier test’s Clerk, nor those of the application', async () => {
  test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
  write(
    'isolation.test.ts',
    `// @vitest-environment jsdom
import { Clerk } from '@clerk/clerk-js';
import { expect, onTestFinished, test } from 'vitest';
import { replaceFetch } from './clerk-stub/replace-fetch.ts';
import { scenarios } from './clerk-stub/scenarios.ts';
import { createClerkStub } from './clerk-stub/stub.ts';

async function load(stub = createClerkStub(scenarios.default.seed())) {
  const restore = replaceFetch(stub);
  onTestFinished(restore);
  const clerk = new Clerk('pk_test_c3R1Yi5jbGVyay5hY2NvdW50cy5kZXYk');
  await clerk.load({ telemetry: false });
  return { stub, session: clerk.session!, restore };
}

test('earlier', async () => { await load(); });

test('later', async () => {
  const { stub, session } = await load();
  window.dispatchEvent(new Event('focus'));
  await session.reload();
  const paths = stub.requests.map(({ path }) => path).filter((path) => path.includes('/sessions/'));
  expect(new Set(paths)).toEqual(new Set(['', '/touch'].map((end) => '/v1/client/sessions/' + session.id + end)));
});

test('the same stub again', async () => {
  const { stub, restore } = await load();
  restore();
  const { session } = await load(stub);
  await session.reload();
});

test('request of the application', async () => {
  await load();
  expect(await (await fetch('data:text/plain,other')).text()).toBe('other');
});
`,
  );
  expect(await run(folder, 'vitest/vitest.mjs', 'run', 'isolation', '--no-color')).toMatch(/Tests +4 passed/);
});

test.describe('built by Vite', () => {
  test.use({ serviceWorkers: 'allow' });

  /** Serves a build of the page. */
  async function withSite(html: string, run: (url: string) => Promise<void>) {
    write('index.html', html);
    const outDir = join(folder, 'dist');
    // The overrides of this project leave out what a part of `@clerk/ui` imports.
    const rolldownOptions = { shimMissingExports: true };
    const options = { outDir, rolldownOptions, minify: false };
    await build({ root: folder, configFile: false, logLevel: 'error', build: options });
    const host = await serve(outDir, '/');
    try {
      await run(host.url);
      expect(host.missing).toEqual([]);
    } finally {
      host.server.close();
    }
  }

  // Storybook itself is not installed: this page calls the loader and the decorator, as Storybook does.
  test('Storybook: each story has its own stub', async ({ page }) => {
    test.skip(NOT_INSTALLED !== null, NOT_INSTALLED ?? '');
    write(
      'stories.tsx',
      `import { OrganizationSwitcher, useOrganization, useUser } from '@clerk/react';
import { createRoot } from 'react-dom/client';
import preview from './.storybook/preview.tsx';
import { Failed } from './members.stories.ts';

const root = createRoot(document.querySelector('main'));
const stories = { Default: { parameters: {} }, Failed };
for (const button of document.querySelectorAll('button')) button.onclick = () => { location.hash = button.textContent; show(); };

async function show() {
  const id = location.hash.slice(1) || 'Default';
  for (const load of preview.loaders) await load({ id, parameters: stories[id].parameters });
  root.render(preview.decorators[0](Story));
}

function Story() {
  const { user } = useUser();
  const { memberships } = useOrganization({ memberships: true });
  return <><p role="status">{user?.fullName}: {memberships?.isError ? 'failed' : memberships?.count} </p><OrganizationSwitcher /></>;
}

show();
`,
    );
    const html = `<!doctype html><button>Default</button><button>Failed</button><main></main>
<script type="module" src="/stories.tsx"></script>`;
    await withSite(html, async (url) => {
      await page.goto(url);
      await expect(page.getByRole('status')).toHaveText('Ada Lovelace: 12');
      await expect(page.getByRole('button', { name: 'Open organization switcher' })).toBeVisible();
      await page.getByRole('button', { name: 'Failed' }).click();
      // The list fails. For 8 seconds, the SDK repeats the request, and has no members.
      await expect(page.getByRole('status')).toHaveText('Alan Turing: 0');
      await page.getByRole('button', { name: 'Default' }).click();
      await expect(page.getByRole('status')).toHaveText('Ada Lovelace: 12');
    });
  });

  test('a static page: the SDK and its components run on the stub of the service worker', async ({ page }) => {
    const worker = commands.find((command) => command.startsWith('npx rolldown')) ?? '';
    await run(folder, 'rolldown/bin/cli.mjs', ...worker.split(' ').slice(2));
    const html = PAGE.replace(
      '<script type="module">',
      `<main></main>
<script src="/__clerk/npm/@clerk/ui@1/dist/ui.browser.js"></script>
$&
      await import('./worker-first.ts');`,
    )
      .replace('%VITE_CLERK_PUBLISHABLE_KEY%', KEY)
      .replace('%VITE_CLERK_PROXY_URL%', '/__clerk')
      .replace(
        'Clerk.load({ telemetry: false });',
        'Clerk.load({ telemetry: false, ui: { ClerkUI: __internal_ClerkUICtor } });',
      )
      .replace('Clerk.addListener', 'Clerk.mountUserButton(document.querySelector("main")); $&');
    for (const [, from = '', to = ''] of readme.matchAll(/`(node_modules\S+)`\s+to\s+`(public\S+)`/g)) {
      cpSync(join(folder, from), join(folder, to), { recursive: true, dereference: true });
    }
    await withSite(html, async (url) => {
      await page.goto(url);
      await expect(page.getByRole('status')).toHaveText('Ada Lovelace is in Analytical Engines');
      await expect(page.getByRole('button', { name: 'Open user menu' })).toBeVisible();
    });
  });
});
