/** The plugin that writes the stylesheet into the HTML of a build. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { inlineStyles } from '../vite/inline-styles.ts';

for (const base of ['/', './']) {
  test(`with the base ${base}, two pages with the same stylesheet both get it`, async ({ page: _ }, info) => {
    const root = info.outputPath('site');
    const pages = ['index.html', 'about/index.html'];
    mkdirSync(join(root, 'about'), { recursive: true });
    writeFileSync(join(root, 'shared.css'), 'body { color: teal; }');
    for (const name of pages) writeFileSync(join(root, name), '<link rel="stylesheet" href="/shared.css"><p>Text</p>');
    const input = pages.map((name) => join(root, name));
    await build({
      root,
      base,
      configFile: false,
      logLevel: 'error',
      plugins: [inlineStyles()],
      build: { rolldownOptions: { input } },
    });
    for (const name of pages) {
      expect(readFileSync(join(root, 'dist', name), 'utf8')).toMatch(/<style>body\{color:teal\}?/);
    }
  });
}
