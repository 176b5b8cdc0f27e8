/** Renders the state, and turns what people do into actions. Knows no Clerk. */
import type { Actions, FailureActions } from '../actions.ts';
import { currentView, type State } from '../state.ts';
import { createAddForm } from './add-form.ts';
import { createBanner } from './banner.ts';
import { find, preventDisabled } from './dom.ts';
import { createFilters } from './filters.ts';
import { createHeader } from './header.ts';
import { createListMessage } from './list-message.ts';
import { createPages } from './pages.ts';
import { createTable } from './table.ts';
import { createToastView } from './toast.ts';

/** Renders a part of the page. It is complete and idempotent: it may be called at any time, with any state. */
export type Render = (state: State) => void;

/** What is needed before Clerk has loaded: the banner, and which sections are visible. */
export const createStartView = (failureActions: FailureActions): Render =>
  keepFocus([createBanner(failureActions), createSections()]);

/** The table comes first: it is what people wait for. */
export function createView(actions: Actions): Render {
  preventDisabled(document);
  return keepFocus([
    createTable(actions),
    createListMessage(actions),
    createPages(actions),
    createHeader(actions),
    createFilters(actions),
    createAddForm(actions),
    createToastView(),
  ]);
}

function createSections(): Render {
  const members = find('#members');
  const inspector = find('#inspector');
  return (state) => {
    const view = currentView(state);
    members.hidden = view !== 'members' && view !== 'loading';
    inspector.hidden = view === 'failed';
  };
}

/** When the focused control goes away, a keyboard user would start again at the top of the page: focus the heading. */
function keepFocus(renders: readonly Render[]): Render {
  const heading = find('#members-heading');
  return (state) => {
    const hadFocus = document.activeElement !== document.body;
    for (const render of renders) render(state);
    const focused = document.activeElement;
    if (hadFocus && (focused === document.body || !focused?.checkVisibility())) heading.focus();
  };
}
