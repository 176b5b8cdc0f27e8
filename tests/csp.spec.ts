/** The Content-Security-Policy. Every other test fails on a violation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headerFor, policyFor } from '../vite/csp.ts';
import { withDevServer } from './dev-server.ts';
import { expect, openList, test } from './fixtures.ts';
import { buildWithKey, OWN_CLERK, OWN_KEY } from './own-build.ts';

const OWN = { publishableKey: OWN_KEY, proxyUrl: '' };
const DEMO = { publishableKey: '', proxyUrl: '' };

/** The sources of each directive. */
const sourcesOf = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy
      .split('; ')
      .map((directive) => directive.split(' '))
      .map(([name, ...rest]) => [name, rest]),
  );

test('with a key, the page may connect to itself and to its Clerk instance, and to no telemetry', () => {
  expect(sourcesOf(policyFor(OWN))['connect-src']).toEqual(["'self'", OWN_CLERK, 'https://*.protect.clerk.com:*']);
});

test('with a proxy on another host, the page may connect to that host instead', () => {
  const policy = policyFor({ publishableKey: OWN_KEY, proxyUrl: 'https://api.members.example/__clerk' });
  expect(sourcesOf(policy)['connect-src']).toContain('https://api.members.example');
  expect(policy).not.toContain(OWN_CLERK);
});

test('with a proxy path, the page may connect to Clerk through its own host only', () => {
  expect(policyFor({ publishableKey: OWN_KEY, proxyUrl: '/__clerk' })).not.toContain(OWN_CLERK);
});

test('with a key, scripts come from the page, Clerk’s captcha and Clerk’s protection; none is inline', () => {
  const scripts = ["'self'", 'https://challenges.cloudflare.com', 'https://*.protect.clerk.com'];
  expect(sourcesOf(policyFor(OWN))['script-src']).toEqual(scripts);
});

test('the demo’s policy names no host', () => {
  expect(headerFor(DEMO)).not.toMatch(/https?:|\*/);
});

test('the header of a page with a key forbids frames around it; the demo may be embedded', () => {
  expect(sourcesOf(headerFor(OWN))['frame-ancestors']).toEqual(["'none'"]);
  expect(sourcesOf(headerFor(DEMO))).not.toHaveProperty('frame-ancestors');
});

test('a build has the policy in its HTML, before any resource, and in _headers', async ({ page }, info) => {
  const outDir = info.outputPath('site');
  await buildWithKey(OWN_KEY, outDir);
  await page.setContent(readFileSync(join(outDir, 'index.html'), 'utf8'));
  const policy = page.locator('meta[http-equiv=Content-Security-Policy]');
  await expect(policy).toHaveAttribute('content', policyFor(OWN));
  await expect(page.locator('head > :first-child')).toHaveAttribute('http-equiv', 'Content-Security-Policy');
  expect(readFileSync(join(outDir, '_headers'), 'utf8')).toBe(`/*\n  Content-Security-Policy: ${headerFor(OWN)}\n`);
});

test('the file _headers of a page below a path is for that path only', async ({ page: _ }, info) => {
  const outDir = info.outputPath('site');
  await buildWithKey(OWN_KEY, outDir, { base: '/members/' });
  expect(readFileSync(join(outDir, '_headers'), 'utf8')).toMatch(/^\/members\/\*\n/);
});

test('the dev server sends the policy', async ({ request }) => {
  await withDevServer({}, async (url) => {
    const html = await (await request.get(url)).text();
    expect(html.replaceAll('&#39;', "'")).toContain(`content="${policyFor(DEMO)}"`);
  });
});

test('the control page has a policy of its own', async ({ request }) => {
  const response = await request.get('/__clerk/');
  expect(response.headers()['content-security-policy']).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
});

test('the control page has an icon for which browsers send no request', async ({ request }) => {
  expect(await (await request.get('/__clerk/')).text()).toContain('<link rel="icon" href="data:,"');
});

test('an inline script does not run', async ({ page, problems }) => {
  await openList(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    return 'ran' in window;
  });
  expect(ran).toBe(false);
  await expect.poll(() => problems).toEqual(['violation of script-src-elem: inline']);
  problems.length = 0;
});

test('with a key, pictures come from the page and from Clerk’s image host', () => {
  expect(sourcesOf(policyFor(OWN))['img-src']).toEqual(["'self'", 'data:', 'https://img.clerk.com']);
});

test('the policy forbids other hosts for forms, a <base> element, and what it does not name', () => {
  expect(sourcesOf(policyFor(OWN))).toMatchObject({
    'default-src': ["'none'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
  });
});
