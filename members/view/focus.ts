/** The focus: where it goes when its element is gone, what may lie over it, and the order of Tab stops. */
import { find } from './dom.ts';

/** Where the focus was before it went into an overlay. */
let focusBefore: HTMLElement | null = null;

/**
 * The element with the focus. If that is gone, where the focus was before it went into an overlay, or else the heading of the page
 * or of Clerk's component: a keyboard user would start again at the top.
 */
export function focusTarget(): HTMLElement {
  const isUsable = (element: Element | null): element is HTMLElement =>
    element instanceof HTMLElement && element !== document.body && element.checkVisibility();
  const focused = [document.activeElement, focusBefore].find(isUsable);
  return focused ?? [...document.querySelectorAll('h2[tabindex]')].find(isUsable) ?? find('#members-heading');
}

/** Gives the focus back when the focused control is gone. */
export function recoverFocus(): void {
  const target = focusTarget();
  if (target !== document.activeElement) target.focus();
}

/** The elements that are fixed over the page. */
const overlays = [find('#error-container'), find('#toast')];

/** Scrolls the element out from under the overlays. */
export function uncover(element: Element | null): void {
  if (!element) return;
  for (const overlay of overlays) {
    const [over, box] = [overlay.getBoundingClientRect(), element.getBoundingClientRect()];
    if (!over.height || box.bottom <= over.top || box.top >= over.bottom || overlay.contains(element)) continue;
    scrollBy(0, over.top + over.bottom < innerHeight ? box.top - over.bottom - 8 : box.bottom - over.top + 8);
  }
}

/**
 * Makes the buttons of an overlay the next Tab stops after the control that was used. The `source` of a popover would not do: from a
 * select, only Safari reaches it.
 *
 * @param source the control; `null` leaves the order of the document
 */
export function tabAfter(overlay: HTMLElement, source: () => HTMLElement | null): void {
  document.addEventListener('keydown', (event) => {
    const control = source();
    const buttons = [...overlay.querySelectorAll('button')].filter((button) => button.checkVisibility());
    const [first] = buttons;
    if (event.key !== 'Tab' || !first || !control?.checkVisibility()) return;
    const [from, to] = event.shiftKey ? [first, control] : [control, first];
    const focused = document.activeElement;
    if (focused === from) {
      event.preventDefault();
      to.focus();
    } else if (focused === buttons.at(-1) && !event.shiftKey) {
      // The browser goes on from there.
      control.focus();
    }
  });
}

/** Remembers where the focus was before it went into an overlay, and keeps what gets the focus in sight. */
export function watchFocus(): void {
  const isOver = (target: EventTarget | null) =>
    overlays.some((overlay) => target instanceof Node && overlay.contains(target));

  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (!isOver(target)) focusBefore = null;
    else if (relatedTarget instanceof HTMLElement && !isOver(relatedTarget)) focusBefore = relatedTarget;
    // What was clicked is visible already, and scrolling would move the page under the pointer.
    if (target instanceof Element && target.matches(':focus-visible')) uncover(target);
  });
}
