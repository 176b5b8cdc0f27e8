/** Names and addresses by other people: right-to-left text, translators, organizations of one name, long waits. */
import type { Locator } from '@playwright/test';
import { faultRow } from './fault-row.ts';
import { banner, changeRole, expect, openList, organization, row, test, toast } from './fixtures.ts';

test(
  'two organizations of one name are told apart by their slugs',
  faultRow('Hostile data', 'Two organizations of the same name', 'Both with their slugs'),
  async ({ page, clerk }) => {
    organization(clerk, 'org_moonshot').name = 'Analytical Engines';
    await openList(page);
    const { slug } = organization(clerk);
    const select = page.getByLabel('Organization', { exact: true });
    await expect(select.getByRole('option', { name: `Analytical Engines (${slug})`, exact: true })).toHaveCount(1);
    await expect(page).toHaveTitle(`Members of Analytical Engines (${slug})`);
    await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
    await expect(page.getByRole('dialog')).toContainText(`access to Analytical Engines (${slug})`);
  },
);

test(
  'a right-to-left name does not turn the sentence around it',
  faultRow('Hostile data', 'Right-to-left text in a name', 'The sentence around it in its own direction'),
  async ({ page, clerk }) => {
    const frances = clerk.state.users.get('user_frances');
    if (frances) frances.email = 'מרים@example.com';
    await openList(page);
    await changeRole(page, 'מרים@example.com');
    await expect(toast(page)).toHaveText('\u2068מרים@example.com\u2069 is now Admin.');
  },
);

test(
  'direction marks in a name stay inside the name',
  faultRow('Hostile data', 'Direction marks in a name', 'The name without its marks'),
  async ({ page, clerk }) => {
    const frances = clerk.state.users.get('user_frances');
    if (frances) frances.email = '\u202efrances@example.com';
    await openList(page);
    await changeRole(page, 'frances@example.com');
    await expect(toast(page)).toHaveText('frances@example.com is now Admin.');
    await expect(row(page, 'frances@example.com').locator('bdi', { hasText: 'frances@example.com' })).toBeVisible();
  },
);

