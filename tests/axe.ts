/** axe, which finds violations of accessibility rules. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Checks the WCAG 2.2 AA rules that axe can test. Clerk's components are excluded: this page cannot fix them. */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    const found = await window.axe.run({ exclude: ['.cl-rootBox'] }, { runOnly, resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, TAGS);
  expect(violations).toEqual([]);
}
