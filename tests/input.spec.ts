/** Text in fields: input methods, extensions, invisible characters, the caret. */
import { expect, openList, organization, requestCount, row, rows, test } from './fixtures.ts';

test('an input method finishes a word before the search starts', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.focus();
  const input = await page.context().newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'liskov', selectionStart: 6, selectionEnd: 6 });
  await page.clock.runFor(2_000);
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(1);
  await input.send('Input.insertText', { text: 'liskov' });
  await page.clock.runFor(2_000);
  await expect(rows(page)).toHaveCount(1);
});

test('an input method that ends a word with each syllable starts one search', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('searchbox', { name: 'Search' }).focus();
  const input = await page.context().newCDPSession(page);
  for (const text of ['lis', 'kov']) {
    await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await input.send('Input.insertText', { text });
    await page.clock.runFor(100);
  }
  await page.clock.runFor(1000);
  await expect(rows(page)).toHaveCount(1);
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(2);
});

test('Escape belongs to the input method while it composes', async ({ page }) => {
  await openList(page, '/?query=liskov');
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
  await expect(field).toHaveValue('liskov');
  await expect(rows(page)).toHaveCount(1);
});

test('a user ID that an extension puts into the form without an event counts', async ({ page }) => {
  await openList(page);
  const field = page.getByPlaceholder("Enter member's user ID");
  await field.evaluate((input) => input instanceof HTMLInputElement && Object.assign(input, { value: 'user_hedy' }));
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
});

test('text that an extension puts into the search without an event counts on Enter', async ({ page }) => {
  await openList(page);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.evaluate((input) => input instanceof HTMLInputElement && Object.assign(input, { value: 'liskov' }));
  await field.press('Enter');
  await expect(rows(page)).toHaveCount(1);
});

test('invisible characters in a pasted user ID are removed', async ({ page, clerk }) => {
  await openList(page);
  await page.getByPlaceholder("Enter member's user ID").fill('\u200b\ufeffuser_\u00ad\u200dhedy\u200f ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(clerk.membership('org_engines', 'user_hedy')).toBeDefined();
});

test('invisible characters in and around a search are removed, but not joiners', async ({ page, clerk }) => {
  await openList(page);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('\u200elis\u00adkov\u200b');
  await expect(rows(page)).toHaveCount(1);
  expect(clerk.requests.at(-1)?.query.get('query')).toBe('liskov');
  await search.fill('lis\u200dkov');
  await expect(rows(page)).toHaveCount(0);
  expect(clerk.requests.at(-1)?.query.get('query')).toBe('lis\u200dkov');
});

test('separators alone are no search', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill(' , ,');
  await page.clock.runFor(2_000);
  await expect(page).toHaveURL('/');
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(1);
});

test('“Back” after a cleared search returns to the search', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('liskov');
  await expect(rows(page)).toHaveCount(1);
  await field.press('Escape');
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await expect(page).toHaveURL('/');
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await expect(field).toHaveValue('liskov');
  await page.goBack();
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
});

test('typing keeps the caret where it is when the search starts', async ({ page }) => {
  await openList(page);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('liskov ');
  await field.press('ArrowLeft');
  await field.press('ArrowLeft');
  await expect(rows(page)).toHaveCount(1);
  expect(await field.evaluate((input) => input instanceof HTMLInputElement && input.selectionStart)).toBe(5);
  await expect(field).toHaveValue('liskov ');
});

test('nobody can type a search before the page has loaded, so that no text is lost', async ({ page, clerk }) => {
  const release = clerk.hold({ path: '/v1/client' });
  await page.goto('/');
  await expect.poll(() => clerk.requests.map(({ path }) => path)).toContain('/v1/client');
  const field = page.getByPlaceholder('Name, email or user ID');
  await field.click({ force: true });
  await page.keyboard.type('liskov');
  await expect(field).not.toBeFocused();
  await expect(field).toHaveValue('');
  release();
  await expect(rows(page)).toHaveCount(10);
  await field.click();
  await page.keyboard.type('liskov');
  await expect(field).toHaveValue('liskov');
  await expect(rows(page)).toHaveCount(1);
});

test('the error of an empty user ID changes the border of the field, and stays until an ID is entered', async ({
  page,
}) => {
  await openList(page);
  const field = page.getByLabel('User ID or email');
  const color = await field.evaluate((element) => getComputedStyle(element).borderColor);
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).not.toHaveCSS('border-color', color);
  await page.getByLabel('Role', { exact: true }).selectOption('Admin');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('u');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
});

test('the error of a missing role goes when a role is chosen', async ({ page, clerk }) => {
  organization(clerk).roleSet = ['org:admin'];
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_hedy');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(page.getByText('Choose a role.')).toBeVisible();
  await page.getByLabel('Role', { exact: true }).selectOption('Admin');
  await expect(page.getByText('Choose a role.')).toBeHidden();
});
