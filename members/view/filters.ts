/** Search and role filter. */
import type { Actions } from '../actions.ts';
import type { State } from '../state.ts';
import { find, setOptions } from './dom.ts';

export function createFilters(actions: Actions): (state: State) => void {
  const form = find('#filters', HTMLFormElement);
  const search = find('#search', HTMLInputElement);
  const role = find('#role-filter', HTMLSelectElement);
  search.addEventListener('input', () => actions.search(search.value));
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || search.value === '') return;
    event.preventDefault();
    actions.search('');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.search(search.value, true);
  });
  role.addEventListener('change', () => actions.setParams({ role: role.value }));

  return ({ currentUser, params, roles }) => {
    form.inert = currentUser === undefined;
    if (search.value !== params.query) search.value = params.query;
    const known = roles?.assignable ?? [];
    // The URL may name a role before the roles have loaded.
    const isKnown = params.role === '' || known.some(({ key }) => key === params.role);
    const unknown = isKnown ? [] : [{ key: params.role, name: params.role }];
    setOptions(role, [{ key: '', name: 'All roles' }, ...known, ...unknown], params.role);
  };
}
