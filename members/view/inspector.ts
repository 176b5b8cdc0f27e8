/** The inspector: the latest SDK call with its result, and the other calls, closed. */
import { type Call, latestUserCall, outcomeJson } from '../calls.ts';
import type { State } from '../state.ts';
import { clone, find, part, setText } from './dom.ts';

/** Longer results are cut, and say so: a page of 500 memberships is half a megabyte of JSON. Characters. */
const MAX_JSON = 20_000;

interface Item {
  element: HTMLLIElement;
  call: Call;
}

/** Renders the calls with the next frame, so that the table does not wait for it. */
export function createInspector(): (state: State) => void {
  const empty = find('#response-empty');
  const latestSection = find('#latest-call');
  const code = find('#response-call');
  const time = find('#response-time');
  const response = find('#response');
  const otherSection = find('#other-calls');
  const list = find('#call-list', HTMLOListElement);
  const items = new Map<number, Item>();
  let calls: readonly Call[] = [];
  let rendered: readonly Call[] | null = null;
  let renderedLatest: Call | undefined;

  copyOnClick(find('#copy-call', HTMLButtonElement), () => code.textContent ?? '');

  function newItem(call: Call): Item {
    const item = { element: clone('#call-item', HTMLLIElement), call };
    setText(part(item.element, 'code'), call.code);
    copyOnClick(part(item.element, 'copy', HTMLButtonElement), () => item.call.code);
    // A result is formatted only when it is opened.
    find('details', HTMLDetailsElement, item.element).addEventListener('toggle', () => renderItem(item));
    return item;
  }

  function renderLatest(latest: Call): void {
    setText(code, latest.code);
    setText(time, timeText(latest));
    setText(response, shortJson(latest));
    latestSection.ariaBusy = String(latest.outcome === null);
  }

  function renderOthers(others: readonly Call[]): void {
    for (const [id, { element }] of items) {
      if (others.some((call) => call.id === id)) continue;
      element.remove();
      items.delete(id);
    }
    others.forEach((call, index) => {
      const known = items.get(call.id);
      const item = known ?? newItem(call);
      items.set(call.id, item);
      if (item.call !== call || !known) renderItem(Object.assign(item, { call }));
      if (list.children[index] !== item.element) list.insertBefore(item.element, list.children[index] ?? null);
    });
  }

  function render(): void {
    if (calls === rendered) return;
    rendered = calls;
    const [latest, others] = latestUserCall(calls);
    empty.hidden = latest !== undefined;
    latestSection.hidden = latest === undefined;
    otherSection.hidden = others.length === 0;
    if (latest && latest !== renderedLatest) renderLatest(latest);
    renderedLatest = latest;
    renderOthers(others);
  }

  return (state) => {
    if (state.calls === calls && rendered) return;
    calls = state.calls;
    requestAnimationFrame(render);
  };
}

function renderItem({ element, call }: Item): void {
  setText(part(element, 'time'), timeText(call));
  const isOpen = find('details', HTMLDetailsElement, element).open;
  setText(part(element, 'outcome'), isOpen ? shortJson(call) : '');
}

function timeText({ duration, outcome }: Call): string {
  if (duration === null || outcome === null) return 'waiting for Clerk…';
  return `${Math.round(duration)} ms, ${'error' in outcome ? 'failed' : 'succeeded'}`;
}

function shortJson(call: Call): string {
  const json = outcomeJson(call);
  const rest = json.length - MAX_JSON;
  return rest > 0 ? `${json.slice(0, MAX_JSON)}\n… and ${rest.toLocaleString()} more characters` : json;
}

function copyOnClick(button: HTMLButtonElement, text: () => string): void {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Copy failed';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
}
