/** The packages of this folder are installed apart from the project's, which needs none of them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Why tests that need the packages of this folder are skipped; `null` if they are installed. */
export const NOT_INSTALLED = existsSync(join(import.meta.dirname, 'node_modules'))
  ? null
  : 'The stub is NOT tested with React, Vue, Express, Vitest and @clerk/testing: run "npm ci --prefix tests/frameworks" first';
