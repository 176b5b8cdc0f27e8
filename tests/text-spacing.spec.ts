/** Text that readers have spaced out, as WCAG 1.4.12 lets them. */
import { expect, openList, row, test } from './fixtures.ts';

test('with spaced text, no button lies over text, and a table that is too wide scrolls', async ({ page }) => {
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
  await frances.hover();
  await page.mouse.wheel(200, 0);
  await expect(page.getByRole('columnheader', { name: 'Remove member' })).toBeInViewport({ ratio: 0.99 });
});
