/** Clerk's SDK and components, as frameworks request them from the stub. */
import { expect, test } from '@playwright/test';
import { sdkFile } from '../../clerk-stub/sdk-files.ts';

test('the SDK and the components come from the installed packages, whatever version is requested', async ({
  request,
}) => {
  for (const path of [
    'clerk-js@6/dist/clerk.browser.js',
    'clerk-js@6.2.1/dist/clerk.browser.js',
    'ui@1/dist/ui.browser.js',
  ]) {
    const response = await request.get(`/__clerk/npm/@clerk/${path}`);
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject({ 'content-type': 'text/javascript', 'access-control-allow-origin': '*' });
    expect((await response.body()).length).toBeGreaterThan(10_000);
  }
});

test('a file that a package does not have is 404, and the response says so', async ({ request }) => {
  const response = await request.get('/__clerk/npm/@clerk/ui@1/dist/missing.js?v=1');
  expect(response.status()).toBe(404);
  expect(await response.text()).toMatch(/@clerk\/ui [\d.]+ has no file dist\/missing\.js/);
});

for (const path of [
  '/npm/@clerk/clerk-js@6/dist/../package.json',
  '/npm/@clerk/clerk-js@6/dist/..%2f..%2fui%2fdist%2fui.browser.js',
  '/npm/@clerk/clerk-js@6/dist/..\\..\\ui\\dist\\ui.browser.js',
  '/npm/@clerk/../hono@1/dist/index.js',
  '/npm/hono@4/dist/index.js',
]) {
  test(`${path} is not served`, () => {
    expect(() => sdkFile(path, '.')).toThrow('is no file of @clerk/clerk-js or @clerk/ui');
  });
}
