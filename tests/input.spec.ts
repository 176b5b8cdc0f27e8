/** Input that could act too soon, or be lost: arrow keys on selects, held keys, input methods, pasted text. */
import { scenarioSeed } from '../clerk-stub/scenarios.ts';
import { banner, expect, openList, organization, requestCount, row, rows, settle, test, toast } from './fixtures.ts';

test.describe('role select', () => {
  test.use({ scenario: 'custom-roles' });

  test('arrow keys on the closed role select only preview; Enter confirms', async ({ page, clerk }) => {
    await openList(page);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(select).toHaveValue('org:billing');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
    await page.keyboard.press('Enter');
    await expect(toast(page)).toHaveText('alan@example.com is now Billing.');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
  });

  test('Escape restores the current role', async ({ page, clerk }) => {
    await openList(page);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await expect(select).toHaveValue('org:people_manager');
    await page.keyboard.press('Escape');
    await expect(select).toHaveValue('org:member');
    await page.keyboard.press('Tab');
    await expect(select).not.toBeFocused();
    expect(clerk.membership('org_engines', 'user_alan')?.role).toBe('org:member');
  });

  test('leaving the role select restores the current role', async ({ page, clerk }) => {
    await openList(page);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await expect(select).toHaveValue('org:people_manager');
    await page.keyboard.press('Tab');
    await expect(select).toHaveValue('org:member');
    await settle(page);
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
  });

  test('a letter on the closed role select only previews', async ({ page, clerk }) => {
    await openList(page);
    const select = row(page, 'alan@example.com').getByRole('combobox');
    await select.focus();
    await page.keyboard.press('b');
    await expect(select).toHaveValue('org:billing');
    await page.keyboard.press('Escape');
    await expect(select).toHaveValue('org:member');
    expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(0);
  });
});

test('arrow keys on the organization select only preview; Enter switches', async ({ page, clerk }) => {
  await openList(page);
  const select = page.getByLabel('Organization', { exact: true });
  await select.focus();
  await page.keyboard.press('ArrowDown');
  await expect(select).toHaveValue('org_moonshot');
  await settle(page);
  expect(requestCount(clerk, 'POST', '/touch')).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Members of Moonshot Software');
});

test('a held Enter presses “Change role” once', async ({ page, clerk }) => {
  await openList(page);
  await row(page, 'frances@example.com')
    .getByRole('button', { name: /^Change role/ })
    .focus();
  // A second `down` without `up` is what a held key sends. The change is done before each of them.
  for (let repeat = 0; repeat < 4; repeat++) {
    await page.keyboard.down('Enter');
    await settle(page);
    await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
  }
  await page.keyboard.up('Enter');
  await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
  expect(requestCount(clerk, 'PATCH', '/memberships/')).toBe(1);
});

test('the press that opens the confirmation does not answer it, however long the key is held', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).focus();
  // An even number: each press would open or close the dialog.
  for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(row(page, 'frances@example.com')).toHaveCount(1);
});

test('“Change role” says which role it gives', async ({ page }) => {
  await openList(page);
  await expect(row(page, 'frances@example.com').getByText('to Admin')).toBeVisible();
  await expect(row(page, 'ada@example.com').getByText('to Member')).toBeVisible();
});

test('a role change can be undone', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Change role of frances@example.com to Admin' }).click();
  await page.getByRole('button', { name: 'Undo: make frances@example.com Member again' }).click();
  await expect(toast(page)).toHaveText('frances@example.com is now Member.');
  expect(clerk.membership('org_engines', 'user_frances')?.role).toBe('org:member');
});

test('giving up the permission to manage members offers no undo', async ({ page }) => {
  await openList(page);
  await row(page, 'ada@example.com')
    .getByRole('button', { name: /^Change role/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(toast(page)).toHaveText('ada@example.com is now Member.');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
});

for (const [defaultRole, selected] of [
  ['org:billing', 'Billing'],
  ['org:people_manager', 'Choose a role'],
] as const) {
  test(`with the instance’s default role ${defaultRole}, the add form selects “${selected}”`, async ({
    page,
    clerk,
  }) => {
    const environment = { organization_settings: { domains: { default_role: defaultRole } } };
    clerk.reset({ ...scenarioSeed('custom-roles'), environment });
    await openList(page);
    await expect(page.getByRole('form', { name: 'Add member' }).getByLabel('Role').locator(':checked')).toHaveText(
      selected,
    );
  });
}

test('without the default role, the add form asks for a role', async ({ page, clerk }) => {
  organization(clerk).roleSet = ['org:admin'];
  await openList(page);
  const form = page.getByRole('form', { name: 'Add member' });
  await expect(form.getByLabel('Role').getByRole('option')).toHaveText(['Choose a role', 'Admin']);
  await form.getByLabel('User ID').fill('user_hedy');
  await form.getByRole('button', { name: 'Add member' }).click();
  await expect(form.getByText('Choose a role.')).toBeVisible();
  await expect(form.getByLabel('Role')).toBeFocused();
  expect(requestCount(clerk, 'POST', '/memberships')).toBe(0);
});

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
  await page.getByPlaceholder("Enter member's user ID").fill('\u200b\ufeffuser_\u00adhedy\u200f ');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(row(page, 'hedy@example.com')).toBeVisible();
  expect(clerk.membership('org_engines', 'user_hedy')).toBeDefined();
});

test('invisible characters around a search are removed', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('\u200eliskov\u200b');
  await expect(rows(page)).toHaveCount(1);
  expect(clerk.requests.at(-1)?.query.get('query')).toBe('liskov');
});

test('separators alone are no search', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill(' , ,');
  await page.clock.runFor(2_000);
  await expect(page).toHaveURL('/');
  expect(requestCount(clerk, 'GET', '/memberships')).toBe(1);
});

test('a cleared search leaves no step in the history that does nothing', async ({ page }) => {
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

test('the same refusal twice is shown anew each time', async ({ page, clerk }) => {
  await openList(page);
  const refusal = { method: 'PATCH', status: 422, longMessage: 'Not like this.' };
  clerk.failNext({ ...refusal, times: 2 });
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.click();
  await expect(banner(page)).toContainText('Not like this.');
  const release = clerk.hold({ method: 'PATCH' });
  await toggle.click();
  await expect(banner(page)).toBeHidden();
  release();
  await expect(banner(page)).toContainText("Couldn't change the role of frances@example.com. Not like this.");
});
