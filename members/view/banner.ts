/** The error banner: what failed, and ways on. With several failures it shows one after the other. */
import type { FailureActions } from '../actions.ts';
import { currentView, type State } from '../state.ts';
import { find, setText } from './dom.ts';

export function createBanner(actions: FailureActions): (state: State) => void {
  const container = find('#error-container');
  const text = find('#error-message');
  const more = find('#error-more');
  const link = find('#error-link', HTMLAnchorElement);
  const retry = find('#error-retry', HTMLButtonElement);
  const dismiss = find('#error-dismiss', HTMLButtonElement);
  let shown: State['failures'][number] | undefined;
  // Its text for a script that does not run is not needed any more.
  delete container.dataset.startup;
  retry.addEventListener('click', () => shown && actions.retry(shown));
  dismiss.addEventListener('click', () => shown && actions.clear(shown.subject));

  return (state) => {
    const { failures, organization: active } = state;
    const [failure] = failures;
    shown = failure;
    container.hidden = !failure;
    if (!failure) return;
    const { message, organization } = failure;
    // A change fails in its own organization. In another one it is reported, but not repeated.
    const isElsewhere = organization !== null && organization.id !== active?.id;
    setText(text, isElsewhere ? `${organization.name}: ${message}` : message);
    setText(more, failures.length > 1 ? `1 of ${failures.length} errors` : '');
    link.hidden = !failure.link;
    setText(link, failure.link?.label ?? '');
    link.href = failure.link?.href ?? '';
    retry.hidden = !failure.retry || isElsewhere;
    dismiss.hidden = currentView(state) === 'failed';
  };
}
