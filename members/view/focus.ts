/** Restores a lost focus, keeps it clear of the banner and the toast, and puts their buttons next in the Tab order. */
import { find, isModalOpen } from './dom.ts';

/** Where the focus was before it went into an overlay. */
let focusBefore: HTMLElement | null = null;

/**
 * The focused element. If it is gone: the one that was focused before an overlay, or the heading of the page or of Clerk's component.
 * Otherwise a keyboard user would start again at the top.
 */
export function focusTarget(): HTMLElement {
  const isUsable = (element: Element | null): element is HTMLElement =>
    element instanceof HTMLElement &&
    element !== document.body &&
    element.checkVisibility({ visibilityProperty: true });
  const focused = [document.activeElement, focusBefore].find(isUsable);
  return focused ?? [...document.querySelectorAll('h2[tabindex]')].find(isUsable) ?? find('#members-heading');
}

/**
 * Called before a change of the document.
 *
 * @returns a function for afterwards: it gives the focus back if the focused control is gone, or if the focus had been lost before.
 *   After a click, it keeps the scroll position.
 */
export function saveFocus(): (wasLost?: boolean) => void {
  const focused = document.activeElement;
  const hadFocus = focused !== document.body;
  const preventScroll = hadFocus && !focused?.matches(':focus-visible');
  return (wasLost = false) => {
    // To look for a target, the browser computes styles, which would delay the first rows.
    if (!hadFocus && !wasLost) return;
    const target = focusTarget();
    if (target !== document.activeElement) target.focus({ preventScroll });
  };
}

/** The elements that are fixed over the page. */
const overlays = [find('#error-container'), find('#toast')];

/** Scrolls what has the focus out from under the overlays. Not after a click: it would move the page under the pointer. */
export function uncoverFocus(): void {
  const focused = document.querySelector(':focus-visible');
  if (focused && !isModalOpen()) uncover(focused);
}

/** Scrolls the element out from under the overlays. */
export function uncover(element: Element): void {
  for (const overlay of overlays) {
    const [over, box] = [overlay.getBoundingClientRect(), element.getBoundingClientRect()];
    if (!over.height || box.bottom <= over.top || box.top >= over.bottom || overlay.contains(element)) continue;
    scrollBy(0, over.top + over.bottom < innerHeight ? box.top - over.bottom - 8 : box.bottom - over.top + 8);
  }
}

/**
 * Makes the buttons of an overlay the next Tab stops after the control that was used. The `source` option of a popover does not work
 * here: only Safari follows it from a select.
 *
 * @returns a function that sets the control; `null` restores the normal order
 */
export function tabAfter(overlay: HTMLElement): (control: HTMLElement | null) => void {
  let source: HTMLElement | null = null;
  /** Whether Tab led from the control to the buttons. Shift+Tab into them from below leads on to what stands above them. */
  let isEntered = false;

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || isModalOpen()) return;
    const focused = document.activeElement;
    // The control was removed: continue from where the focus is now, unless somebody types there.
    if (source && !source.checkVisibility() && !overlay.contains(focused)) {
      source = focused instanceof HTMLInputElement ? null : focusTarget();
    }
    const buttons = [...overlay.querySelectorAll('button')].filter((button) => button.checkVisibility());
    const [first] = buttons;
    if (!first || !source?.checkVisibility()) return;
    if (focused === source && !event.shiftKey) {
      event.preventDefault();
      first.focus();
      isEntered = true;
    } else if (isEntered && focused === (event.shiftKey ? first : buttons.at(-1))) {
      source.focus();
      isEntered = false;
      // After Tab, the browser moves on to the element after the control.
      if (event.shiftKey) event.preventDefault();
    }
  });

  return (control) => {
    source = control;
  };
}

/** Remembers where the focus was before it went into an overlay, and keeps what gets the focus in sight. */
export function watchFocus(): void {
  const isOver = (target: EventTarget | null) =>
    overlays.some((overlay) => target instanceof Node && overlay.contains(target));

  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (!isOver(target)) focusBefore = null;
    else if (relatedTarget instanceof HTMLElement && !isOver(relatedTarget)) focusBefore = relatedTarget;
    uncoverFocus();
  });
}
