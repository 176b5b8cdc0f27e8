import type { Page } from '@playwright/test';
import { isScenarioName, type ScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import { expect, expectApart, expectButtonsOnOneLine, openList, organization, row, test } from './fixtures.ts';

const WIDTHS = [280, 320, 390, 480, 560, 640, 704, 768, 830, 900, 928, 1024, 1152, 1200, 1280, 1440, 1920];

/**
 * What does not fit: how far the page and the table overflow, in pixels; the text of each button that is taller than one
 * line; the text of each cell that is broken into letters, which is one of many lines in little room.
 */
const misfits = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const frame = document.querySelector('#table-frame');
    const buttons = [...document.querySelectorAll('main button, header button')];
    return {
      sideways: scrollWidth - clientWidth,
      table: (frame?.scrollWidth ?? 0) - (frame?.clientWidth ?? 0),
      letters: [...document.querySelectorAll('tbody :is(td, th) *')]
        .filter(
          (element) => element.children.length === 0 && element.checkVisibility() && element.textContent.length > 8,
        )
        .filter((element) => element.getBoundingClientRect().width < 40)
        .map((element) => element.textContent),
      tall: buttons.filter((button) => button.getBoundingClientRect().height > 40).map((button) => button.textContent),
    };
  });

async function expectFitAtAllWidths(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await misfits(page), `at ${width} pixels`).toEqual({
      sideways: 0,
      table: 0,
      letters: [],
      tall: [],
    });
  }
}

/** Without a list, or with rows as in `default`. */
const OTHER_SCENARIOS: readonly ScenarioName[] = ['signed-out', 'membership-required', 'slow', 'flaky', 'last-admin'];

test('everything fits at all widths', async ({ page }) => {
  await openList(page);
  await expectFitAtAllWidths(page);
});

for (const scenario of Object.keys(scenarios)
  .filter(isScenarioName)
  .filter((name) => !OTHER_SCENARIOS.includes(name))) {
  test.describe(`scenario ${scenario}`, () => {
    test.use({ scenario });

    test('long names fit at all widths', async ({ page, clerk }) => {
      organization(clerk).name = 'Analytical '.repeat(6).trim();
      for (const user of clerk.state.users.values()) {
        user.firstName = 'M'.repeat(60);
        user.email = `${'m'.repeat(48)}@example.com`;
      }
      for (const role of clerk.state.roles.values())
        role.name = `${role.name} of everything that there is to do in here`;
      await openList(page);
      await expectFitAtAllWidths(page);
    });
  });
}

test.describe('with select boxes for roles', () => {
  test.use({ scenario: 'custom-roles' });

  test('a long role key fits at all widths', async ({ page, clerk }) => {
    const { memberships } = organization(clerk);
    const [key, longKey] = ['org:people_manager', 'org:organization_administrator'];
    for (const role of clerk.state.roles.values()) if (role.key === key) role.key = longKey;
    for (const member of memberships.values()) if (member.role === key) member.role = longKey;
    clerk.state.roles = new Map([...clerk.state.roles.values()].map((role) => [role.key, role]));
    organization(clerk).roleSet = organization(clerk).roleSet.map((role) => (role === key ? longKey : role));
    await openList(page);
    await expect(page.getByText(longKey, { exact: true })).toBeVisible();
    await expectFitAtAllWidths(page);
  });

  test('a role key is never cut, also with wider letters', async ({ page }) => {
    await openList(page);
    await page.addStyleTag({ content: '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' });
    const key = page.getByText('org:people_manager', { exact: true });
    for (const width of [390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const [needed, given] = await key.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(needed, `at ${width} pixels`).toBeLessThanOrEqual(given ?? 0);
    }
  });
});

test('the role that a toggle gives does not lie over “Remove”, however long its name is', async ({ page, clerk }) => {
  for (const role of clerk.state.roles.values()) role.name = `${role.name} of everything there is in this organization`;
  await openList(page);
  const tim = row(page, 'tim@example.com');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectApart(tim.getByText(/^to Admin/), tim.getByRole('button', { name: /^Remove/ }), `at ${width} pixels`);
  }
});

