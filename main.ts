import { createComponents } from './clerk/components.ts';
import type { ClerkPage } from './clerk/load.ts';
import { createConfirm } from './members/confirmation.ts';
import { find } from './members/dom.ts';
import { createReading } from './members/reading.ts';
import { createSession } from './members/session.ts';
import { roleManages, roleName, type State } from './members/state.ts';
import { createStore } from './members/store.ts';
import { formatQuestion, parseQuestion, type Question } from './members/url.ts';
import { createView, showLoadFailure } from './members/view.ts';
import { confirmLeaving, confirmRemoval, confirmStepDown, describeError } from './members/words.ts';
import { createWriting } from './members/writing.ts';

/** Called by start.ts, with Clerk on its way. */
export async function main(loading: Promise<ClerkPage>): Promise<void> {
  try {
    start(await loading);
  } catch (error) {
    // By name: a class that both scripts import would make a third.
    const isFinal = error instanceof Error && error.name === 'ConfigurationError';
    showLoadFailure(describeError(error), isFinal ? null : () => location.reload());
  }
}

/** Clerk is here: show what it says, keep it true, and let people act on it. */
function start(page: ClerkPage): void {
  const { clerk } = page;
  const question = parseQuestion(location.search);
  writeAddress(question, 'replace');

  const store = createStore(clerk, question, draw);
  const reading = createReading(store, writeAddress);
  const writing = createWriting(store, reading);
  const session = createSession(store, reading, writing);
  const confirm = createConfirm();

  const drawView = createView({
    ...reading,
    ...writing,
    ...session,
    retry: store.retry,
    dismissFailure: store.dismissFailure,
    async changeRole(memberId, role) {
      const { state } = store;
      const member = writing.findMember(memberId);
      if (!member) return;
      const stepsDown = member.userId === state.viewer?.userId && roleManages(state, role) === false;
      if (stepsDown && !(await confirm(confirmStepDown(state, roleName(state, role))))) return;
      await writing.changeRole(member, role);
    },
    async remove(memberId) {
      const member = writing.findMember(memberId);
      if (!member) return;
      if (member.userId === store.state.viewer?.userId) return this.leave();
      if (await confirm(confirmRemoval(store.state, member))) await writing.remove(member);
    },
    async leave() {
      if (await confirm(confirmLeaving(store.state))) await session.leave();
    },
  });
  const showComponent = createComponents(page, find('#app'), (error, retry) =>
    store.fail(describeError(error), { retry }),
  );

  let place = '';
  function draw(state: State): void {
    const { view, organization } = state;
    // A question about one organization must not be answered in another, nor stand over the sign-in.
    const drawn = `${view} ${organization?.id}`;
    if (drawn !== place) confirm.withdraw();
    place = drawn;
    showComponent(view === 'sign-in' ? 'SignIn' : view === 'choose-organization' ? 'OrganizationSwitcher' : null);
    drawView(state);
  }

  clerk.addListener(session.sync);
  addEventListener('popstate', () => reading.follow(parseQuestion(location.search)));
  addEventListener('focus', () => void session.refresh());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void session.refresh();
  });
  if (clerk.status === 'degraded') {
    store.fail('Clerk answers only in part, so what is shown here may be incomplete.', {
      retry: () => location.reload(),
    });
  }
}

/** Keeps the list's question in the address, where links, reloads and the back button find it. */
function writeAddress(question: Question, step: 'push' | 'replace'): void {
  const search = formatQuestion(question, location.search);
  if (search === location.search) return;
  const url = location.pathname + search + location.hash;
  if (step === 'push') history.pushState(null, '', url);
  else history.replaceState(null, '', url);
}
