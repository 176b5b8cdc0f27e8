import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routes } from '../../clerk-stub/stub.ts';

test('SUPPORTED.md describes every route, and nothing else', () => {
  const text = readFileSync('clerk-stub/SUPPORTED.md', 'utf8');
  const described = [...text.matchAll(/^\| `([^`]+)` \| (?=\S)/gm)].map(([, operation]) => operation);
  expect(described.toSorted()).toEqual(Object.keys(routes).toSorted());
  expect(text).toContain(`it supports ${described.length}.`);
});

test('the stub imports nothing from outside its folder but packages', () => {
  const files = readdirSync('clerk-stub', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const outside = files.flatMap((file) =>
    [...readFileSync(join('clerk-stub', file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => path.startsWith('..')),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(outside).toEqual([]);
});
