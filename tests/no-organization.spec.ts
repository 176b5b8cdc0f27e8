/** Somebody who is signed in, and has no organization, or none that is active. */
import { scenarios } from '../clerk-stub/scenarios.ts';
import { expect, row, test } from './fixtures.ts';

test.use({
  seed: { ...scenarios.default.seed(), defaultSession: { userId: 'user_hedy', organizationId: null } },
});

test('creating an organization in Clerk’s list shows its only member, and a way to add others', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Name', { exact: true }).fill('Frequency Hopping');
  await page.getByRole('button', { name: 'Create organization' }).click();
  await expect(page).toHaveTitle('Members of Frequency Hopping');
  await expect(row(page, 'hedy@example.com')).toContainText('org:admin');
  await expect(page.getByText('You are the only member of this organization.')).toBeVisible();
  await page.getByRole('button', { name: 'Add or invite a member' }).click();
  await expect(page.getByLabel('User ID or email')).toBeFocused();
});

test.describe('with organizations to choose from', () => {
  test.use({
    seed: { ...scenarios.default.seed(), defaultSession: { userId: 'user_ada', organizationId: null } },
  });

  test('the page does not take the focus when it opens', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Analytical Engines' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Select an organization' })).not.toBeFocused();
  });
});

test('somebody without an organization is asked to create or join one, and the header keeps no room for its picture', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Create or join an organization to see its members' })).toBeVisible();
  await expect(page.locator('#organization-avatar')).toBeHidden();
});