test('names, addresses, IDs and role keys are not translated, but the page’s own words are', async ({ page }) => {
  await openList(page);
  const isTranslated = (text: Locator) =>
    text.evaluate((element) => element instanceof HTMLElement && element.translate);
  for (const text of ['Frances Allen', 'frances@example.com', 'user_frances', 'org:member']) {
    expect(await isTranslated(row(page, 'frances@example.com').getByText(text, { exact: true })), text).toBe(false);
  }
  expect(await isTranslated(page.getByRole('heading', { name: 'Analytical Engines' }))).toBe(false);
  expect(await isTranslated(row(page, 'ada@example.com').getByText('You', { exact: true }))).toBe(true);
  await changeRole(page, 'ada@example.com');
  const dialog = page.getByRole('dialog').locator('bdi');
  for (const name of [
    page.locator('#user-name'),
    page.getByLabel('Organization', { exact: true }),
    page.getByLabel('Filter by role'),
    page.getByLabel('Role', { exact: true }),
    dialog.nth(0),
    dialog.nth(1),
  ]) {
    await expect(name).toHaveJSProperty('translate', false);
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
  [120, '2 minutes'],
] as const) {
  test(`a wait of ${seconds} seconds reads “${words}”`, async ({ page, clerk }) => {
    await openList(page);
    clerk.failNext({ method: 'PATCH', status: 429, longMessage: 'Too many requests', retryAfter: seconds });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toContainText(`Too many requests. Try again in ${words}.`);
  });
}

test(
  'markup in every field that people can write is shown as text',
  faultRow(
    'Hostile data',
    'Markup in names, addresses, roles, organizations, errors and searches',
    'The markup as text; none of it becomes part of the page',
  ),
  async ({ page, clerk }) => {
    const markup = `<img src=x onerror="document.title='hacked'"><b>bold</b>`;
    const { state } = clerk;
    for (const user of [state.users.get('user_frances'), state.users.get('user_ada')]) {
      if (user) Object.assign(user, { firstName: markup, lastName: markup, email: `${user.id}${markup}@example.com` });
    }
    organization(clerk).name = organization(clerk, 'org_moonshot').name = markup;
    organization(clerk).slug = `${markup}1`;
    for (const role of state.roles.values())
      Object.assign(role, { name: `${role.key} ${markup}`, description: markup });
    await openList(page);
    const frances = row(page, 'user_frances');
    await expect(frances).toContainText(`${markup} ${markup}`);
    await expect(page.locator('#response')).toContainText(JSON.stringify(markup));
    await frances.getByRole('button', { name: /^Change role/ }).click();
    await expect(toast(page)).toContainText(`is now org:admin ${markup}.`);
    clerk.failNext({ method: 'DELETE', longMessage: markup });
    await frances.getByRole('button', { name: /^Remove/ }).click();
    await expect(page.getByRole('dialog')).toContainText(`will lose access to ${markup}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(banner(page)).toContainText(`Couldn't remove user_frances${markup}@example.com. ${markup}`);
    await page.getByRole('searchbox', { name: 'Search' }).fill(`${markup}!`);
    await expect(page.getByText(`No members match “${markup}!”.`)).toBeVisible();
    await expect(page.locator('b, img[src="x"]')).toHaveCount(0);
    await expect(page).toHaveTitle(/^Members of <img/);
  },
);

test(
  'names of 10,000 characters leave the width of the page, and what can be done with the member',
  faultRow(
    'Hostile data',
    'Names of 10,000 characters',
    'The page in its width, and a dialog whose buttons are in sight',
  ),
  async ({ page, clerk }) => {
    const long = 'x'.repeat(10_000);
    const frances = clerk.state.users.get('user_frances');
    if (frances) Object.assign(frances, { firstName: long, lastName: long, email: `${long}@example.com` });
    organization(clerk).name = long;
    await openList(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await row(page, 'user_frances')
      .getByRole('button', { name: /^Remove/ })
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(toast(page)).toContainText('has been removed.');
    await expect(row(page, 'user_frances')).toHaveCount(0);
  },
);

test(
  'a toast and an error of 10,000 characters stay inside the window, with their buttons',
  faultRow('Hostile data', 'Messages of 10,000 characters', 'The message inside the window, and its buttons in sight'),
  async ({ page, clerk }) => {
    const long = 'x'.repeat(10_000);
    const frances = clerk.state.users.get('user_frances');
    if (frances) frances.email = `${long}@example.com`;
    await openList(page);
    await row(page, 'user_frances')
      .getByRole('button', { name: /^Change role/ })
      .press('Enter');
    await expect(toast(page)).toContainText('is now Admin.');
    await expect(page.getByRole('button', { name: 'Dismiss the notification' })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    clerk.failNext({ method: 'PATCH', longMessage: long });
    await changeRole(page, 'donald@example.com');
    await expect(banner(page).getByRole('button', { name: 'Dismiss' })).toBeInViewport({ ratio: 1 });
  },
);

test('what the browser has translated stays translated', async ({ page }) => {
  await openList(page);
  await page.getByLabel('User ID or email').fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(banner(page)).toContainText('No user was found');
  await page.locator('#error-message').evaluate((message) => message.replaceChildren('Niemand wurde gefunden.'));
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(banner(page)).toContainText('Niemand wurde gefunden.');
});

test.describe('in a page translated into a right-to-left language', () => {
  test.beforeEach(async ({ page }) => {
    await openList(page);
    await page.locator('html').evaluate((html) => html.setAttribute('dir', 'rtl'));
  });

  test('the arrow of a select is at its left edge, away from the text', async ({ page }) => {
    await expect(page.getByLabel('Filter by role')).toHaveCSS('background-position-x', '12px');
  });

  test('a method name stays left to right', async ({ page }) => {
    const [name, parenthesis] = await page.getByRole('link', { name: 'addMember()' }).evaluate(({ firstChild }) => {
      const leftOf = (index: number) => {
        const range = document.createRange();
        if (firstChild) range.setStart(firstChild, index);
        if (firstChild) range.setEnd(firstChild, index + 1);
        return range.getBoundingClientRect().left;
      };
      return [leftOf(0), leftOf('addMember'.length)];
    });
    expect(name).toBeLessThan(parenthesis ?? 0);
  });

  test('the lines of a cell end at its right edge', async ({ page }) => {
    const right = (text: string) =>
      row(page, 'frances@example.com')
        .getByText(text, { exact: true })
        .evaluate((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return range.getBoundingClientRect().right;
        });
    expect(await right('frances@example.com')).toBeCloseTo(await right('Frances Allen'), 0);
    expect(await right('org:member')).toBeCloseTo(await right('Member'), 0);
  });
});

test.describe('with custom roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('the keys of the roles fit into the narrowest table', async ({ page }) => {
    await openList(page);
    const frame = page.locator('#table-frame');
    for (let width = 900; width <= 940; width += 2) {
      await page.setViewportSize({ width, height: 800 });
      expect(await frame.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
  });
});
