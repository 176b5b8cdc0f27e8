/**
 * A Vite plugin that serves Clerk's browser builds from the installed packages, and copies them into the build.
 *
 * `@clerk/clerk-js` and `@clerk/ui` each come as an entry file with chunks that it loads from beside itself. The npm
 * entry of `@clerk/clerk-js` is one file of five times the size. The paths contain the version, so browsers may cache them for ever.
 */
import { existsSync, readdirSync, readFile, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parsePublishableKey } from '@clerk/shared/keys';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import type { ClerkConfig } from './key-check.ts';

/**
 * A comment that V8 reads at the top of a script. The browser then compiles all of it on another thread, and not function by
 * function on the main thread when the script starts: https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

interface BrowserBuild {
  /** URL path of its folder, without the base: `npm/@clerk/clerk-js@6.40.0/dist/`. */
  path: string;
  entry: string;
  /** The folder in `node_modules`. */
  folder: string;
  /** The entry and the chunks it may load. */
  files: readonly string[];
}

/** @param settings what the page is built with, so that its HTML can preload what the SDK requests first */
export function clerkAssets(settings: ClerkConfig): Plugin {
  const sdk = browserBuild('@clerk/clerk-js', 'clerk.browser.js');
  const ui = browserBuild('@clerk/ui', 'ui.browser.js');
  let base = '/';

  return {
    name: 'clerk-assets',
    config({ base: configured = '/' }) {
      if (/^[a-z]:/i.test(configured)) {
        throw new Error(`The base ${configured} is a Windows path. In Git Bash, set MSYS_NO_PATHCONV=1 first.`);
      }
      return {
        // Vite adds a missing slash at the end, but not to `import.meta.env.BASE_URL`.
        base: configured.replace(/[^/]$/, '$&/'),
        build: { rolldownOptions: { output: { postBanner: COMPILE_HINT } } },
        define: {
          'import.meta.env.CLERK_JS_PATH': JSON.stringify(sdk.path + sdk.entry),
          'import.meta.env.CLERK_UI_PATH': JSON.stringify(ui.path + ui.entry),
        },
      };
    },
    configResolved(config) {
      base = config.base;
    },
    configureServer(server) {
      for (const { path, folder, files } of [sdk, ui]) {
        server.middlewares.use(`${base}${path}`, (request, response, next) => {
          const file = request.url?.slice(1).replace(/\?.*$/, '') ?? '';
          if (!files.includes(file)) return next();
          response.setHeader('Content-Type', 'text/javascript');
          response.setHeader('Cache-Control', 'max-age=31536000, immutable');
          // Read at once, not streamed: updating the package while the server runs replaces the files.
          readFile(join(folder, file), (error, content) => (error ? next(error) : response.end(content)));
        });
      }
    },
    transformIndexHtml: () => [
      // By far the largest file of the page: its download starts before main.ts runs.
      headLink({ rel: 'preload', as: 'script', href: base + sdk.path + sdk.entry }),
      ...apiLinks(settings, sdk),
    ],
    generateBundle() {
      for (const { path, folder, files } of [sdk, ui]) {
        for (const file of files) {
          const content = readFileSync(join(folder, file), 'utf8');
          const source = file === sdk.entry ? `${COMPILE_HINT}\n${content}` : content;
          this.emitFile({ type: 'asset', fileName: path + file, source });
        }
      }
    },
  };
}

/**
 * What the browser can load from Clerk's Frontend API while the SDK downloads.
 *
 * With a production key the SDK starts with two plain GET requests, so the browser can preload the responses. The URLs must be
 * the SDK's own, so their parameters are read from its code. If they differ, the SDK sends its own requests.
 * With a development key the SDK starts with a POST request, which cannot be preloaded: only the connection is opened.
 */
function apiLinks({ publishableKey, proxyUrl }: ClerkConfig, sdk: BrowserBuild): HtmlTagDescriptor[] {
  const key = parsePublishableKey(publishableKey);
  if (!key) return [];
  const api = proxyUrl.replace(/\/$/, '') || `https://${key.frontendApi}`;
  // Without credentials the browser would not use the connection, or the response, for the SDK's requests.
  const crossorigin = 'use-credentials';
  if (key.instanceType === 'development') {
    return URL.canParse(api) ? [headLink({ rel: 'preconnect', href: new URL(api).origin, crossorigin })] : [];
  }
  // In the entry: `x.append("__clerk_api_version","2026-08-20"),x.append("_clerk_js_version","6.40.0")`.
  const code = readFileSync(join(sdk.folder, sdk.entry), 'utf8');
  const versions = [...code.matchAll(/append\("(_{1,2}clerk_(?:api|js)_version)","([^"]+)"\)/g)];
  const search = new URLSearchParams(versions.map(([, name = '', version = '']) => [name, version]));
  return ['environment', 'client'].map((path) =>
    headLink({ rel: 'preload', as: 'fetch', href: `${api}/v1/${path}?${search}`, crossorigin }),
  );
}

function headLink(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: 'link', attrs, injectTo: 'head' };
}

/** Finds a package's browser build: the entry, and the chunks that the entry names. */
function browserBuild(name: string, entry: string): BrowserBuild {
  const root = packageFolder(name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(root, 'dist');
  // In the entry: `… + "_ui_" + x.h().slice(0,6) + "_1.34.0.js", x.h = () => "<hash>"`.
  const names = /"(_[a-z.]+_)"\+\w+\.h\(\)\.slice\(0,6\)\+"(_[^"]+\.js)",\w+\.h=\(\)=>"([0-9a-f]{6})/;
  const [, prefix, suffix, hash] = names.exec(readFileSync(join(folder, entry), 'utf8')) ?? [];
  if (!hash) throw new Error(`${name}/dist/${entry} names no chunks: has its build changed?`);
  const chunks = readdirSync(folder).filter((file) => file.endsWith(`${prefix}${hash}${suffix}`));
  return { path: `npm/${name}@${version}/dist/`, entry, folder, files: [entry, ...chunks] };
}

/** Neither package exports its browser build, so its folder is found the way Node resolves packages. */
function packageFolder(name: string): string {
  const candidates = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const root = candidates
    .map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (!root) throw new Error(`${name} is not installed: run npm ci`);
  return root;
}
