/** The banner and the toast, which lie over the page: what they may cover. */
import type { Locator, Page } from '@playwright/test';
import { banner, changeRole, expect, openList, remove, returnToTab, row, test } from './fixtures.ts';

test('the error banner moves no row', async ({ page }) => {
  await openList(page);
  const person = row(page, 'tim@example.com');
  const before = await person.boundingBox();
  await page.route('**/memberships/**', (route) => route.abort());
  await person.getByRole('button', { name: /^Change role/ }).click();
  await expect(banner(page)).toBeVisible();
  expect(await person.boundingBox()).toEqual(before);
});

/** Whether more than half of what has the focus lies outside the window, or any of it under the banner or the toast. */
const isFocusHidden = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    if (!box) return true;
    const visible = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    if (visible < Math.min(box.height, innerHeight) / 2) return true;
    const isOver = (y: number) => {
      const over = document.elementFromPoint((box.left + box.right) / 2, y)?.closest('#error-container, #toast');
      return over && !over.contains(document.activeElement);
    };
    const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
    return [top, (top + bottom) / 2, bottom].some(isOver);
  });

for (const { name, width, height, fontSize } of [
  { name: 'at 400 % zoom', width: 320, height: 256, fontSize: 16 },
  { name: 'with a base font of 32 pixels', width: 1280, height: 720, fontSize: 32 },
  { name: 'on a phone', width: 390, height: 700, fontSize: 16 },
]) {
  test(`${name}, what has the focus is never out of sight, nor under the banner or the toast`, async ({
    page,
    clerk,
  }) => {
    // So long that the toast begins above the middle of the smallest window.
    const email = 'donald.ervin.knuth@computer-science.example.com';
    Object.assign(clerk.state.users.get('user_donald') ?? {}, { email });
    await page.setViewportSize({ width, height });
    await openList(page);
    await page.addStyleTag({ content: `:root { font-size: ${fontSize}px }` });
    clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
    await changeRole(page, 'frances@example.com');
    await expect(banner(page)).toBeVisible();
    await remove(page, email);
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press(key);
        expect(await isFocusHidden(page), `${key} ${step}`).toBe(false);
      }
    }
  });
}

/** The path of a role change. */
const CHANGE = '/v1/organizations/:id/memberships/:user_id';

/** Opens the page in this window, and presses “Change role” by keyboard where it is this far from the top. */
async function changeRoleAt(page: Page, top: number): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  const button = row(page, 'frances@example.com').getByRole('button', { name: /^Change role/ });
  await button.focus();
  await button.evaluate((element, y) => scrollBy(0, element.getBoundingClientRect().top - y), top);
  await page.keyboard.press('Enter');
}

test('the toast does not cover the control that was pressed by keyboard', async ({ page }) => {
  await changeRoleAt(page, 540);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  expect(await isFocusHidden(page)).toBe(false);
});

test('the banner does not cover the control that was pressed by keyboard', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 422, longMessage: 'Not like this.' });
  await changeRoleAt(page, 20);
  await expect(banner(page)).toContainText('Not like this.');
  expect(await isFocusHidden(page)).toBe(false);
});

test('the banner does not cover the header while the focus is there', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 422, longMessage: 'Not like this.' });
  await openList(page);
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  await page.getByRole('button', { name: 'Sign out' }).focus();
  for (const name of ['Organization', 'setActive()', 'Users and scenarios']) {
    await page.keyboard.press('Shift+Tab');
    await expect(
      page.getByLabel(name, { exact: true }).or(page.getByRole('link', { name, exact: true })),
    ).toBeFocused();
    expect(await isFocusHidden(page), name).toBe(false);
  }
});

