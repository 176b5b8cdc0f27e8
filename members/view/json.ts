/** JSON as elements: colored by type, and with what is nested in a resource folded. */

/** Longer arrays are cut: a page of 500 memberships is half a megabyte of JSON. */
const MAX_ITEMS = 20;

const isNested = (value: unknown): value is object => value instanceof Object;

/** @param value as `JSON.parse()` returns it, or `undefined` */
export function renderJson(value: unknown, indent = ''): (Node | string)[] {
  if (!isNested(value)) return [element('span', typeof value, String(JSON.stringify(value)))];
  const inner = `${indent}  `;
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return [isArray ? '[]' : '{}'];
  const shown = isArray ? entries.slice(0, MAX_ITEMS) : entries;
  const lines = shown.flatMap(([key, item], index) => {
    const name = isArray ? '' : `${JSON.stringify(key)}: `;
    const end = `${index < entries.length - 1 ? ',' : ''}\n`;
    const content = [...renderJson(item, inner), end];
    if (isArray) return [inner, ...content];
    // The elements of an array are resources themselves.
    const isFolded = isNested(item) && Object.keys(item).length > 0 && !(Array.isArray(item) && isNested(item[0]));
    if (!isFolded) return [inner, element('span', 'key', name), ...content];
    // The summary has the opening bracket, which comes first in the content.
    const details = element('details', '', '');
    details.append(element('summary', 'key', `${inner}${name}${Array.isArray(item) ? '[' : '{'}`), ...content.slice(1));
    return [details];
  });
  const rest = entries.length - shown.length;
  if (rest > 0) lines.push(`${inner}… and ${rest} more\n`);
  return [isArray ? '[\n' : '{\n', ...lines, indent + (isArray ? ']' : '}')];
}

const element = (tag: string, className: string, textContent: string): HTMLElement =>
  Object.assign(document.createElement(tag), { className, textContent });
