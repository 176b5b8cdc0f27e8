/** axe, which finds violations of accessibility rules. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Checks the WCAG 2.2 AA rules that axe can test in the light color scheme, and those about colors in the dark one, too.
 * Clerk's components are excluded: this page cannot fix them. Leaves the page in the dark color scheme.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const [colorScheme, runOnly] of [
    ['light', TAGS],
    ['dark', COLOR_RULES],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async (rules) => {
      const options = { runOnly: [...rules], resultTypes: ['violations' as const] };
      const found = await window.axe.run({ exclude: ['.cl-rootBox'] }, options);
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }, runOnly);
    expect(violations, `in the ${colorScheme} color scheme`).toEqual([]);
  }
}
