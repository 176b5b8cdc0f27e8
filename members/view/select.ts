/**
 * Selects that act at once. Arrow keys and letters on a closed native select change it at every press (WCAG 3.2.2), so they
 * only preview here. A choice counts when it was made in the opened list, or by Enter, or by leaving the select; Escape takes
 * a preview back.
 */

/** @param root the select, or an element with selects in it */
export function onChoice(root: HTMLElement, choose: (select: HTMLSelectElement) => void): void {
  let isKeyPress = false;

  const listen = (type: string, handle: (select: HTMLSelectElement, event: Event) => void) =>
    root.addEventListener(type, (event) => {
      if (event.target instanceof HTMLSelectElement) handle(event.target, event);
    });

  function endPreview(select: HTMLSelectElement): void {
    delete select.dataset.preview;
    select.ariaDescription = null;
  }

  function confirm(select: HTMLSelectElement): void {
    if (select.dataset.preview === undefined) return;
    endPreview(select);
    choose(select);
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
      endPreview(select);
      select.value = select.dataset.chosen ?? '';
    } else if (key === 'Enter') confirm(select);
    else keyPress();
  });
  listen('change', (select) => {
    if (!isKeyPress) {
      endPreview(select);
      return choose(select);
    }
    select.dataset.preview = '';
    select.ariaDescription = 'Enter confirms, Escape cancels';
  });
  // Leaving the window is not leaving the select.
  listen('focusout', (select) => document.hasFocus() && confirm(select));
}
