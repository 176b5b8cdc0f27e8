/** The text spacing of WCAG 1.4.12. */
import { expect, openList, row, test } from './fixtures.ts';

test('with wide text spacing, “Remove” does not overlap the role, and a wide table scrolls', async ({ page }) => {
  await openList(page);
  await page.addStyleTag({
    content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
  });
  const frances = row(page, 'frances@example.com');
  for (const width of [320, 390, 480, 640, 768, 900, 940, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const target = await frances.getByText('to Admin').boundingBox();
    const remove = await frances.getByRole('button', { name: /^Remove/ }).boundingBox();
    if (!target || !remove) throw new Error('The controls are not there');
    const isBeside = target.x + target.width <= remove.x || target.y + target.height <= remove.y;
    expect.soft(isBeside, `at ${width} pixels`).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  const head = page.getByRole('columnheader', { name: 'Remove member' });
  await expect(head).not.toBeInViewport({ ratio: 0.99 });
  await frances.hover();
  await page.mouse.wheel(200, 0);
  await expect(head).toBeInViewport({ ratio: 0.99 });
});
