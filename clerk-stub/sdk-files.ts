/**
 * Clerk's browser builds, from the installed packages.
 *
 * `@clerk/react`, `@clerk/vue`, `@clerk/astro` and script tags request them from the Frontend API:
 * `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`, `/npm/@clerk/ui@1/dist/ui.browser.js`, and the chunks beside these two.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The entry of each package. */
const entries = { '@clerk/clerk-js': 'clerk.browser.js', '@clerk/ui': 'ui.browser.js' };

type PackageName = keyof typeof entries;

/** The version after `@` may be a major version or a tag. It is not compared: the installed package is served. */
const SDK_PATH = /^\/npm\/(@clerk\/[\w-]+)@[^/]+\/dist\/([\w.-]+\.js)$/;

/**
 * The file for a path such as `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`.
 *
 * @param project a folder of the project that has installed the packages
 * @throws Error that says what to install, or that there is no such file
 */
export function sdkFile(path: string, project: string): string {
  const [, name = '', file = ''] = SDK_PATH.exec(path) ?? [];
  if (!isPackageName(name)) throw new Error(`${path} is no file of ${Object.keys(entries).join(' or ')}`);
  const { version, folder } = installed(name, project);
  if (!existsSync(join(folder, file))) throw new Error(`${name} ${version} has no file dist/${file}`);
  return join(folder, file);
}

/** The packages that are installed: the entry and its chunks, by file name. */
export const sdkBuilds = (project: string) =>
  Object.keys(entries)
    .filter(isPackageName)
    .filter((name) => packageFolder(name, project))
    .map((name) => {
      const { version, folder } = installed(name, project);
      // In the entry, behind the names of the chunks: `i.h=()=>"de828cee1c327f54"`. Their names have its first six digits.
      const hash = /\.h=\(\)=>"([0-9a-f]{6})/.exec(readFileSync(join(folder, entries[name]), 'utf8'))?.[1];
      const files = readdirSync(folder).filter((file) => file === entries[name] || file.includes(`_${hash}_`));
      return { id: `${name}@${version}`, folder, files };
    });

const isPackageName = (name: string): name is PackageName => Object.hasOwn(entries, name);

/** @throws Error that says what to install */
function installed(name: PackageName, project: string): { version: string; folder: string } {
  const root = packageFolder(name, project);
  if (!root) throw new Error(`${name} is not installed. Run "npm install --save-dev ${name}"`);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { version, folder: join(root, 'dist') };
}

/** The packages do not export their browser builds, so their folders are found the way Node resolves packages. */
function packageFolder(name: PackageName, project: string): string | undefined {
  const candidates = createRequire(join(project, 'index.js')).resolve.paths(name) ?? [];
  return candidates.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
}
