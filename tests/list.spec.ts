import { expect, openList, row, rows, test } from './fixtures.ts';

test('the members of the active organization are listed', async ({ page }) => {
  await openList(page);
  await expect(rows(page)).toHaveCount(10);
  await expect(row(page, 'frances@example.com')).toMatchAriaSnapshot(`
    - row:
      - cell "user_frances"
      - cell "Frances Allen frances@example.com"
      - cell "Jan 14, 2026"
      - cell "Member org:member"
      - cell "Change role of frances@example.com to Admin"
      - cell "Remove frances@example.com"
  `);
});
