/** Refreshes the page's data when the tab regains the focus, or the browser is online again. */
import type { Dependencies } from './actions.ts';
import { currentView } from './state.ts';

/** Returning to the tab refreshes the page, but not more often than this. Milliseconds. */
const REFRESH_INTERVAL = 5_000;
/** Returning to a tab fires both `visibilitychange` and `focus`. Milliseconds. */
const EVENT_INTERVAL = 20;

/** @param tab the page's document */
export function createRefresh({ store, sdk, list }: Dependencies, tab: Pick<Document, 'hidden' | 'hasFocus'>) {
  let lastRefresh = performance.now();
  let lastEvent = 0;
  let timer = 0;

  /** Called when the tab regains the focus, is shown, or is hidden. */
  async function refresh(): Promise<void> {
    if (tab.hidden || performance.now() - lastEvent < EVENT_INTERVAL) return;
    lastEvent = performance.now();
    const view = currentView(store.get());
    // Somebody may have signed in in another tab.
    if (view === 'sign-in') await sdk.resumeSession();
    if (view === 'members') await refreshMembers();
  }

  /** Refreshes now, or when the interval since the last refresh has passed. */
  async function refreshMembers(): Promise<void> {
    const wait = lastRefresh + REFRESH_INTERVAL - performance.now();
    clearTimeout(timer);
    if (wait > 0) {
      timer = setTimeout(refreshMembers, wait);
      return keepOrganization();
    }
    // The return to the tab refreshes.
    if (tab.hidden) return;
    lastRefresh = performance.now();
    await Promise.all([keepOrganization().then(sdk.reloadUser), list.load({ isBackground: true })]);
    await list.loadRoles();
  }

  /** Another tab may have activated another organization. Only the tab with the focus may change the session's. */
  async function keepOrganization(): Promise<void> {
    if (tab.hasFocus()) await sdk.touchSession();
  }

  /** The browser is online again: refreshes at once. */
  function reconnect(): Promise<void> {
    lastRefresh = lastEvent = Number.NEGATIVE_INFINITY;
    return refresh();
  }

  return { refresh, reconnect };
}
