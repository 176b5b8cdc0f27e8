/** Clerk's SDK and components, as frameworks request them from the stub. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sdkBuilds } from '../../clerk-stub/sdk-files.ts';

for (const path of [
  'clerk-js@6/dist/clerk.browser.js',
  'clerk-js@6.2.1/dist/clerk.browser.js',
  'clerk-js@latest/dist/clerk.browser.js',
  'ui@1/dist/ui.browser.js',
]) {
  test(`@clerk/${path} is served from the installed package`, async ({ request }) => {
    const response = await request.get(`/__clerk/npm/@clerk/${path}`);
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject({ 'content-type': 'text/javascript', 'access-control-allow-origin': '*' });
    expect((await response.body()).length).toBeGreaterThan(10_000);
  });
}

test('a file that a package does not have is 404, and the response says so', async ({ request }) => {
  const response = await request.get('/__clerk/npm/@clerk/ui@1/dist/missing.js?v=1');
  expect(response.status()).toBe(404);
  expect(await response.text()).toMatch(/^@clerk\/ui [\d.]+ has no dist\/missing\.js$/);
});

test('a request for another major version than the installed one is 404, and the response says so', async ({
  request,
}) => {
  const response = await request.get('/__clerk/npm/@clerk/clerk-js@5/dist/clerk.browser.js');
  expect(response.status()).toBe(404);
  expect(await response.text()).toMatch(
    /^The page requests version 5 of @clerk\/clerk-js, but 6\.[\d.]+ is installed$/,
  );
});

for (const path of [
  'clerk-js@6/package.json',
  'clerk-js@6/dist/..%2fpackage.json',
  'clerk-js@6/dist/..%2f..%2fui%2fdist%2fui.browser.js',
  'clerk-js@6/dist/..%5c..%5cui%5cdist%5cui.browser.js',
  '..%2fhono@4/dist/index.js',
  'shared@4/dist/index.js',
]) {
  test(`@clerk/${path} is not served`, async ({ request }) => {
    const response = await request.get(`/__clerk/npm/@clerk/${path}`);
    expect(response.status()).toBe(404);
    expect(await response.text()).toContain('is not a file of @clerk/clerk-js or @clerk/ui');
  });
}

test('a build says which packages it does not contain', () => {
  const project = mkdtempSync(join(tmpdir(), 'without-clerk-'));
  const texts: string[] = [];
  expect(sdkBuilds(project, (text) => texts.push(text))).toEqual([]);
  expect(texts).toEqual([
    `@clerk/clerk-js cannot be found from ${project}. Run "npm install --save-dev @clerk/clerk-js" there`,
    `@clerk/ui cannot be found from ${project}. Run "npm install --save-dev @clerk/ui" there`,
  ]);
  rmSync(project, { recursive: true });
});

test('a build fails if the names of the chunks are not found, instead of leaving them out', () => {
  const project = mkdtempSync(join(tmpdir(), 'sdk-without-chunks-'));
  const root = join(project, 'node_modules/@clerk/clerk-js');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "version": "7.0.0" }');
  writeFileSync(join(root, 'dist/clerk.browser.js'), 'bundled in another way');
  try {
    expect(() => sdkBuilds(project, () => {})).toThrow(
      'clerk.browser.js of @clerk/clerk-js 7.0.0 does not name its chunks',
    );
  } finally {
    rmSync(project, { recursive: true });
  }
});
