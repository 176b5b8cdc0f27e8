/** Refreshing what is shown, which others may have changed. */
import type { Dependencies } from './actions.ts';
import { currentView } from './state.ts';

/** Returning to the tab refreshes the page, but not more often than this. Milliseconds. */
const REFRESH_INTERVAL = 5_000;

/** @param resumeSession follows a sign-in in another tab */
export function createRefresh({ store, sdk, list }: Dependencies, resumeSession: () => Promise<void>) {
  let lastRefresh = performance.now();
  let timer = 0;

  /** The tab has the focus again. */
  async function refresh(): Promise<void> {
    const view = currentView(store.get());
    if (view === 'sign-in') await resumeSession();
    if (view === 'members') await refreshMembers();
  }

  /** At once, or at the end of the interval. */
  async function refreshMembers(): Promise<void> {
    const wait = lastRefresh + REFRESH_INTERVAL - performance.now();
    clearTimeout(timer);
    if (wait > 0) {
      timer = setTimeout(refreshMembers, wait);
      return;
    }
    lastRefresh = performance.now();
    await Promise.all([sdk.reloadUser(), list.load({ isBackground: true })]);
    await list.loadRoles();
  }

  /** The browser is online again: refreshes at once. */
  function reconnect(): Promise<void> {
    lastRefresh = Number.NEGATIVE_INFINITY;
    return refresh();
  }

  return { refresh, reconnect };
}
