/** The page with the keyboard, with a screen reader, on a phone, in the dark. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { banner, expect, openList, row, rows, test } from './fixtures.ts';

/** The rules of WCAG 2.2 AA that a program can check. Clerk's own components are Clerk's to answer for. */
async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .exclude('.cl-rootBox')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`nothing for a screen reader or weak eyes to stumble over, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('in the list', async ({ page }) => {
      await openList(page);
      await expectNoViolations(page);
    });

    test('while a change and a page are on their way', async ({ page, clerk }) => {
      await openList(page);
      clerk.hold({ path: '/v1/organizations/*' });
      await row(page, 'frances@example.com')
        .getByRole('button', { name: /^Change role/ })
        .click();
      await page.getByRole('button', { name: 'Next' }).click();
      await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'true');
      await expectNoViolations(page);
    });

    test('with an error, a notice and a problem in the form', async ({ page, clerk }) => {
      await openList(page);
      await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
      await page.getByRole('button', { name: 'Add member' }).click();
      clerk.failNext({ path: '/v1/organizations/:id/memberships' });
      await page.getByRole('button', { name: 'Next' }).click();
      await expect(banner(page)).toBeVisible();
      await expectNoViolations(page);
    });

    test('in the dialog', async ({ page }) => {
      await openList(page);
      await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
      await expectNoViolations(page);
    });

    test('on a phone', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await openList(page);
      await expectNoViolations(page);
    });
  });
}

test.describe('signed out', () => {
  test.use({ scenario: 'signed-out' });

  test('nothing around Clerk’s sign-in, either', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expectNoViolations(page);
  });
});

test('a member is removed with the keyboard alone, and the focus is at the next one', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove donald@example.com' })).toBeFocused();
});

test('a role is changed with the keyboard, and the focus stays on its button', async ({ page }) => {
  await openList(page);
  const toggle = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect(row(page, 'frances@example.com')).toContainText('org:admin');
  await expect(toggle).toBeFocused();
});

test('a page is turned with the keyboard, and the focus stays on “Next”', async ({ page }) => {
  await openList(page);
  const next = page.getByRole('button', { name: 'Next' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  await expect(next).toBeFocused();
});

test('a button that is switched off leaves other keys to the page', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  await openList(page, '/?page=2');
  await page.getByRole('button', { name: 'Next' }).focus();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('a list that is loaded again takes the focus from the button that goes', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({ path: '/v1/organizations/:id/memberships' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Load it again' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

test('when the button under the focus goes away with the rights, the heading has it', async ({ page }) => {
  await openList(page);
  await row(page, 'ada@example.com')
    .getByRole('button', { name: /^Change role/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(page.getByRole('heading', { name: 'Memberships List' })).toBeFocused();
});

for (const width of [320, 700, 1000, 1280]) {
  test(`at a width of ${width} nothing runs out of the page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openList(page);
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const table = document.querySelector('#table-frame');
      return { page: scrollWidth - clientWidth, table: (table?.scrollWidth ?? 0) - (table?.clientWidth ?? 0) };
    });
    expect(overflow).toEqual({ page: 0, table: 0 });
  });
}

test('on a phone, each membership is still a row with its cells', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openList(page);
  await expect(rows(page)).toHaveCount(10);
  await expect(row(page, 'frances@example.com').getByRole('cell')).toHaveCount(6);
});
