import type { Page } from '@playwright/test';
import { isScenarioName, scenarios } from '../clerk-stub/scenarios.ts';
import { banner, changeRole, expect, openList, organization, remove, row, test } from './fixtures.ts';

const WIDTHS = [280, 320, 390, 480, 560, 640, 704, 768, 830, 900, 1024, 1152, 1200, 1280, 1440, 1920];

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

for (const scenario of Object.keys(scenarios)
  .filter(isScenarioName)
  .filter((name) => name !== 'signed-out' && name !== 'membership-required')) {
  test.describe(`scenario ${scenario}`, () => {
    test.use({ scenario });

    test('everything fits at all widths', async ({ page }) => {
      await openList(page);
      await expectFitAtAllWidths(page);
    });

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

for (const width of [320, 768, 1280]) {
  test(`opening a call does not widen the page at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openList(page);
    await page.getByLabel('Search').fill('ada');
    await page.locator('#call-list summary').first().click();
    await expect(page.locator('#call-list details[open]')).toBeVisible();
    expect((await misfits(page)).sideways).toBe(0);
  });
}

for (const width of [320, 390, 768, 1280]) {
  test(`nothing shifts while the page loads at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
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

test('the error banner moves no row', async ({ page }) => {
  await openList(page);
  const person = row(page, 'frances@example.com');
  const before = await person.boundingBox();
  await page.route('**/memberships/**', (route) => route.abort());
  await person.getByRole('button', { name: /^Change role/ }).click();
  await expect(banner(page)).toBeVisible();
  expect(await person.boundingBox()).toEqual(before);
});

/** Whether what has the focus lies under the banner or the toast. */
const isFocusCovered = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    const overlays = [...document.querySelectorAll('#error-container, #toast')];
    return overlays.some((overlay) => {
      const over = overlay.getBoundingClientRect();
      const isOverlay = getComputedStyle(overlay).position === 'fixed' && !overlay.contains(document.activeElement);
      return isOverlay && box && box.height > 0 && box.bottom > over.top + 1 && box.top < over.bottom - 1;
    });
  });

for (const { name, width, height, fontSize } of [
  { name: 'at 400 % zoom', width: 320, height: 256, fontSize: 16 },
  { name: 'with a base font of 32 pixels', width: 1280, height: 720, fontSize: 32 },
  { name: 'on a phone', width: 390, height: 700, fontSize: 16 },
]) {
  test(`${name}, what has the focus is never under the banner or the toast`, async ({ page, clerk }) => {
    await page.setViewportSize({ width, height });
    await openList(page);
    await page.addStyleTag({ content: `:root { font-size: ${fontSize}px }` });
    clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toBeVisible();
    await remove(page, 'donald@example.com');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press(key);
        expect(await isFocusCovered(page), `${key} ${step}`).toBe(false);
      }
    }
  });
}

test('on a phone, the banner does not cover the field whose text failed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_nobody');
  await page.evaluate(() => scrollBy(0, document.querySelector('#member-user-id')?.getBoundingClientRect().top ?? 0));
  await field.press('Enter');
  await expect(banner(page)).toBeVisible();
  await expect(field).toBeInViewport();
  const [over, under] = [await banner(page).boundingBox(), await field.boundingBox()];
  expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
});

test('a click into a result that is partly under the banner does not scroll the page', async ({ page, clerk }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  const result = page.getByRole('region', { name: 'Result of the latest call' });
  await expect(result).toContainText('Not like this.');
  const scroll = await result.evaluate((element) => {
    scrollBy(0, element.getBoundingClientRect().top + 50);
    return scrollY;
  });
  await page.mouse.click(1100, 40);
  await expect(result).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
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
