/** Text that readers have enlarged, by the base font of their browser. */
import { banner, changeRole, expect, expectApart, openList, row, test } from './fixtures.ts';

for (const fontSize of [24, 32]) {
  test.describe(`on a phone with a base font of ${fontSize} pixels`, () => {
    test.use({ viewport: { width: 390, height: 800 } });

    test.beforeEach(async ({ page }) => {
      await openList(page);
      await page.addStyleTag({ content: `:root { font-size: ${fontSize}px }` });
    });

    test('“Change role”, the role that it gives and “Remove” do not overlap', async ({ page }) => {
      const tim = row(page, 'tim@example.com');
      const [change, remove] = [tim.getByText('Change role'), tim.getByRole('button', { name: /^Remove/ })];
      await expectApart(change, remove);
      await expectApart(tim.getByText('to Admin'), remove);
    });

    test('a user ID is not broken into parts of a few letters', async ({ page }) => {
      const box = await page.getByText('user_tim', { exact: true }).boundingBox();
      expect(box?.width).toBeGreaterThan(4 * fontSize * 0.75);
    });

    test('“Add member” stays within its form', async ({ page }) => {
      const button = await page.getByRole('button', { name: 'Add member' }).boundingBox();
      const field = await page.getByLabel('User ID or email').boundingBox();
      if (!button || !field) throw new Error('The form is not shown');
      expect(button.x + button.width).toBeLessThanOrEqual(field.x + field.width);
    });

    test.describe('with select boxes for roles', () => {
      test.use({ scenario: 'custom-roles' });

      test('a select does not overlap “Remove”', async ({ page }) => {
        const select = page.getByRole('combobox', { name: 'Role of ada' });
        await expect(select).toBeVisible();
        await expectApart(select, page.getByRole('button', { name: 'Remove ada' }));
      });
    });
  });
}

test.describe('in a window of 1280 × 1024 pixels that is enlarged four times', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('an error is shown as a whole', async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', path: '/v1/organizations/*/memberships/*' });
    await changeRole(page, 'frances@example.com');
    const text = banner(page).getByText('There was an internal error');
    await expect(text).toBeVisible();
    expect(
      await text.evaluate((element) => element.parentElement?.scrollHeight === element.parentElement?.clientHeight),
    ).toBe(true);
  });
});
