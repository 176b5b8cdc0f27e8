/** What the stub's README says about its installation, and the form of its recipes. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { commands, link, packagesOf, readme, recipes, run } from './readme.ts';

test('the versions of Clerk’s packages that it installs are the tested ones', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const tested = { ...dependencies, ...devDependencies };
  const named = [...commands.join('\n').matchAll(/(@clerk\/[\w-]+)@(\S+)/g)].map(([, name = '', version]) => [
    name,
    version,
  ]);
  expect(named).toHaveLength(3);
  expect(named).toEqual(named.map(([name = '']) => [name, tested[name]]));
});

test('the packages that it replaces with an empty one are those of this project', () => {
  const { overrides } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(JSON.parse(`{${recipes.get('package.json')}}`)).toEqual({ overrides });
});

test('each recipe is short, and its code has a file name, by which these tests find it', () => {
  expect(recipes.size + commands.length).toBe(readme.match(/^```\w/gm)?.length);
  for (const [file, code] of recipes) {
    const lines = code.split('\n').filter((line) => /^\s*[^\s/]/.test(line));
    if (file !== 'tsconfig.json') expect(lines.length, file).toBeLessThan(17);
  }
});

test('with the packages of “Install” alone, the folder passes a type check without the files that are for Vite and Playwright', async () => {
  const [unneeded = ''] = /If Vite is not a dependency.*`playwright\.ts`\./s.exec(readme) ?? [];
  const names = [...unneeded.matchAll(/`([\w./]+)`/g)].map(([, name = '']) => name);
  expect(names).toEqual(['vite.ts', 'start.ts', 'vite/client', 'playwright.ts']);
  const root = mkdtempSync(join(tmpdir(), 'stub-without-vite-'));
  cpSync('clerk-stub', join(root, 'clerk-stub'), { recursive: true });
  for (const name of names) rmSync(join(root, 'clerk-stub', name), { force: true });
  for (const name of packagesOf(commands[0] ?? '')) link(root, join('node_modules', name), name);
  const tsconfig = (recipes.get('tsconfig.json') ?? '').replace(/, "vite\/client"/, '');
  writeFileSync(join(root, 'tsconfig.json'), tsconfig);
  await run(root, 'typescript/bin/tsc', '--project', '.');
  rmSync(root, { recursive: true });
});
