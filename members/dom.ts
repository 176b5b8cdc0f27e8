/** The little that every piece of the view shares. */

/** The element, or an error that names what is missing: the script and the markup do not fit together. */
export function find(selector: string): HTMLElement;
export function find<T extends Element>(selector: string, type: new () => T, root?: ParentNode): T;
export function find(selector: string, type: new () => Element = HTMLElement, root: ParentNode = document): Element {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} at "${selector}"`);
  return element;
}

/** A copy of what a template holds. */
export function clone<T extends Element>(selector: string, type: new () => T): T {
  const element = find(selector, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (!(element instanceof type)) throw new Error(`The template "${selector}" does not begin with a ${type.name}`);
  return element;
}

export function part(root: ParentNode, name: string): HTMLElement;
export function part<T extends Element>(root: ParentNode, name: string, type: new () => T): T;
export function part(root: ParentNode, name: string, type: new () => Element = HTMLElement): Element {
  return find(`[data-part="${name}"]`, type, root);
}

/** Text, and nothing to do where it is there already: writing it again would lose the reader's selection. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Switches a control off without taking the focus from whoever is on it, as `disabled` would. `ignoreDisabled` sees to it
 * that nothing happens then.
 */
export function setDisabled(control: Element, isDisabled: boolean): void {
  control.ariaDisabled = String(isDisabled);
}

/** Keeps presses and choices from every control that is switched off. The keys that are not the control's are the page's. */
export function ignoreDisabled(root: Document): void {
  const stop = (event: Event) => {
    const control = event.target instanceof Element && event.target.closest('[aria-disabled="true"]');
    if (!control) return;
    const itsKeys = control instanceof HTMLSelectElement ? /^(.|Enter|Arrow.*|Page.*|Home|End|F4)$/ : /^( |Enter)$/;
    if (event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey || !itsKeys.test(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['click', 'mousedown', 'keydown']) root.addEventListener(type, stop, { capture: true });
}

/** Fills a select. Options are made anew only when they differ, so that an open list stays open. */
export function setOptions(
  select: HTMLSelectElement,
  options: readonly { value: string; text: string }[],
  value: string,
): void {
  const isSame =
    select.options.length === options.length &&
    options.every((option, index) => {
      const present = select.options[index];
      return present?.value === option.value && present.text === option.text;
    });
  if (!isSame) select.replaceChildren(...options.map((option) => new Option(option.text, option.value)));
  if (select.value !== value) select.value = value;
}
