/**
 * Selects whose choice changes something at Clerk. Arrow keys and letters on a closed native select change it at every press
 * (WCAG 3.2.2), so they only preview here. A choice counts when it was made in the opened list, or by Enter. Escape, or leaving
 * the select, takes a preview back. `setOptions` in dom.ts writes `data-chosen`, and leaves a select with `data-preview` alone.
 */

/** @param root the select, or an element with selects in it */
export function onChoice(root: HTMLElement, choose: (select: HTMLSelectElement) => void): void {
  let isKeyPress = false;

  const listen = (type: string, handle: (select: HTMLSelectElement, event: Event) => void) =>
    root.addEventListener(type, (event) => {
      if (event.target instanceof HTMLSelectElement) handle(event.target, event);
    });

  /** @returns whether there was a preview */
  function endPreview(select: HTMLSelectElement): boolean {
    const hadPreview = select.dataset.preview !== undefined;
    delete select.dataset.preview;
    return hadPreview;
  }

  function cancel(select: HTMLSelectElement): void {
    if (endPreview(select)) select.value = select.dataset.chosen ?? '';
  }

  // A browser changes a closed select within the task of the key press, and an opened one later.
  const keyPress = () => {
    isKeyPress = true;
    setTimeout(() => {
      isKeyPress = false;
    });
  };

  listen('keypress', keyPress);
  listen('keydown', (select, event) => {
    const key = event instanceof KeyboardEvent ? event.key : '';
    if (key === 'Escape' && select.dataset.preview !== undefined) {
      event.preventDefault();
      cancel(select);
    } else if (key !== 'Enter') keyPress();
    else if (endPreview(select)) {
      // In Chromium, Enter would open the list.
      event.preventDefault();
      choose(select);
    }
  });
  listen('change', (select) => {
    if (!isKeyPress) {
      endPreview(select);
      return choose(select);
    }
    select.dataset.preview = '';
  });
  // Leaving the window is not leaving the select.
  listen('focusout', (select) => document.hasFocus() && cancel(select));
}
