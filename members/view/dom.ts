/** What the parts of the view share. */
import type { State } from '../state.ts';

/**
 * Renders a part of the page. It is complete and idempotent: it may be called at any time, with any state.
 *
 * @param previous the state of the render before, for what is reset when the user or the organization changes
 */
export type Render = (state: State, previous?: State) => void;

/** The element. Throws an error that names the selector if there is none, or if the document has several: markup and script do not match. */
export function find(selector: string): HTMLElement;
export function find<T extends Element>(selector: string, type: new () => T, root?: ParentNode): T;
export function find(selector: string, type: new () => Element = HTMLElement, root: ParentNode = document): Element {
  const [element, other] = root.querySelectorAll(selector);
  if (!(element instanceof type) || (other && root === document)) {
    throw new Error(`No unique ${type.name} at "${selector}"`);
  }
  return element;
}

/** A copy of a template's content, which must be one element. */
export const clone = (selector: string): HTMLElement =>
  find('*', HTMLElement, document.importNode(find(selector, HTMLTemplateElement).content, true));

/** The element that a template or a dialog names with `data-part`. */
export const part = (root: ParentNode, name: string): HTMLElement => find(`[data-part="${name}"]`, HTMLElement, root);

const texts = new WeakMap<Element, string>();

/**
 * Writes only what differs from the text before: writing the same again would lose the reader's selection, undo the browser's
 * translation, and repeat announcements.
 */
export function setText(element: Element, text: string): void {
  if ((texts.get(element) ?? element.textContent) === text) return;
  texts.set(element, text);
  element.textContent = text;
}

/** Disables a control but lets it keep the focus, which `disabled` would not. See `guardControls`. */
export function setDisabled(control: Element, isDisabled: boolean): void {
  control.ariaDisabled = String(isDisabled);
}

/**
 * Blocks clicks on disabled controls, keys on disabled selects, repeats of a held Enter, and the second click of a double click where
 * another button may take the place of the one that was clicked: in the table, the dialogs, the banner and the toast.
 */
export function guardControls(): void {
  const guard = (event: Event) => {
    if (!(event.target instanceof Element) || !isBlocked(event, event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['click', 'mousedown', 'keydown']) document.addEventListener(type, guard, { capture: true });
}

function isBlocked(event: Event, target: Element): boolean {
  const isDisabled = target.closest('[aria-disabled="true"]') !== null;
  if (event instanceof KeyboardEvent) {
    const { key, repeat, ctrlKey, metaKey, altKey } = event;
    // A held Enter would press again and again.
    if (repeat && key === 'Enter') return true;
    // Letters and arrows change a select, F4 and Alt+Down open it. The browser handles other keys: F5, Alt+Left, Ctrl+R.
    const isForBrowser = ctrlKey || metaKey || (altKey && /Left|Right/.test(key)) || /^F[^4]|Tab|Esc/.test(key);
    return isDisabled && target instanceof HTMLSelectElement && !isForBrowser;
  }
  if (isDisabled) return true;
  const isSecondClick = event instanceof MouseEvent && event.detail > 1;
  return isSecondClick && target.closest(':is(dialog, tbody, #error-container, #toast) button') !== null;
}

/** Closes the keyboard of a phone, which would cover the result. */
export function closeKeyboard(field: HTMLElement): void {
  if (matchMedia('(pointer: coarse)').matches) field.blur();
}

/**
 * Whether one of the page's dialogs is open. The rest of the page is then inert: a message there is not announced, and its buttons
 * cannot be pressed. What waits for the end of a dialog is rendered when it closes. Clerk's modals do not tell when they close.
 */
export const isDialogOpen = (): boolean => document.querySelector('dialog:modal') !== null;

/** Whether a modal is open, of the page or of Clerk's components. It keeps the focus, and the page behind it must not move. */
export const isModalOpen = (): boolean => isDialogOpen() || document.querySelector('[aria-modal="true"]') !== null;

/** Makes the elements the children of their parent. Those that stay in place keep focus, selection and scroll. */
export function setChildren(parent: Element, elements: readonly Element[]): void {
  for (const child of [...parent.children]) if (!elements.includes(child)) child.remove();
  elements.forEach((element, index) => {
    const present = parent.children[index];
    if (present !== element) parent.insertBefore(element, present ?? null);
  });
}

/**
 * Fills a select. Options are replaced only when they differ, so that an open list stays open.
 *
 * @param value the key to select; `null` leaves the selection to the user
 * @param defaultKey what is selected before the user has chosen, and by a reset of the form
 */
export function setOptions(
  select: HTMLSelectElement,
  options: readonly { key: string; name: string }[],
  value: string | null,
  defaultKey = '',
): void {
  const present = [...select.options].map((option) => `${option.value} ${option.textContent}`);
  if (present.join('\n') !== options.map(({ key, name }) => `${key} ${name}`).join('\n')) {
    const selected = value ?? (select.value || defaultKey);
    select.replaceChildren(...options.map(({ key, name }) => new Option(name, key, key === defaultKey)));
    // Nothing is selected if the choice is gone: another one must be somebody's choice.
    select.value = selected;
    delete select.dataset.preview;
  }
  if (value === null) return;
  select.dataset.chosen = value;
  // A preview by the keyboard stays (select.ts).
  if (select.value !== value && select.dataset.preview === undefined) select.value = value;
}
