/** The recipes and commands in the stub's README, and a way to try them in another project. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const readme = readFileSync('clerk-stub/README.md', 'utf8');

/** By file name, which is in a comment on the first line. */
export const recipes = new Map(
  [...readme.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```/gm)].map(([, file = '', code = '']) => [file, code]),
);
export const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)\n```/gm)].map(([, command = '']) => command);

/** The names in the `npm install` lines of a command. */
export const packagesOf = (command: string) =>
  command.match(/(?<=^npm install --save-dev (?:.* )?)@?[a-z][\w/-]+/gm) ?? [];

/** Makes a package of this repository available in the project. */
export function link(project: string, source: string, name: string): void {
  const path = join(project, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(process.cwd(), source), path, 'junction');
}

/** Runs a script in the project: one of its packages, or with an absolute path. Returns what it prints. */
export async function run(project: string, script: string, ...args: string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const path = resolve(project, 'node_modules', script);
  const options = { cwd: project, env: { PATH, HOME } };
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args], options).catch((error) => {
    throw new Error(error.stdout + error.stderr);
  });
  return stdout;
}
