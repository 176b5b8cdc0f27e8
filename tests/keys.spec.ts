/** The publishable key as people set it: what is accepted, what stops dev and build, and what is warned about. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, createServer, loadEnv, preview } from 'vite';
import { readClerkConfig } from '../vite/key-check.ts';
import { buildWithKey, OWN_KEY as KEY } from './own-build.ts';

const NAME = 'VITE_CLERK_PUBLISHABLE_KEY';

/** What the function prints as warnings. */
function warningsOf(run: () => void): string[] {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warnings.push(text);
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

for (const [what, value] of [
  ['spaces', ` ${KEY}  `],
  ['quotes', `"${KEY}"`],
  ['a Windows line end', `${KEY}\r`],
  ['a byte order mark', `\uFEFF${KEY}`],
] as const) {
  test(`a key with ${what} around it is accepted`, () => {
    expect(readClerkConfig({ [NAME]: value }).publishableKey).toBe(KEY);
  });
}

test('a .env file that begins with a byte order mark is read', ({ page: _ }, info) => {
  writeFileSync(info.outputPath('.env'), `\uFEFF${NAME}=${KEY}\r\n`);
  const env = loadEnv('production', info.outputDir, '');
  delete env[NAME];
  expect(readClerkConfig(env).publishableKey).toBe(KEY);
});

test('without a key nothing is set, and nothing is said', () => {
  expect(warningsOf(() => expect(readClerkConfig({})).toEqual({ publishableKey: '', proxyUrl: '' }))).toEqual([]);
});

for (const [what, value, message] of [
  ['a secret key', 'sk_test_abcdefghijkl', 'holds a secret key. It must never reach a browser'],
  ['half a key', 'pk_test_abc', 'is not a publishable key: “pk_test_abc”'],
  ['a word', 'mykey', 'is not a publishable key: “mykey”'],
  ['a blank', ' ', 'is not a publishable key: “ ”'],
] as const) {
  test(`${what} stops dev, build and preview with words, and the build writes nothing`, async ({ page: _ }, info) => {
    const outDir = info.outputPath('site');
    process.env[NAME] = value;
    try {
      await expect(createServer({ logLevel: 'silent' })).rejects.toThrow(message);
      await expect(build({ logLevel: 'silent', build: { outDir } })).rejects.toThrow(message);
      await expect(preview({ logLevel: 'silent' })).rejects.toThrow(message);
    } finally {
      process.env[NAME] = '';
    }
    expect(existsSync(outDir)).toBe(false);
  });
}

for (const [what, env] of [
  ['in place of the publishable key', { [NAME]: 'sk_test_abcdefghijkl' }],
  ['pasted with its name', { [NAME]: 'CLERK_SECRET_KEY=sk_test_abcdefghijkl' }],
  ['in another variable for the browser', { [NAME]: KEY, VITE_CLERK_SECRET_KEY: 'sk_test_abcdefghijkl' }],
  ['inside a URL', { [NAME]: KEY, VITE_CLERK_PROXY_URL: 'https://proxy.example/?key_sk_test_abcdefghijkl' }],
] as const) {
  test(`a secret key ${what} is an error, and is not repeated`, () => {
    expect(() => readClerkConfig(env)).toThrow(/^VITE_CLERK_\w+ holds a secret key((?!abcdefghijkl).)*$/s);
  });
}

test('a secret key beside the publishable key does not reach the build', async ({ page: _ }, info) => {
  const outDir = info.outputPath('site');
  process.env.CLERK_SECRET_KEY = 'sk_test_abcdefghijkl';
  try {
    await buildWithKey(KEY, outDir, { logLevel: 'silent' });
  } finally {
    delete process.env.CLERK_SECRET_KEY;
  }
  const assets = readdirSync(join(outDir, 'assets')).map((file) => readFileSync(join(outDir, 'assets', file), 'utf8'));
  expect(assets.join()).toContain(KEY);
  expect(assets.join()).not.toContain('abcdefghijkl');
});

for (const name of ['CLERK_PUBLISHABLE_KEY', 'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY', 'VITE_CLERK_KEY']) {
  test(`a key in ${name} is named in a warning`, () => {
    expect(warningsOf(() => readClerkConfig({ [name]: KEY }))).toEqual([
      `${name} holds a publishable key, but this page reads ${NAME}.`,
    ]);
  });
}

test('an error about a key has no stack trace, which would hide it in Vite’s output', () => {
  const read = () => readClerkConfig({ [NAME]: 'sk_test_secret' });
  expect(read).toThrow(expect.objectContaining({ stack: expect.stringMatching(/^Error: .*secret key.*$/) }));
});

test('REQUIRE_CLERK_KEY makes a missing key an error', () => {
  expect(() => readClerkConfig({ REQUIRE_CLERK_KEY: '1' })).toThrow(
    `${NAME} is not set, and REQUIRE_CLERK_KEY requires it`,
  );
  expect(readClerkConfig({ REQUIRE_CLERK_KEY: '1', [NAME]: KEY }).publishableKey).toBe(KEY);
});

for (const url of ['__clerk', '//proxy.example/__clerk']) {
  test(`the proxy URL ${url}, neither a path nor a URL, is an error`, () => {
    expect(() => readClerkConfig({ [NAME]: KEY, VITE_CLERK_PROXY_URL: url })).toThrow('neither a path');
  });
}

test('an error shows only the beginning of a wrong key, which may be another secret', () => {
  const read = () => readClerkConfig({ [NAME]: 'whsec_abcdef\nghijkl' });
  expect(read).toThrow('is not a publishable key: “whsec_abcdef…”');
});

test('a value such as “task_test_queue” is not taken for a secret key', () => {
  const env = { [NAME]: KEY, VITE_QUEUE: 'task_test_queue' };
  expect(readClerkConfig(env).publishableKey).toBe(KEY);
});
