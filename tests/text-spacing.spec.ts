/** The text spacing of WCAG 1.4.12. */
import type { Page } from '@playwright/test';
import { expect, expectApart, openList, row, test } from './fixtures.ts';

const widenText = (page: Page) =>
  page.addStyleTag({
    content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
  });

test('with wide text spacing, “Remove” does not overlap the role', async ({ page }) => {
  await openList(page);
  await widenText(page);
  const frances = row(page, 'frances@example.com');
  for (const width of [320, 390, 480, 640, 768, 900, 940, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expectApart(
      frances.getByText('to Admin'),
      frances.getByRole('button', { name: /^Remove/ }),
      `at ${width} pixels`,
    );
  }
});

test.describe('with select boxes for roles', () => {
  test.use({ scenario: 'custom-roles', viewport: { width: 940, height: 800 } });

  test('with wide text spacing, a table that is too wide scrolls', async ({ page }) => {
    await openList(page);
    await widenText(page);
    const head = page.getByRole('columnheader', { name: 'Remove member' });
    await expect(head).not.toBeInViewport({ ratio: 0.99 });
    await row(page, 'katherine@example.com').hover();
    await page.mouse.wheel(200, 0);
    await expect(head).toBeInViewport({ ratio: 0.99 });
  });
});
