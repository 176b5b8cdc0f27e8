/** What is measured: three pages with the same table, built as for production and served as a static host would. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { build, type InlineConfig } from 'vite';
import { scenarios } from '../clerk-stub/scenarios.ts';
import type { Seed } from '../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub } from '../clerk-stub/stub.ts';
import { clerkAssets } from '../vite/clerk-assets.ts';

const PROXY_PATH = '/__clerk';

export interface Subject {
  name: string;
  /** The address behind the origin at which its table shows. */
  address: string;
  /** Which element is a row of the table; it counts once it holds a member's e-mail address. */
  row: string;
  config: InlineConfig;
}

export const thisPage: Subject = {
  name: 'this page',
  address: '/',
  row: '#memberships_table_body tr',
  config: {},
};

export const documentedExample: Subject = {
  name: 'documented example',
  address: '/',
  // The documented code puts its rows into the table's head: that is where `insertRow()` finds the last row.
  row: '#memberships_table tr',
  config: { configFile: false, root: join(import.meta.dirname, 'documented-example') },
};

export const organizationProfile: Subject = {
  name: '<OrganizationProfile />',
  address: '/#/organization-members',
  row: '.cl-organizationProfile-root tbody tr',
  config: { configFile: false, root: join(import.meta.dirname, 'organization-profile'), plugins: [clerkAssets()] },
};

export type Key = keyof typeof KEYS;
export type Members = 10 | 5000;

export interface Site {
  origin: string;
  close(): void;
}

/**
 * The development key is of a Clerk host, though no request goes there: all go to the proxy path. The SDK looks at the key's
 * host, and asks for a dev browser first, as it does with everybody's development key. The demo's key, for development as
 * well, is of a host of its own, and leaves that out.
 */
const KEYS = {
  development: `pk_test_${btoa('clerk-stub.clerk.accounts.dev$')}`,
  demo: `pk_test_${btoa('clerk-stub.test$')}`,
  production: `pk_live_${btoa('clerk.clerk-stub.test$')}`,
} as const;

/** Builds and serves subjects when they are first asked for. */
export async function createSites(say: (message: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const builds = new Map<string, Promise<string>>();
  const sites = new Map<string, Promise<Site>>();

  async function buildSubject({ name, config }: Subject, key: Key): Promise<string> {
    say(`Building ${name} with a ${key} key`);
    process.env.VITE_CLERK_PUBLISHABLE_KEY = KEYS[key];
    process.env.VITE_CLERK_PROXY_URL = PROXY_PATH;
    const outDir = await mkdtemp(join(folder, 'dist-'));
    await build({ ...config, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    return outDir;
  }

  return {
    find(subject: Subject, { key, members }: { key: Key; members: Members }): Promise<Site> {
      const buildName = `${subject.name} ${key}`;
      const outDir = builds.get(buildName) ?? buildSubject(subject, key);
      builds.set(buildName, outDir);
      const siteName = `${buildName} ${members}`;
      const site = sites.get(siteName) ?? outDir.then((built) => serve(built, seedOf(members)));
      sites.set(siteName, site);
      return site;
    },
    async close(): Promise<void> {
      for (const site of sites.values()) (await site).close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Ada's organization, with so many members. */
function seedOf(members: Members): Seed {
  if (members === 5000) return scenarios.large.seed();
  const seed = scenarios.default.seed();
  return {
    ...seed,
    organizations: seed.organizations.map((organization) => ({
      ...organization,
      // Ada, who looks at it, is the last.
      memberships: organization.memberships.slice(-members),
    })),
  };
}

interface StaticFile {
  type: string;
  cacheControl: string;
  etag: string;
  body: Buffer;
}

/** Serves a build, compressed beforehand, with a stubbed Clerk at the proxy path. */
async function serve(folder: string, seed: Seed): Promise<Site> {
  const files = await readFiles(folder);
  const answerAsClerk = clerkListener(createClerkStub(seed));

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith(`${PROXY_PATH}/`)) {
      request.url = url.slice(PROXY_PATH.length);
      void answerAsClerk(request, response);
      return;
    }
    const file = files.get(url.replace(/\?.*$/, ''));
    if (!file) return void response.writeHead(404).end();
    const headers = { 'Cache-Control': file.cacheControl, ETag: file.etag };
    if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, headers).end();
    response
      .writeHead(200, {
        ...headers,
        'Content-Type': file.type,
        'Content-Encoding': 'gzip',
        'Content-Length': file.body.length,
      })
      .end(file.body);
  });
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Clerk compresses its answers. */
function clerkListener(stub: ClerkStub) {
  return getRequestListener(
    async (request) => {
      const { body, status, headers } = await stub.fetch(request);
      const text = body ? await new Response(body).text() : '';
      const compressed = new Headers(headers);
      compressed.set('Content-Encoding', 'gzip');
      return new Response(gzipSync(text), { status, headers: compressed });
    },
    { overrideGlobalObjects: false },
  );
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** A build's files by their path in the address. Whatever has a hash or a version in its path is kept for ever. */
async function readFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const served = files.map(async (file) => {
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const body = gzipSync(await readFile(file), { level: 9 });
    const isKept = path.startsWith('/assets/') || path.startsWith('/npm/');
    return [
      path === '/index.html' ? '/' : path,
      {
        type: TYPES[extname(file)] ?? 'application/octet-stream',
        cacheControl: isKept ? 'max-age=31536000, immutable' : 'no-cache',
        etag: `"${body.length.toString(36)}"`,
        body,
      },
    ] as const;
  });
  return new Map(await Promise.all(served));
}
