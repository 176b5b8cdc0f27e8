/** Ways through the list: search, filter, pages, and the browser's history. */
import fc from 'fast-check';
import { type Command, command, type Model, pick } from './command.ts';
import type { Look } from './look.ts';

const isFree = ({ seen }: Readonly<Model>) => seen.view === 'members' && seen.dialog === null;

const search = fc
  .tuple(
    fc.constantFrom('', '', 'a', 'example', 'ada', 'Hopper', 'nobody at all'),
    fc.constantFrom('Enter', 'a pause', 'nothing'),
  )
  .map(([text, end]) =>
    command({
      name: `search “${text}”, then ${end}`,
      isPossible: isFree,
      isHasty: end === 'nothing',
      async act(world) {
        const field = world.tab.page.getByRole('searchbox', { name: 'Search' });
        await field.fill(text);
        if (end === 'Enter') await field.press('Enter');
        world.typed();
      },
    }),
  );

const select = (label: string, options: (seen: Look) => string[]) =>
  fc.nat(5).map((number) =>
    command({
      name: `select option ${number} of “${label}”`,
      isPossible: (model) => isFree(model) && options(model.seen).length > 1,
      async act({ tab: { page } }, seen) {
        const field = page.getByLabel(label, { exact: true });
        await field.focus();
        await field.selectOption(pick(options(seen), number) ?? '');
      },
    }),
  );

const turn = (name: 'Previous' | 'Next') =>
  fc.boolean().map((isHasty) =>
    command({
      name: `press “${name}”${isHasty ? ' and go on at once' : ''}`,
      isPossible: (model) => isFree(model) && model.seen[name === 'Next' ? 'next' : 'previous']?.isDisabled === false,
      isHasty,
      act: ({ tab: { page } }) => page.getByRole('button', { name, exact: true }).press('Enter'),
    }),
  );

const step = fc.constantFrom(-1, -1, 1).map((delta) =>
  command({
    name: delta < 0 ? 'go back' : 'go forward',
    isPossible: ({ seen }) => (delta < 0 ? seen.canGoBack : seen.canGoForward),
    act: ({ tab: { page } }) => page.evaluate((steps) => history.go(steps), delta),
  }),
);

const reload = fc.constant(command({ name: 'reload', act: (world) => world.reload() }));

export const listActions: fc.Arbitrary<Command>[] = [
  search,
  select('Filter by role', ({ fields }) => fields.roles),
  select('Rows per page', ({ range }) => (range ? ['10', '20', '50'] : [])),
  turn('Previous'),
  turn('Next'),
  turn('Next'),
  step,
  reload,
];
