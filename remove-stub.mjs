/**
 * Turns this project into your own page: `npm run remove-stub`. Removes the stub, everything that runs on it, and itself. The
 * page, its checks and its build stay, and what the documents say about them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const BIOME = 'node_modules/@biomejs/biome/bin/biome';

const REMOVED = [
  'clerk-stub',
  'tests',
  'bench',
  'screenshots',
  'CHANGELOG.md',
  'dist-test',
  'test-results',
  'playwright-report',
  'playwright.config.ts',
  'tsconfig.worker.json',
  '.github/workflows/demo.yml',
  'SECURITY.md',
  'remove-stub.mjs',
];
const SCRIPTS = ['pretest', 'test', 'presmoke', 'smoke', 'faults', 'bench', 'screenshots', 'remove-stub'];
const PACKAGES = [
  '@clerk/backend',
  '@clerk/hono',
  '@hono/node-server',
  '@playwright/test',
  'ajv',
  'axe-core',
  'fast-check',
  'hono',
  'idb-keyval',
  'yaml',
];

/** @param {string} file @param {(text: string) => string} change */
const edit = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));

/**
 * The parts of the JSON files that change.
 * @typedef {{
 *   description: string,
 *   scripts: Record<string, string>,
 *   devDependencies: Record<string, string>,
 *   references: { path: string }[],
 *   include: string[],
 *   exclude?: string[],
 * }} Json
 */

/** @param {string} file @param {(json: Json) => void} change */
const editJson = (file, change) =>
  edit(file, (text) => {
    const json = JSON.parse(text);
    change(json);
    return `${JSON.stringify(json, null, 2)}\n`;
  });

/** @param {string} todo @returns {never} */
function refuse(todo) {
  console.error(`Nothing is removed yet: ${todo} first.`);
  process.exit(1);
}

/** The changes that git could not restore; empty without git or without a repository. */
function uncommitted() {
  const env = { ...process.env, LC_ALL: 'C' };
  const { status, stdout, stderr } = spawnSync('git', ['status', '--porcelain', '.'], { encoding: 'utf8', env });
  const isRepository = existsSync('.git') || (stderr && !stderr.includes('not a git repository'));
  if (status !== 0 && isRepository) refuse(`make "git status" work (${stderr?.trim() || 'is git installed?'})`);
  return stdout;
}

// It formats the changed files at the end.
if (!existsSync(BIOME)) refuse('run "npm ci"');
if (uncommitted()) refuse('commit your changes');
for (const path of REMOVED) rmSync(path, { recursive: true, force: true });
editJson('package.json', (json) => {
  json.description = 'The page that manages the members of a Clerk organization, in vanilla TypeScript.';
  for (const name of SCRIPTS) delete json.scripts[name];
  for (const name of PACKAGES) delete json.devDependencies[name];
});
editJson('tsconfig.json', (json) => {
  json.references = json.references.filter(({ path }) => !path.includes('worker'));
});
editJson('tsconfig.node.json', (json) => {
  json.include = ['vite.config.ts', 'vite-env.d.ts', 'vite'];
  delete json.exclude;
});
edit('biome.json', (text) =>
  text
    .replace(', "!bench/documented-example"', '')
    .replace(', "**/clerk-stub/**"', '')
    .replace(' or the stub', '')
    .replace(/ {4}\{\n {6}"includes": \["clerk-stub[\s\S]*?\n {4}\},\n/, ''),
);
// The lines between these two comments are about the stub.
for (const file of [
  'README.md',
  'CONTRIBUTING.md',
  '.ci/run',
  'vite.config.ts',
  '.devcontainer/devcontainer.json',
  '.github/workflows/ci.yml',
  '.gitignore',
]) {
  edit(file, (text) => text.replaceAll(/^.*remove-stub: start[\s\S]*?remove-stub: end.*\n\n?/gm, ''));
}
edit('README.md', (text) => text.replaceAll(/^\| `(clerk-stub|tests|bench)\/.*\n/gm, ''));
// Without the stub there is no demo: a missing key stops dev and build.
edit('README.md', (text) => text.replace('secret or malformed', 'missing, secret or malformed'));
edit('.ci/run', (text) => text.replace('npm run build', '# Needs VITE_CLERK_PUBLISHABLE_KEY.\n$&'));
edit('vite.config.ts', (text) =>
  text.replace(/readClerkConfig\((.*)\);/, "readClerkConfig({ ...$1, REQUIRE_CLERK_KEY: '1' });"),
);
edit('vite/key-check.ts', (text) => text.replace(', and REQUIRE_CLERK_KEY requires it', ''));
edit('.env.example', (text) => text.replace(' instead of the stub', ''));
const { status } = spawnSync(process.execPath, [BIOME, 'format', '--write'], { stdio: 'inherit' });
if (status !== 0) process.exitCode = 1;
console.log('The stub is removed. Run "npm install" to bring package-lock.json up to date.');
