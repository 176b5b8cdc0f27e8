/**
 * Selects whose choice changes something at Clerk. Arrow keys and letters on a closed native select change it at every press
 * (WCAG 3.2.2), so they only preview here. A choice counts when it was made in the opened list, or by Enter. Escape, or leaving
 * the select, reverts a preview. `setOptions` in dom.ts writes `data-chosen`, and leaves a select with `data-preview` alone.
 */

/** @param root the select, or an element with selects in it */
export function onChoice(root: HTMLElement, choose: (select: HTMLSelectElement) => void): void {
  let isKeyPress = false;

  const listen = (type: string, handle: (select: HTMLSelectElement, event: Event) => void) =>
    root.addEventListener(type, (event) => {
      if (event.target instanceof HTMLSelectElement) handle(event.target, event);
    });

  const hasPreview = (select: HTMLSelectElement) => select.dataset.preview !== undefined;

  function cancel(select: HTMLSelectElement): void {
    if (hasPreview(select)) select.value = select.dataset.chosen ?? '';
    delete select.dataset.preview;
  }

  // A browser changes a closed select within the task of the key press, and an opened one later.
  const markKeyPress = () => {
    isKeyPress = true;
    setTimeout(() => {
      isKeyPress = false;
    });
  };

  listen('keypress', markKeyPress);
  listen('keydown', (select, event) => {
    const key = event instanceof KeyboardEvent ? event.key : '';
    if (hasPreview(select) && (key === 'Enter' || key === 'Escape')) {
      // In Chromium, Enter would open the list.
      event.preventDefault();
      if (key === 'Escape') return cancel(select);
      delete select.dataset.preview;
      choose(select);
    } else if (key !== 'Enter') markKeyPress();
  });
  listen('change', (select) => {
    select.toggleAttribute('data-preview', isKeyPress);
    if (!isKeyPress) choose(select);
  });
  // Leaving the window is not leaving the select.
  listen('focusout', (select) => document.hasFocus() && cancel(select));
}
