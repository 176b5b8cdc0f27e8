/** The page inside an application with styles, ids and dialogs of its own. */
import type { Page } from '@playwright/test';
import { banner, expect, openList, switchOrganization, test } from './fixtures.ts';

test('styles of the application do not show elements with the attribute `hidden`', async ({ page }) => {
  await openList(page);
  await page.addStyleTag({ content: '*, #memberships_table button { display: flex }' });
  await expect(page.getByRole('row', { name: 'Ada Lovelace' }).getByRole('button')).toHaveText(['Change role']);
  await expect(page.locator('[hidden], #placeholder').filter({ visible: true })).toHaveCount(0);
});

/** Opens the page with a part of the application above it. */
async function openWith(page: Page, html: string): Promise<void> {
  await page.route('/', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<main', `${html}$&`);
    await route.fulfill({ response, body });
  });
  await page.goto('/');
}

test('if the application uses an id of the page, an error names it', async ({ page }) => {
  await openWith(page, '<input id="search">');
  await expect(banner(page)).toContainText('No unique HTMLInputElement at "#search".');
});

test('a dialog of the application stays open when the organization changes', async ({ page }) => {
  await openWith(page, '<dialog open>Chat</dialog>');
  await switchOrganization(page, 'Moonshot Software');
  await expect(page.getByRole('heading', { name: 'Moonshot Software' })).toBeVisible();
  await expect(page.getByText('Chat')).toBeVisible();
});
