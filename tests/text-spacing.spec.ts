/** The text spacing of WCAG 1.4.12. */
import { expect, expectApart, openList, row, test } from './fixtures.ts';

test('with wide text spacing, “Remove” does not overlap the role, and a wide table scrolls', async ({ page }) => {
  await openList(page);
  await page.addStyleTag({
    content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
  });
  const frances = row(page, 'frances@example.com');
  for (const width of [320, 390, 480, 640, 768, 900, 940, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expectApart(
      frances.getByText('to Admin'),
      frances.getByRole('button', { name: /^Remove/ }),
      `at ${width} pixels`,
    );
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  const head = page.getByRole('columnheader', { name: 'Remove member' });
  await expect(head).not.toBeInViewport({ ratio: 0.99 });
  await frances.hover();
  await page.mouse.wheel(200, 0);
  await expect(head).toBeInViewport({ ratio: 0.99 });
});
