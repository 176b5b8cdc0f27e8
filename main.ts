/**
 * The members page, from top to bottom: fetch Clerk's SDK, build the page's parts while Clerk loads, listen to Clerk, build the
 * view while Clerk loads the members, and listen to the browser.
 */
import { createComponents } from './clerk/components.ts';
import { ConfigurationError, fetchClerk, settingsMissing } from './clerk/load.ts';
import type { Actions } from './members/actions.ts';
import { CLERK_DEGRADED, ORGANIZATIONS_DISABLED } from './members/errors.ts';
import { createList } from './members/list.ts';
import { createMessages } from './members/messages.ts';
import { createMutations } from './members/mutations.ts';
import { createRefresh } from './members/refresh.ts';
import { createSdk, failAfter } from './members/sdk.ts';
import { createSession } from './members/session.ts';
import { currentView, initialState } from './members/state.ts';
import { createStore } from './members/store.ts';
import { parseParams, writeParams } from './members/url.ts';
import { createConfirm } from './members/view/confirm.ts';
import { find } from './members/view/dom.ts';
import { createInspector } from './members/view/inspector.ts';
import { createStartView, createView } from './members/view/view.ts';

/** Milliseconds. */
const LOAD_TIMEOUT = 20_000;

const store = createStore(initialState(parseParams(location.search)));
const messages = createMessages(store);
// The banner works without Clerk.
store.subscribe(createStartView(messages));

try {
  const { clerk, load, loadUi } = await fetchClerk();
  const loading = load();

  // While Clerk loads: the parts that call it, each built from the ones before it.
  const sdk = createSdk(clerk, store);
  const list = createList(store, sdk, messages);
  const confirm = createConfirm(store.get, {
    // Clerk's modal may still be loading, and would make the dialog inert.
    beforeOpen: () => clerk.closeOrganizationProfile(),
    // Renders the messages that waited for the dialog to close.
    afterClose: () => store.set({}),
  });
  const dependencies = { store, sdk, list, messages, confirm };
  const mutations = createMutations(dependencies);
  const session = createSession(dependencies);
  const { refresh, reconnect } = createRefresh(dependencies, document);
  const components = createComponents(clerk, loadUi, find('#app'), {
    clear: () => messages.clearFailures('component'),
    report: (error, details) => messages.reportFailure('component', error, details),
  });

  const actions: Actions = {
    changeRole: mutations.changeRole,
    removeMember: mutations.removeMember,
    addMember: mutations.addMember,
    inviteMember: mutations.inviteMember,
    openPendingInvitations: components.openPendingInvitations,
    setParams: list.setParams,
    reloadList: list.load,
    switchOrganization: session.switchOrganization,
    leaveOrganization: session.leaveOrganization,
    signOut: session.signOut,
    dismissToast: () => store.set({ toast: null }),
  };

  // `loading` never settles when Clerk does not respond.
  await Promise.race([loading, failAfter(LOAD_TIMEOUT)]);
  const hasOrganizations = sdk.organizationsEnabled();
  if (clerk.status === 'degraded') {
    // Without settings, organizations seem to be disabled, and the sign-in does not work.
    if (!hasOrganizations && !clerk.session) throw settingsMissing(clerk);
    messages.reportFailure('degraded', CLERK_DEGRADED, { retry: () => location.reload(), isBackground: true });
  } else if (clerk.instanceType === 'production' && !hasOrganizations) {
    // With a development key, Clerk's components offer to enable them.
    throw new ConfigurationError(ORGANIZATIONS_DISABLED);
  }

  // Invalid values in the URL are removed, not only ignored.
  writeParams(store.get().params, 'replaceState');
  // Clerk calls it with its state right away, and after every change.
  clerk.addListener(session.sync);

  // While Clerk responds with the members: the view.
  store.subscribe(createView(actions, (state) => components.showView(currentView(state), state.organization?.id)));
  store.subscribe(confirm.render);
  store.subscribe(createInspector());

  addEventListener('popstate', list.syncFromUrl);
  addEventListener('focus', refresh);
  addEventListener('online', reconnect);
  document.addEventListener('visibilitychange', refresh);
} catch (error) {
  const retry = error instanceof ConfigurationError ? null : () => location.reload();
  messages.reportFailure('load', error, { retry });
  if (retry) addEventListener('online', retry);
}
