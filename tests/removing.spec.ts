import { addMember, removeMember } from '../clerk-stub/rules/memberships.ts';
import { banner, expect, notice, openList, organization, row, rows, sent, test } from './fixtures.ts';

const MEMBERSHIP = '/v1/organizations/:id/memberships/:user_id';

test('removal asks first, naming the member, and then removes', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove frances@example.com?' });
  await expect(dialog).toContainText('Frances Allen (frances@example.com) loses access to Analytical Engines');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(notice(page)).toHaveText('frances@example.com is no longer a member.');
  expect(clerk.membership('org_engines', 'user_frances')).toBeUndefined();
});

for (const [way, press] of [
  ['Cancel', 'button'],
  ['Escape', 'key'],
] as const) {
  test(`${way} in the dialog removes nobody`, async ({ page, clerk }) => {
    await openList(page);
    const remove = page.getByRole('button', { name: 'Remove frances@example.com' });
    await remove.click();
    if (press === 'key') await page.keyboard.press(way);
    else await page.getByRole('dialog').getByRole('button', { name: way }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(remove).toBeFocused();
    expect(sent(clerk, 'DELETE', '/memberships/')).toBe(0);
  });
}

test('the row shows at once that it is leaving, and cannot be pressed again', async ({ page, clerk }) => {
  await openList(page);
  const release = clerk.hold({ method: 'DELETE', path: MEMBERSHIP });
  const remove = page.getByRole('button', { name: 'Remove frances@example.com' });
  await remove.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'true');
  await remove.click({ force: true });
  await expect(page.getByRole('dialog')).toBeHidden();
  release();
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  expect(sent(clerk, 'DELETE', '/memberships/')).toBe(1);
});

test('a removal that Clerk refuses leaves the member in the list', async ({ page, clerk }) => {
  await openList(page);
  clerk.failNext({
    method: 'DELETE',
    path: MEMBERSHIP,
    status: 403,
    code: 'organization_membership_enterprise_connection_cannot_remove',
    longMessage: 'Tied to an enterprise connection.',
  });
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(banner(page)).toContainText('Tied to an enterprise connection.');
  await expect(row(page, 'frances@example.com')).toHaveAttribute('aria-busy', 'false');
});

test('a double click in the dialog presses nothing behind it', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  const confirm = await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).boundingBox();
  if (!confirm) throw new Error('The dialog has no such button');
  // Scrolled so that a control of a row lies right behind the dialog's button.
  await page.evaluate(
    ({ x, y }) => {
      const below = document.querySelector('button[data-action="remove"]');
      const box = below?.getBoundingClientRect();
      if (box) document.body.style.translate = `${x - box.x}px ${y - box.y}px`;
    },
    { x: confirm.x, y: confirm.y },
  );
  await page.mouse.dblclick(confirm.x + 20, confirm.y + 15);
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(sent(clerk, 'DELETE', '/memberships/')).toBe(1);
});

test('a double click on “Remove” does not answer the dialog as well', async ({ page, clerk }) => {
  await openList(page);
  const remove = page.getByRole('button', { name: 'Remove frances@example.com' });
  await remove.click();
  const dialog = page.getByRole('dialog');
  const confirm = await dialog.getByRole('button', { name: 'Remove' }).boundingBox();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const box = await remove.boundingBox();
  if (!confirm || !box) throw new Error('A button is not there');
  // Moved so that the dialog's button opens right under the pointer.
  await page.evaluate(
    (by) => {
      document.body.style.translate = by;
    },
    `${confirm.x - box.x}px ${confirm.y - box.y}px`,
  );
  await page.mouse.dblclick(confirm.x + 20, confirm.y + 15);
  await expect(dialog).toBeVisible();
  expect(sent(clerk, 'DELETE', '/memberships/')).toBe(0);
});

test('the first of the next page moves up into the gap', async ({ page }) => {
  await openList(page);
  await expect(row(page, 'alan@example.com')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'alan@example.com')).toBeVisible();
  await expect(page.getByText('1–10 of 11')).toBeVisible();
});

test.describe('in a large organization', () => {
  test.use({ scenario: 'large' });

  test('a removal that is done when another page is shown counts there, too', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'DELETE', path: MEMBERSHIP });
    await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('11–20 of 5000')).toBeVisible();
    release();
    await expect(page.getByText('11–20 of 4999')).toBeVisible();
  });
});