test('focus in the header, with the banner over it, moves no row', async ({ page, clerk }) => {
  clerk.failNext({ method: 'PATCH', path: CHANGE, status: 422, longMessage: 'Not like this.' });
  await openList(page);
  await changeRole(page, 'tim@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  const before = await row(page, 'tim@example.com').boundingBox();
  await page.getByRole('button', { name: 'Sign out' }).focus();
  await page.keyboard.press('Shift+Tab');
  expect(await row(page, 'tim@example.com').boundingBox()).toEqual(before);
});

test('after a failure while nothing has the focus, Shift+Tab leaves the banner', async ({ page, clerk }) => {
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships', status: 400, longMessage: 'Not now.' });
  await page.goto('/');
  await expect(banner(page)).toContainText('Not now.');
  await banner(page).getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
});

test('after a failure in the background, Tab goes on in the page', async ({ page, clerk }) => {
  await page.clock.install();
  await openList(page);
  const frances = row(page, 'frances@example.com');
  await frances.getByRole('button', { name: /^Change role/ }).focus();
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships', status: 400, longMessage: 'Not now.' });
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  await expect(banner(page)).toContainText('Not now.');
  await page.keyboard.press('Tab');
  await expect(frances.getByRole('button', { name: /^Remove/ })).toBeFocused();
});

/** Opens the page at this size, with text in the form that will fail, and scrolls the field to the top. Returns the field. */
async function fillForm(page: Page, width: number, height: number): Promise<Locator> {
  await page.setViewportSize({ width, height });
  await openList(page);
  const field = page.getByLabel('User ID or email');
  await field.fill('user_nobody');
  await field.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top));
  return field;
}

for (const key of ['Enter', 'Space']) {
  test(`on a phone, the banner does not cover the field whose text failed after ${key}`, async ({ page }) => {
    const field = await fillForm(page, 390, 700);
    await (key === 'Enter' ? field : page.getByRole('button', { name: 'Add member' })).press(key);
    await expect(banner(page)).toBeVisible();
    await expect(field).toBeInViewport();
    const [over, under] = [await banner(page).boundingBox(), await field.boundingBox()];
    expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
  });
}

test('in a low window, the failure of an addition is in sight', async ({ page }) => {
  const field = await fillForm(page, 844, 390);
  await field.press('Enter');
  await expect(banner(page)).toBeInViewport();
});

test('in a low window, the failure of an addition does not scroll away what somebody types meanwhile', async ({
  page,
  clerk,
}) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await openList(page);
  const release = clerk.hold({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await page.getByLabel('User ID or email').fill('user_nobody');
  await page.getByRole('button', { name: 'Add member' }).click();
  const search = page.getByLabel('Search');
  await search.pressSequentially('a');
  await search.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 100));
  const before = await search.boundingBox();
  release();
  await expect(banner(page)).toContainText("Couldn't add user_nobody.");
  expect(await search.boundingBox()).toEqual(before);
});

test('in a low window, a failure in the background does not move the page', async ({ page, clerk }) => {
  await page.clock.install();
  await page.setViewportSize({ width: 844, height: 390 });
  await openList(page);
  await page.evaluate(() => scrollTo(0, 600));
  const before = await row(page, 'frances@example.com').boundingBox();
  clerk.failNext({ method: 'GET', path: '/v1/organizations/:id/memberships', status: 400, longMessage: 'Not now.' });
  await page.clock.fastForward(10_000);
  await returnToTab(page);
  await expect(banner(page)).toContainText('Not now.');
  expect(await row(page, 'frances@example.com').boundingBox()).toEqual(before);
});

test('a click into a result that is partly under the banner does not scroll the page', async ({ page, clerk }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openList(page);
  clerk.failNext({ method: 'PATCH', status: 422, longMessage: 'Not like this.' });
  await changeRole(page, 'frances@example.com');
  await expect(banner(page)).toContainText('Not like this.');
  const result = page.getByRole('group', { name: 'Result of the latest call' });
  await expect(result).toContainText('Not like this.');
  const scroll = await result.evaluate((element) => {
    scrollBy(0, element.getBoundingClientRect().top + 50);
    return scrollY;
  });
  await page.mouse.click(1100, 40);
  await expect(result).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
});

test('after Dismiss by keyboard, the control that was used is not under the toast', async ({ page, clerk }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openList(page);
  await remove(page, 'donald@example.com');
  clerk.failNext({ method: 'POST', status: 422, longMessage: 'Not like this.' });
  await page.getByRole('button', { name: /^Undo/ }).press('Enter');
  await expect(banner(page)).toContainText('Not like this.');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await row(page, 'tim@example.com')
    .getByRole('button', { name: /^Change role/ })
    .focus();
  await banner(page).getByRole('button', { name: 'Dismiss' }).focus();
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('Enter');
  await expect(banner(page)).toBeHidden();
  await expect(row(page, 'tim@example.com').getByRole('button', { name: /^Change role/ })).toBeFocused();
  expect(await isFocusHidden(page)).toBe(false);
});
