/** Next.js is installed apart from the project, which does not need it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Why the test that needs Next.js is skipped; `null` if it is installed. */
export const NEXT_NOT_INSTALLED = existsSync(join(import.meta.dirname, 'node_modules'))
  ? null
  : 'The stub is NOT tested with Next.js: run "npm ci --prefix tests/nextjs" first';
