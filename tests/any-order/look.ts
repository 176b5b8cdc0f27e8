/** What a person finds on the page: read in one go, by the accessible names of its controls and its documented ids. */
import type { Page } from '@playwright/test';

export interface Control {
  name: string;
  isDisabled: boolean;
}

export interface SeenRow {
  text: string;
  isBusy: boolean;
  buttons: Control[];
  select: { name: string; isDisabled: boolean; value: string; options: string[] } | null;
}

export interface Look {
  view: 'loading' | 'failed' | 'sign-in' | 'choose-organization' | 'members';
  /** The query string of the address. */
  search: string;
  title: string;
  rows: SeenRow[];
  isBusy: boolean;
  /** The button in place of rows: "Load again", "Show all members". */
  listButton: string | null;
  range: string | null;
  previous: Control | null;
  next: Control | null;
  fields: { search: string; role: string; roles: string[]; pageSize: string };
  banner: { text: string; canRetry: boolean; canDismiss: boolean } | null;
  toast: { text: string; undo: string | null } | null;
  dialog: string | null;
  organizations: { active: string; all: string[] } | null;
  canAdd: boolean;
  canLeave: boolean;
  canSignOut: boolean;
  /** The element with the focus, as text; `null` if it is on the document or on nothing that can be seen. */
  focus: string | null;
  canGoBack: boolean;
  canGoForward: boolean;
  /** Each text that a screen reader announced since the page was loaded. */
  said: string[];
}

declare global {
  interface Window {
    said: string[];
  }
}

/** For `context.addInitScript`: records what live regions say. */
export function listen(): void {
  window.said = [];
  let last = '';
  const record = () => {
    const regions = [...document.querySelectorAll('[role=alert], [role=status], [aria-live]')];
    const text = regions
      .filter((region) => region.checkVisibility())
      .map((region) => region.textContent?.replaceAll(/\s+/g, ' ').trim())
      .join(' | ');
    if (text !== last) window.said.push(text);
    last = text;
  };
  const options = { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] };
  new MutationObserver(record).observe(document, options);
}

export const look = (page: Page): Promise<Look> =>
  page.evaluate(() => {
    const visible = (root: ParentNode, selector: string) =>
      [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const nameOf = (element: Element) =>
      (element.ariaLabel ?? element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    const control = (element: Element) => ({ name: nameOf(element), isDisabled: element.ariaDisabled === 'true' });
    const button = (name: string | RegExp, root: ParentNode = document) =>
      visible(root, 'button').find((element) =>
        typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)),
      );
    const one = (selector: string) => visible(document, selector)[0];
    const textOf = (element: HTMLElement | undefined) => element?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
    const fieldValue = (selector: string) => {
      const field = document.querySelector(selector);
      return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
    };
    const optionsOf = (element: Element | null | undefined) =>
      element instanceof HTMLSelectElement ? [...element.options].map(({ value }) => value) : [];
    const selectOf = (row: Element) => {
      const element = visible(row, 'select')[0];
      if (!(element instanceof HTMLSelectElement)) return null;
      return { ...control(element), value: element.value, options: optionsOf(element) };
    };
    const rows = visible(document, '#memberships_table_body > tr').map((row) => ({
      text: [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()).join(' '),
      isBusy: row.ariaBusy === 'true',
      buttons: visible(row, 'button').map(control),
      select: selectOf(row),
    }));
    const banner = one('#error-container');
    const toast = one('#toast:popover-open');
    const dialog = one('dialog[open]');
    const switcher = one('#organization-select');
    const [previous, next] = [button('Previous'), button('Next')];
    const listMessage = one('[data-message-when]');
    const listButton = listMessage && visible(listMessage, 'button')[0];
    const undo = toast && button(/^Undo/, toast);
    const focused = document.activeElement;
    const isSeen = focused !== null && focused !== document.body && focused.checkVisibility();
    const viewOf = () => {
      if (one('#memberships_table')) return document.title === 'Organization members' ? 'loading' : 'members';
      if (visible(document, 'h2').some((heading) => / an organization to /.test(nameOf(heading))))
        return 'choose-organization';
      return one('#app') ? 'sign-in' : 'failed';
    };
    return {
      view: viewOf(),
      search: location.search,
      title: document.title,
      rows,
      isBusy: document.querySelector('#memberships_table')?.ariaBusy === 'true',
      listButton: listButton ? nameOf(listButton) : null,
      range: one('#page-range') ? textOf(one('#page-range')) : null,
      previous: previous ? control(previous) : null,
      next: next ? control(next) : null,
      fields: {
        search: fieldValue('#search'),
        role: fieldValue('#role-filter'),
        roles: optionsOf(document.querySelector('#role-filter')),
        pageSize: fieldValue('#page-size'),
      },
      banner: banner
        ? {
            text: textOf(banner),
            canRetry: button('Try again', banner) !== undefined,
            canDismiss: button(/^Dismiss/, banner) !== undefined,
          }
        : null,
      toast: toast
        ? { text: textOf(one('#toast-status')) || textOf(one('#toast-message')), undo: undo ? nameOf(undo) : null }
        : null,
      dialog: dialog ? textOf(dialog) : null,
      organizations: switcher ? { active: fieldValue('#organization-select'), all: optionsOf(switcher) } : null,
      canAdd: one('#add-member-container') !== undefined,
      canLeave: button('Leave organization') !== undefined,
      canSignOut: button('Sign out') !== undefined,
      focus: isSeen ? `${focused.tagName.toLowerCase()} ${focused.id} ${nameOf(focused).slice(0, 60)}` : null,
      canGoBack: window.navigation.canGoBack,
      canGoForward: window.navigation.canGoForward,
      said: window.said,
    } as const;
  });
