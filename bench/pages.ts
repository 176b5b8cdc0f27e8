/** The pages under test: production builds, served with gzip and cache headers beside a stubbed Clerk. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { getMimeType } from 'hono/utils/mime';
import { build } from 'vite';
import { scenarios } from '../clerk-stub/scenarios.ts';
import { createClerkStub } from '../clerk-stub/stub.ts';

/** `path` is where the members show, `root` the folder that Vite builds. */
export const pages = [
  { name: 'this page', path: '/', root: '.' },
  { name: 'documented example', path: '/', root: 'bench/documented-example' },
  { name: '`<OrganizationProfile />`', path: '/#/organization-members', root: 'bench/organization-profile' },
];

export const keys = {
  // On a Clerk development host the SDK asks for a dev browser first. The demo's key skips that round trip.
  development: `pk_test_${btoa('clerk-stub.clerk.accounts.dev$')}`,
  demo: `pk_test_${btoa('clerk-stub.test$')}`,
  production: `pk_live_${btoa('clerk.clerk-stub.test$')}`,
};

/** Builds a page and serves it until the process ends. Returns its origin. */
export async function buildAndServe(root: string, publishableKey: string): Promise<string> {
  process.env.VITE_CLERK_PUBLISHABLE_KEY = publishableKey;
  process.env.VITE_CLERK_PROXY_URL = '/__clerk';
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const result of [await build({ root, logLevel: 'error', build: { write: false } })].flat()) {
    if (!('output' in result)) continue;
    for (const file of result.output) files.set(`/${file.fileName}`, gzip('code' in file ? file.code : file.source));
  }

  const app = new Hono();
  app.use('/__clerk/*', compress());
  app.mount('/__clerk', createClerkStub(scenarios.default.seed()).fetch);
  app.get('*', etag(), ({ req, body }) => {
    const path = req.path === '/' ? '/index.html' : req.path;
    // <OrganizationProfile /> loads Clerk's browser builds from node_modules.
    const file = files.get(path) ?? gzip(readFileSync(`.${path}`));
    files.set(path, file);
    return body(file, 200, {
      'Cache-Control': path === '/index.html' ? 'no-cache' : 'max-age=31536000, immutable',
      'Content-Encoding': 'gzip',
      'Content-Type': getMimeType(path) ?? 'application/octet-stream',
    });
  });
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    ).unref();
  });
}

const gzip = (content: string | Uint8Array) => new Uint8Array(gzipSync(content, { level: 9 }));
