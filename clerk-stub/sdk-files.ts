/**
 * Clerk's browser builds, from the packages that the project has installed.
 *
 * `@clerk/react`, `@clerk/vue`, `@clerk/astro` and script tags request them from the Frontend API:
 * `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`, `/npm/@clerk/ui@1/dist/ui.browser.js`, and the chunks beside these two.
 *
 * Without `turbopackIgnore`, Next.js would trace all files of the project into the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The version in the path may be a major version or a tag. */
const SDK_PATH = /^\/npm\/(@clerk\/(?:clerk-js|ui))@([^/]+)\/dist\/([\w.-]+\.js)$/;

/**
 * The response to a request below `/npm/`: the file, or 404 and a text that says what to install. `undefined` for others.
 *
 * @param project a folder of the project
 * @param report receives the text, since a browser shows only the status of a script
 */
export function sdkResponse(request: Request, project: string, report: (text: string) => void): Response | undefined {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith('/npm/')) return undefined;
  const fail = (problem: string) => {
    report(problem);
    return new Response(problem, { status: 404 });
  };
  const [, name, requested = '', file = ''] = SDK_PATH.exec(pathname) ?? [];
  if (!name) return fail(`${pathname} is not a file of @clerk/clerk-js or @clerk/ui`);
  const installed = findPackage(name, project);
  if (!installed) return fail(notFound(name, project));
  const { version, dist } = installed;
  if (/^\d/.test(requested) && majorOf(requested) !== majorOf(version)) {
    return fail(`The page requests version ${requested} of ${name}, but ${version} is installed`);
  }
  const path = join(/* turbopackIgnore: true */ dist, file);
  if (!existsSync(/* turbopackIgnore: true */ path)) return fail(`${name} ${version} has no dist/${file}`);
  const headers = { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' };
  return new Response(readFileSync(/* turbopackIgnore: true */ path), { headers });
}

const notFound = (name: string, project: string) =>
  `${name} cannot be found from ${project}. Run "npm install --save-dev ${name}" there`;

const majorOf = (version: string) => version.split('.')[0];

/**
 * Of the installed packages, the entries and their chunks.
 *
 * @param report receives a text about each package that is not installed
 */
export const sdkBuilds = (project: string, report: (text: string) => void) =>
  [
    { name: '@clerk/clerk-js', entry: 'clerk.browser.js' },
    { name: '@clerk/ui', entry: 'ui.browser.js' },
  ].flatMap(({ name, entry }) => {
    const installed = findPackage(name, project);
    if (!installed) {
      report(notFound(name, project));
      return [];
    }
    const { version, dist } = installed;
    // In the entry: `i.h=()=>"de828cee1c327f54"`. The names of its chunks contain the first six digits.
    const hash = /\.h=\(\)=>"([0-9a-f]{6})/.exec(readFileSync(join(dist, entry), 'utf8'))?.[1];
    if (!hash) throw new Error(`${entry} of ${name} ${version} does not name its chunks in the known way`);
    const files = readdirSync(/* turbopackIgnore: true */ dist).filter(
      (file) => file === entry || file.includes(`_${hash}_`),
    );
    return { id: `${name}@${version}`, dist, files };
  });

/** The packages do not export their browser builds, so their folders are found the way Node resolves packages. */
function findPackage(name: string, project: string): { version: string; dist: string } | undefined {
  const candidates = createRequire(join(project, 'index.js')).resolve.paths(name) ?? [];
  const root = candidates.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
  if (!root) return undefined;
  return { version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version, dist: join(root, 'dist') };
}
