/** The code of the stub's README. */
import { readFileSync } from 'node:fs';

export const readme = readFileSync('clerk-stub/README.md', 'utf8');

/** By file name, which is in a comment on the first line. */
export const recipes = new Map(
  [...readme.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```/gm)].map(([, file = '', code = '']) => [file, code]),
);

export const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)\n```/gm)].map(([, command = '']) => command);
