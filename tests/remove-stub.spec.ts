/** `npm run remove-stub`, in a copy of the project. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { OWN_KEY } from './own-build.ts';

const IGNORED = /^(node_modules|\.git|dist|dist-test|test-results|playwright-report|\.env)$/;

function copyProject(folder: string): void {
  for (const name of readdirSync('.').filter((name) => !IGNORED.test(name))) {
    cpSync(name, join(folder, name), { recursive: true, filter: (path) => !path.includes('node_modules') });
  }
}

test('before the packages are installed, nothing is removed', ({ page: _ }, info) => {
  const cwd = info.outputPath('copy');
  copyProject(cwd);
  const remove = () => execFileSync(process.execPath, ['remove-stub.mjs'], { cwd, stdio: 'pipe' });
  expect(remove).toThrow('run "npm ci" first');
  expect(existsSync(join(cwd, 'clerk-stub'))).toBe(true);
});

test('before the changes are committed, nothing is removed', ({ page: _ }, info) => {
  const cwd = info.outputPath('copy');
  copyProject(cwd);
  symlinkSync(join(process.cwd(), 'node_modules'), join(cwd, 'node_modules'), 'junction');
  execFileSync('git', ['init', '--quiet'], { cwd });
  const remove = () => execFileSync(process.execPath, ['remove-stub.mjs'], { cwd, stdio: 'pipe' });
  expect(remove).toThrow('commit your changes first');
  expect(existsSync(join(cwd, 'clerk-stub'))).toBe(true);
});

test('where git refuses to say what is committed, nothing is removed', ({ page: _ }, info) => {
  const cwd = info.outputPath('copy');
  copyProject(cwd);
  symlinkSync(join(process.cwd(), 'node_modules'), join(cwd, 'node_modules'), 'junction');
  execFileSync('git', ['init', '--quiet'], { cwd });
  // As if the folder belonged to another user.
  const env = { ...process.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  const remove = () => execFileSync(process.execPath, ['remove-stub.mjs'], { cwd, env, stdio: 'pipe' });
  expect(remove).toThrow('make "git status" work');
  expect(existsSync(join(cwd, 'clerk-stub'))).toBe(true);
});

test('without the stub, the project checks, builds, and refers to nothing of it', ({ page: _ }, info) => {
  test.slow();
  const folder = info.outputPath('copy');
  copyProject(folder);
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  const env = { ...process.env, VITE_CLERK_PUBLISHABLE_KEY: OWN_KEY };
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  const bin = (path: string) => join('node_modules', path);

  run('remove-stub.mjs');

  run(bin('@biomejs/biome/bin/biome'), 'check', '--vcs-enabled=false', '.');
  for (const project of ['tsconfig.browser.json', 'tsconfig.node.json']) {
    run(bin('typescript/bin/tsc'), '--project', project, '--incremental', 'false', '--tsBuildInfoFile', 'null');
  }
  run(bin('vite/bin/vite.js'), 'build', '--logLevel', 'error');
  expect(existsSync(join(folder, 'dist/index.html'))).toBe(true);
  env.VITE_CLERK_PUBLISHABLE_KEY = '';
  expect(() => run(bin('vite/bin/vite.js'), 'build')).toThrow(
    'VITE_CLERK_PUBLISHABLE_KEY is not set. The right one is in the Clerk Dashboard',
  );

  const isText = (file: string) =>
    !/^(node_modules|dist|LICENSE|package-lock)/.test(file) && /[^/\\]\.?\w+$/.test(file);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  for (const document of ['README.md', 'CONTRIBUTING.md']) {
    const links = readFileSync(join(folder, document), 'utf8').matchAll(/\]\((?!https:|#)([^)#]+)/g);
    for (const [, link = ''] of links) expect(files, `${document} links to it`).toContain(link);
  }
  const found = files
    .filter(isText)
    .filter((file) => /stub|playwright|\bbench|hono|idb-keyval/i.test(readFileSync(join(folder, file), 'utf8')));
  expect(found).toEqual([]);
});
