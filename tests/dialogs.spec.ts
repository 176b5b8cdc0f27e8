/** The dialogs: what happens behind them, and where the focus goes when they close. */
import type { Page } from '@playwright/test';
import { banner, changeRole, expect, holdComponents, openList, remove, row, settle, test, toast } from './fixtures.ts';

/** Safari does not focus a button that is clicked. */
const likeSafari = (page: Page) =>
  page.addInitScript(() => {
    const blur = (event: Event) => {
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    };
    addEventListener('mousedown', blur, { capture: true });
  });

test('in a browser that does not focus clicked buttons, a canceled dialog does not scroll the page', async ({
  page,
}) => {
  await likeSafari(page);
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  await page.getByRole('button', { name: 'Leave organization' }).scrollIntoViewIfNeeded();
  const scroll = await page.evaluate(() => scrollY);
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await settle(page);
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
});

test('at 400 % zoom, the heading of the dialog stays visible', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole('heading', { name: 'Remove Frances Allen?' })).toBeInViewport({ ratio: 1 });
});

test('what succeeded behind a dialog is said when the dialog is canceled, however long it was open', async ({
  page,
  clerk,
}) => {
  await page.clock.install();
  await openList(page);
  const release = clerk.hold({ method: 'DELETE' });
  await remove(page, 'donald@example.com');
  await page.getByRole('button', { name: 'Remove radia@example.com' }).click();
  release();
  await expect(row(page, 'donald@example.com')).toHaveCount(0);
  await settle(page);
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
  await page.clock.fastForward(40_000);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(toast(page)).toHaveText('donald@example.com has been removed.');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(row(page, 'donald@example.com')).toBeVisible();
});

test('what succeeded behind a dialog is said when it closes, although the toast before it ran out meanwhile', async ({
  page,
  clerk,
}) => {
  await page.clock.install();
  await openList(page);
  const release = clerk.hold({ method: 'PATCH', path: '/v1/organizations/:id/memberships/user_donald' });
  await changeRole(page, 'donald@example.com');
  await changeRole(page, 'frances@example.com');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  await page.getByRole('button', { name: 'Remove radia@example.com' }).click();
  release();
  await expect(row(page, 'donald@example.com')).toHaveAttribute('aria-busy', 'false');
  await page.clock.fastForward(40_000);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(toast(page)).toHaveText('donald@example.com is now Admin.');
});

test('what fails behind a dialog is said when the dialog closes', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ method: 'DELETE' });
  const release = clerk.hold({ method: 'DELETE' });
  await remove(page, 'donald@example.com');
  await page.getByRole('button', { name: 'Remove radia@example.com' }).click();
  release();
  await settle(page);
  await expect(banner(page)).toHaveCount(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(banner(page)).toContainText("Couldn't remove donald@example.com.");
});

test('a dialog that is opened while chunks of Clerk’s members page load can be answered', async ({ page }) => {
  await openList(page);
  const release = await holdComponents(page, (route) => route.continue(), /framework_ui_/);
  const isRequested = page.waitForRequest(/framework_ui_/);
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await isRequested;
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  const isLoaded = page.waitForEvent('requestfinished', (request) => /framework_ui_/.test(request.url()));
  release();
  await isLoaded;
  await settle(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Clerk’s members page does not open over a dialog that was opened while it was loading', async ({ page }) => {
  await openList(page);
  const release = await holdComponents(page);
  await page.getByRole('button', { name: 'Pending invitations' }).click();
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  release();
  await expect(page.locator('#pending-invitations')).toHaveAttribute('aria-disabled', 'false');
  await page.waitForLoadState('networkidle');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('each dialog is described by what it will do', async ({ page }) => {
  await openList(page);
  const dialog = page.getByRole('dialog');
  for (const [control, consequence] of [
    ['Remove frances@example.com', /will lose access to Analytical Engines immediately/],
    ['Leave organization', /You will lose access immediately/],
    [/^Change role .*ada@example\.com/, /You will no longer be able to manage members/],
  ] as const) {
    await page.getByRole('button', { name: control }).click();
    await expect(dialog).toHaveAccessibleDescription(consequence);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  }
});
