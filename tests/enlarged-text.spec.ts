/** Text that readers have enlarged, by the base font of their browser. */
import type { Page } from '@playwright/test';
import { banner, changeRole, expect, expectApart, openList, row, test } from './fixtures.ts';

const FONT_SIZES = [24, 32];

const setFontSize = (page: Page, size: number) =>
  page.locator('html').evaluate((html, pixels) => {
    html.style.fontSize = `${pixels}px`;
  }, size);

test.describe('on a phone with a large base font', () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test('“Change role”, the role that it gives and “Remove” do not overlap', async ({ page }) => {
    await openList(page);
    const tim = row(page, 'tim@example.com');
    const [change, remove] = [tim.getByText('Change role'), tim.getByRole('button', { name: /^Remove/ })];
    for (const size of FONT_SIZES) {
      await setFontSize(page, size);
      await expectApart(change, remove, `at ${size} pixels`);
      await expectApart(tim.getByText('to Admin'), remove, `at ${size} pixels`);
    }
  });

  test('a user ID is not broken into parts of a few letters', async ({ page }) => {
    await openList(page);
    for (const size of FONT_SIZES) {
      await setFontSize(page, size);
      const box = await page.getByText('user_tim', { exact: true }).boundingBox();
      expect(box?.width, `at ${size} pixels`).toBeGreaterThan(4 * size * 0.75);
    }
  });

  test('“Add member” stays within its form', async ({ page }) => {
    await openList(page);
    for (const size of FONT_SIZES) {
      await setFontSize(page, size);
      const button = await page.getByRole('button', { name: 'Add member' }).boundingBox();
      const field = await page.getByLabel('User ID or email').boundingBox();
      if (!button || !field) throw new Error('The form is not shown');
      expect(button.x + button.width, `at ${size} pixels`).toBeLessThanOrEqual(field.x + field.width);
    }
  });

  test.describe('with select boxes for roles', () => {
    test.use({ scenario: 'custom-roles' });

    test('a select does not overlap “Remove”', async ({ page }) => {
      await openList(page);
      const select = page.getByRole('combobox', { name: 'Role of ada' });
      await expect(select).toBeVisible();
      for (const size of FONT_SIZES) {
        await setFontSize(page, size);
        await expectApart(select, page.getByRole('button', { name: 'Remove ada' }), `at ${size} pixels`);
      }
    });
  });
});

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
