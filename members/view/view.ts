/** Renders the state, and calls an action for what people do. Imports nothing of Clerk. */
import type { Actions } from '../actions.ts';
import type { Messages } from '../messages.ts';
import { currentView } from '../state.ts';
import { createAddForm } from './add-form.ts';
import { createBanner } from './banner.ts';
import { find, guardControls, type Render } from './dom.ts';
import { saveFocus, watchFocus } from './focus.ts';
import { createHeader } from './header.ts';
import { createLeave } from './leave.ts';
import { createAnnouncer, createFilters, createListMessage, createPages } from './list-controls.ts';
import { createTable } from './table.ts';
import { createToast } from './toast.ts';

/** What is needed before Clerk's SDK has arrived: the banner, and the attributes by which styles/states.css shows the sections. */
export function createStartView(messages: Messages): Render {
  const main = find('main');
  const renderSections: Render = (state) => {
    main.dataset.view = currentView(state);
    main.dataset.canManage = String(state.currentUser?.canManage);
  };
  return keepFocus([createBanner(messages), renderSections]);
}

/** The table comes first: it is what people wait for. */
export function createView(actions: Actions, renderComponents: Render): Render {
  const filters = createFilters(actions);
  guardControls();
  watchFocus();
  return keepFocus([
    createTable(actions),
    createListMessage(actions, filters.apply),
    createPages(filters.apply),
    createHeader(actions),
    filters.render,
    createAddForm(actions),
    createLeave(actions),
    createToast(actions),
    createAnnouncer(),
    renderComponents,
  ]);
}

/** When a render removes the focused element, a keyboard user would start again at the top of the page. */
function keepFocus(renders: readonly Render[]): Render {
  const components = find('#app');
  return (state, previous) => {
    const restoreFocus = saveFocus();
    const component = components.firstChild;
    for (const render of renders) render(state, previous);
    // Clerk's components may drop the focus before they are removed.
    restoreFocus(component !== null && component !== components.firstChild);
  };
}
