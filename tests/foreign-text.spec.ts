/** Names and addresses by other people: right-to-left text, translators, organizations of one name, long waits. */
import { banner, changeRole, expect, openList, organization, row, test, toast } from './fixtures.ts';

test('two organizations of one name are told apart by their slugs', async ({ page, clerk }) => {
  organization(clerk, 'org_moonshot').name = 'Analytical Engines';
  await openList(page);
  const { slug } = organization(clerk);
  const select = page.getByLabel('Organization', { exact: true });
  await expect(select.getByRole('option', { name: `Analytical Engines (${slug})`, exact: true })).toHaveCount(1);
  await expect(page).toHaveTitle(`Members of Analytical Engines (${slug})`);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await expect(page.getByRole('dialog')).toContainText(`access to Analytical Engines (${slug})`);
});

test('a right-to-left name does not turn the sentence around it', async ({ page, clerk }) => {
  const frances = clerk.state.users.get('user_frances');
  if (frances) frances.email = 'מרים@example.com';
  await openList(page);
  await changeRole(page, 'מרים@example.com');
  await expect(toast(page)).toHaveText('\u2068מרים@example.com\u2069 is now Admin.');
});

test('direction marks in a name stay inside the name', async ({ page, clerk }) => {
  const frances = clerk.state.users.get('user_frances');
  if (frances) frances.email = '\u202efrances@example.com';
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  await expect(row(page, 'frances@example.com').locator('bdi', { hasText: 'frances@example.com' })).toBeVisible();
});

test('names, addresses, IDs and role keys are not translated', async ({ page }) => {
  await openList(page);
  for (const text of ['Frances Allen', 'frances@example.com', 'user_frances', 'org:member']) {
    const isTranslated = await row(page, 'frances@example.com')
      .getByText(text, { exact: true })
      .evaluate((element) => element instanceof HTMLElement && element.translate);
    expect(isTranslated, text).toBe(false);
  }
});

test('typed text takes the direction of its letters', async ({ page }) => {
  await openList(page);
  for (const field of [
    page.getByRole('searchbox', { name: 'Search' }),
    page.getByPlaceholder("Enter member's user ID"),
  ]) {
    await field.fill('מרים');
    await expect(field).toHaveCSS('direction', 'rtl');
    await field.fill('');
  }
});

for (const [seconds, words] of [
  [1, '1 second'],
  [7, '7 seconds'],
  [120, '2 minutes'],
] as const) {
  test(`a wait of ${seconds} seconds reads “${words}”`, async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', status: 429, longMessage: 'Too many requests', retryAfter: seconds });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText(`Too many requests. Try again in ${words}.`);
  });
}