test('“Change role” and “Remove” stand on one line', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openList(page);
  await expectButtonsOnOneLine(row(page, 'tim@example.com'));
});

test('in a column that is added, words stay whole', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openList(page);
  await page.evaluate(() => {
    for (const tableRow of document.querySelectorAll('tr')) tableRow.insertCell(3).append('Engineering, Berlin');
  });
  const cell = await page.getByRole('cell', { name: 'Engineering' }).last().boundingBox();
  expect(cell?.height).toBeLessThan(100);
});

test.describe('scenario signed-out', () => {
  test.use({ scenario: 'signed-out' });

  test('the sign-in fits at all widths', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expectFitAtAllWidths(page);
  });
});

test('a long search without a result fits at all widths', async ({ page }) => {
  await openList(page);
  await page.getByLabel('Search').fill('x'.repeat(200));
  await expect(page.getByText('No members match')).toBeVisible();
  await expectFitAtAllWidths(page);
});

test('opening a call does not widen the page', async ({ page }) => {
  await openList(page);
  await page.getByLabel('Search').fill('ada');
  await page.locator('#call-list summary').first().click();
  await expect(page.locator('#call-list details[open]')).toBeVisible();
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect((await misfits(page)).sideways, `at ${width} pixels`).toBe(0);
  }
});

for (const [width, height] of [
  [320, 800],
  [390, 800],
  [768, 800],
  [820, 1180],
  [1280, 800],
  [1920, 1200],
] as const) {
  test(`nothing shifts while the page loads at ${width} by ${height} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openList(page);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift).toBeLessThan(0.005);
  });
}

test('a search after one without a match moves nothing below the list', async ({ page, clerk }) => {
  await openList(page);
  await page.getByLabel('Search').fill('nobody');
  await expect(page.getByText('No members match')).toBeVisible();
  const leave = page.getByRole('button', { name: 'Leave organization' });
  const before = await leave.boundingBox();
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.getByLabel('Search').fill('nobody else');
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  expect(await leave.boundingBox()).toEqual(before);
  release();
});

test.describe('with 5,000 members', () => {
  test.use({ scenario: 'large' });

  test('a search does not change the height of the table head', async ({ page }) => {
    await openList(page);
    const head = page.getByRole('columnheader', { name: 'Remove member' });
    const before = await head.boundingBox();
    await page.getByLabel('Search').fill('bern');
    await expect(page.getByText('1–10 of 5,000')).toBeHidden();
    await expect(page.getByText(/^1–10 of/)).toBeVisible();
    expect((await head.boundingBox())?.height).toBe(before?.height);
  });
});

test('a preview in the organization select moves nothing', async ({ page }) => {
  await openList(page);
  const heading = page.getByRole('heading', { name: 'Memberships List' });
  const before = await heading.boundingBox();
  await page.getByLabel('Organization', { exact: true }).press('m');
  await expect(page.getByText('Enter confirms').first()).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
});

test('with forced colors, which hide the stripes, a list that loads is outlined', async ({ page, clerk }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openList(page);
  const release = clerk.hold({ method: 'GET', path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('#memberships_table_body')).toHaveCSS('outline-style', 'dashed');
  release();
});

test.describe('a short list', () => {
  test.use({ scenario: 'last-admin' });

  test('what follows a short list stands right below it', async ({ page }) => {
    await openList(page);
    const table = await page.getByRole('table').boundingBox();
    const pages = await page.getByRole('navigation', { name: 'Pages' }).boundingBox();
    if (!table || !pages) throw new Error('The table or the pages are not there');
    expect(pages.y - (table.y + table.height)).toBeLessThan(40);
  });
});
