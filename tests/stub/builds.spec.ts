/** Builds with the Vite plugin. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, createLogger, type Plugin } from 'vite';
import { sdkBuilds } from '../../clerk-stub/sdk-files.ts';
import { clerkStub } from '../../clerk-stub/vite.ts';

/** Builds a page with this HTML. `infos` gets what Vite says. */
function buildPage(html: string, infos: string[] = [], plugins: Plugin[] = []) {
  const root = test.info().outputPath('page');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'index.html'), html);
  writeFileSync(join(root, 'main.js'), '');
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    customLogger: { ...createLogger('silent'), info: (text) => void infos.push(text) },
    plugins: [...plugins, clerkStub()],
    build: { write: false },
  });
}

const WITHOUT_SCRIPT = '<!doctype html><title>A page without a script</title>';

test('a build of a page without a module script fails and says so', async () => {
  await expect(buildPage(WITHOUT_SCRIPT)).rejects.toThrow('The HTML has no module script of the page');
});

test('a build that fails does not say that it is a demo', async () => {
  const infos: string[] = [];
  await buildPage(WITHOUT_SCRIPT, infos).catch(() => {});
  expect(infos.filter((text) => text.includes('This build is a demo'))).toEqual([]);
});

test('a file of the SDK that is in the page’s own build is not replaced', async () => {
  const [sdk] = sdkBuilds(import.meta.dirname, () => {});
  const own = { type: 'asset', fileName: `npm/${sdk?.id}/dist/clerk.browser.js`, source: 'The page’s own' } as const;
  const plugin: Plugin = {
    name: 'own-sdk',
    generateBundle() {
      this.emitFile(own);
    },
  };
  const html = '<!doctype html><title>A page</title><script type="module" src="main.js"></script>';
  const result = await buildPage(html, [], [plugin]);
  const files = 'output' in result ? result.output : [];
  expect(files.filter(({ fileName }) => fileName === own.fileName)).toMatchObject([{ source: own.source }]);
});