test('removing the last row of the last page shows the page before', async ({ page, clerk }) => {
  removeMember(clerk.state, organization(clerk), 'user_alan');
  await openList(page, '/?page=2');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove grace@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('1–10 of 10')).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await expect(page).toHaveURL('/');
});

test('“Undo” brings the person back, with the same role', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove barbara@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Undo: add barbara@example.com again' }).click();
  await expect(notice(page)).toHaveText('barbara@example.com is a member again.');
  await expect(row(page, 'barbara@example.com')).toContainText('org:admin');
  expect(clerk.membership('org_engines', 'user_barbara')?.role).toBe('org:admin');
});

test('an undo that fails says why, and can be had again', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove barbara@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  const undo = page.getByRole('button', { name: 'Undo: add barbara@example.com again' });
  await expect(undo).toBeVisible();
  clerk.failNext({ method: 'POST', path: '/v1/organizations/:id/memberships' });
  await undo.click();
  await expect(banner(page)).toContainText('There was an internal error on our servers.');
  await undo.click();
  await expect(row(page, 'barbara@example.com')).toContainText('org:admin');
  await expect(banner(page)).toBeHidden();
});

test.describe('whoever has a role that can no longer be given', () => {
  test.use({ scenario: 'custom-roles' });

  test('is removed without the promise of an undo', async ({ page }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Remove edsger@example.com' }).click();
    await expect(page.getByRole('dialog')).not.toContainText('undo this');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(notice(page)).toHaveText('edsger@example.com is no longer a member.');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden();
  });
});

test('the offer to undo goes after half a minute', async ({ page }) => {
  await page.clock.install();
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  const undo = page.getByRole('button', { name: 'Undo: add frances@example.com again' });
  await expect(undo).toBeVisible();
  await page.clock.fastForward(25_000);
  await expect(undo).toBeVisible();
  await page.clock.fastForward(6_000);
  await expect(undo).toBeHidden();
});

test('somebody who was removed elsewhere meanwhile: it is said, and the table corrected', async ({ page, clerk }) => {
  await openList(page);
  removeMember(clerk.state, organization(clerk), 'user_frances');
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(banner(page)).toContainText('Organization membership not found. The list has been read again.');
  await expect(row(page, 'frances@example.com')).toHaveCount(0);
});

test.describe('leaving', () => {
  test('asks in words of its own, and leads to the next organization', async ({ page, clerk }) => {
    await openList(page);
    await row(page, 'ada@example.com').getByRole('button', { name: 'Leave Analytical Engines' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave Analytical Engines?' });
    await expect(dialog).toContainText('You lose access at once');
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    await expect(rows(page)).toHaveCount(3);
    await expect(notice(page)).toHaveText('You have left Analytical Engines.');
    expect(clerk.membership('org_engines', 'user_ada')).toBeUndefined();
  });

  test('the only organization leads to Clerk’s switcher', async ({ page, clerk }) => {
    removeMember(clerk.state, organization(clerk, 'org_moonshot'), 'user_ada');
    await openList(page);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
  });

  test('leads to the switcher when the next organization cannot be reached', async ({ page, clerk }) => {
    await openList(page);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    clerk.failNext({ method: 'POST', path: '/v1/client/sessions/:id/touch' });
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'Select an organization to set it as active' })).toBeVisible();
    await expect(banner(page)).toContainText('There was an internal error on our servers.');
    await banner(page).getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveTitle('Members of Moonshot Software');
    expect(clerk.membership('org_moonshot', 'user_ada')).toBeDefined();
  });

  test('signing out meanwhile leads to the sign-in at once', async ({ page, clerk }) => {
    await openList(page);
    const release = clerk.hold({ method: 'DELETE', path: '/v1/me/organization_memberships/:id' });
    await page.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    release();
  });

  test('the last who can manage it must stay, and reads why', async ({ page, clerk }) => {
    for (const id of ['user_grace', 'user_barbara']) removeMember(clerk.state, organization(clerk), id);
    await openList(page);
    await page.getByRole('button', { name: 'Leave organization' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(banner(page)).toContainText('There has to be at least one organization member');
    await expect(row(page, 'ada@example.com')).toBeVisible();
  });
});

test('a member who came back elsewhere is not added twice by an undo', async ({ page, clerk }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Remove frances@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeVisible();
  addMember(clerk.state, organization(clerk), 'user_frances', 'org:member');
  await undo.click();
  await expect(banner(page)).toContainText('user_frances is already a member of the organization.');
  await expect(row(page, 'frances@example.com')).toHaveCount(1);
});
