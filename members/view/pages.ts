/** Pages and page size. */
import type { Actions } from '../actions.ts';
import { pageRange } from '../rows.ts';
import type { State } from '../state.ts';
import { PAGE_SIZES } from '../url.ts';
import { find, setDisabled, setOptions, setText } from './dom.ts';

export function createPages(actions: Actions): (state: State) => void {
  const container = find('#pages');
  const rangeText = find('#page-range');
  const previous = find('#previous-page', HTMLButtonElement);
  const next = find('#next-page', HTMLButtonElement);
  const size = find('#page-size', HTMLSelectElement);
  let page = 1;
  previous.addEventListener('click', () => actions.setParams({ page: page - 1 }));
  next.addEventListener('click', () => actions.setParams({ page: page + 1 }));
  size.addEventListener('change', () => actions.setParams({ pageSize: Number(size.value) }));

  return ({ list, params }) => {
    page = params.page;
    container.hidden = list === null || list.total === 0;
    const range = list && pageRange(params, list);
    setText(rangeText, range?.label ?? '');
    setDisabled(previous, !range?.hasPrevious);
    setDisabled(next, !range?.hasNext);
    const sizes = [...new Set([...PAGE_SIZES, params.pageSize])].sort((a, b) => a - b).map(String);
    setOptions(
      size,
      sizes.map((rows) => ({ key: rows, name: rows })),
      String(params.pageSize),
    );
  };
}
