/** An empty project with the stub's folder, the packages that its README names, and every recipe of the README. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NOT_INSTALLED } from '../frameworks/installed.ts';
import { commands, link, packagesOf, recipes } from './readme.ts';
import { PAGE } from './recipe-page.ts';

const namedPackages = new Set(commands.flatMap(packagesOf));

/** What the recipes are for. */
const tools = ['vite', '@playwright/test', 'rolldown'];
/** In the first one, `@clerk/shared` is that of `@clerk/react`, as in a project, and Hono the oldest that the stub works with. */
const sources = ['tests/frameworks/node_modules', 'node_modules'];

/** The recipes that need a package of `tests/frameworks`. */
const needsPackages = /\.tsx$|^express|^tests\/sign-in/;

/** Creates the project in a temporary folder. Returns the folder. */
export function createProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stub-in-another-project-'));
  cpSync('clerk-stub', join(folder, 'clerk-stub'), { recursive: true });
  for (const name of [...namedPackages, ...tools]) {
    const source = sources.map((path) => join(path, name)).find((path) => existsSync(path));
    if (source) link(folder, source, name);
  }
  for (const [file, code] of recipes) {
    if (/^(cypress|nuxt)/.test(file) || (NOT_INSTALLED && needsPackages.test(file))) continue;
    writeFile(folder, file, code);
  }
  writeFile(folder, 'package.json', '{ "type": "module" }');
  writeFile(folder, 'index.html', PAGE);
  return folder;
}

/** Writes a file of the project, and the folders above it. */
export function writeFile(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
