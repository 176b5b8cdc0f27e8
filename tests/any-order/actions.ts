/** What people do with members, and with what the page says. */
import type { Locator } from '@playwright/test';
import fc from 'fast-check';
import { type Command, command, type Model, pick } from './command.ts';
import type { Look } from './look.ts';
import type { World } from './world.ts';

/** A dialog makes everything else inert. */
const isFree = ({ seen }: Readonly<Model>) => seen.view === 'members' && seen.dialog === null;

const buttonsOf = (seen: Look, name: RegExp) =>
  seen.rows.flatMap(({ buttons }) => buttons).filter((button) => name.test(button.name) && !button.isDisabled);

const selectsOf = (seen: Look) => seen.rows.flatMap(({ select }) => (select && !select.isDisabled ? [select] : []));

const button = ({ tab: { page } }: World, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function pressRowButton(
  world: World,
  seen: Look,
  name: RegExp,
  number: number,
  isDouble: boolean,
): Promise<void> {
  const chosen = pick(buttonsOf(seen, name), number);
  if (!chosen) return;
  await pressIfThere(button(world, chosen.name).first(), isDouble);
}

/** A toast ends by itself, and with it its buttons. */
async function pressIfThere(control: Locator, isDouble = false): Promise<void> {
  const options = { timeout: 2_000 };
  try {
    await (isDouble ? control.dblclick(options) : control.press('Enter', options));
  } catch (error) {
    if (await control.isVisible()) throw error;
  }
}

const rowButton = (label: string, name: RegExp) =>
  fc.tuple(fc.nat(11), fc.boolean()).map(([number, isDouble]) =>
    command({
      name: `${isDouble ? 'double-click' : 'press'} “${label}” ${number}`,
      isPossible: (model) => isFree(model) && buttonsOf(model.seen, name).length > 0,
      act: (world, seen) => pressRowButton(world, seen, name, number, isDouble),
    }),
  );

const changeRole = rowButton('Change role', /^Change role of/);
const removeMember = rowButton('Remove', /^Remove /);

const removeAtOnce = fc.nat(11).map((number) =>
  command({
    name: `remove member ${number}, and confirm`,
    isPossible: (model) => isFree(model) && buttonsOf(model.seen, /^Remove /).length > 0,
    async act(world, seen) {
      await pressRowButton(world, seen, /^Remove /, number, false);
      await pressIfThere(world.tab.page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
    },
  }),
);

const selectRole = fc.tuple(fc.nat(11), fc.nat(5)).map(([number, role]) =>
  command({
    name: `select role ${role} for member ${number}`,
    isPossible: (model) => isFree(model) && selectsOf(model.seen).length > 0,
    async act({ tab: { page } }, seen) {
      const select = pick(selectsOf(seen), number);
      if (!select) return;
      const field = page.getByRole('combobox', { name: select.name, exact: true });
      await field.focus();
      await field.selectOption(pick(select.options, role) ?? '');
    },
  }),
);

const answer = fc.constantFrom('confirm', 'confirm', 'confirm', 'cancel', 'Escape').map((how) =>
  command({
    name: `answer the dialog: ${how}`,
    isPossible: ({ seen }) => seen.dialog !== null,
    async act({ tab: { page } }) {
      const buttons = page.getByRole('dialog').getByRole('button');
      if (how === 'Escape') await page.keyboard.press('Escape');
      else if (how === 'cancel') await buttons.filter({ hasText: 'Cancel' }).press('Enter');
      else await buttons.filter({ hasNotText: 'Cancel' }).press('Enter');
    },
  }),
);

const addMember = fc
  .tuple(fc.constantFrom('user_hedy', 'user_claude', 'user_frances', 'user_nobody', 'user_ada', ' '), fc.nat(5))
  .map(([userId, role]) =>
    command({
      name: `add ${userId}, role ${role}`,
      isPossible: (model) => isFree(model) && model.seen.canAdd,
      async act({ tab: { page } }) {
        const form = page.getByRole('form', { name: 'Add member' });
        const field = form.getByRole('textbox', { name: 'User ID' });
        if (!(await field.isEditable())) return;
        await field.fill(userId);
        const select = form.getByRole('combobox', { name: 'Role' });
        if (await select.isEnabled()) {
          const values = await select
            .getByRole('option')
            .evaluateAll((options) => options.map((one) => one.getAttribute('value')));
          await select.selectOption(pick(values, role) ?? '');
        }
        await field.press('Enter');
      },
    }),
  );

/** A button of the banner, the toast, or the place of the rows. */
const press = (name: RegExp, isPossible: (seen: Look) => boolean) =>
  fc.constant(
    command({
      name: `press ${name.source}`,
      isPossible: ({ seen }) => seen.dialog === null && isPossible(seen),
      act: (world) => pressIfThere(button(world, name).first()),
    }),
  );

export const memberActions: fc.Arbitrary<Command>[] = [
  changeRole,
  changeRole,
  removeMember,
  removeAtOnce,
  selectRole,
  answer,
  answer,
  addMember,
  press(/^Undo/, ({ toast }) => Boolean(toast?.undo)),
  press(/^Undo/, ({ toast }) => Boolean(toast?.undo)),
  press(/^Dismiss the notification$/, ({ toast }) => toast !== null),
  press(/^Dismiss the error$/, ({ banner }) => banner?.canDismiss === true),
  press(/^Try again$/, ({ banner }) => banner?.canRetry === true),
  press(/^(Load again|Show all members)$/, ({ listButton }) => listButton !== null),
];
