/** The inspector: the latest SDK call with its result, and the other calls, closed. */
import { type Call, latestUserCall } from '../calls.ts';
import type { State } from '../state.ts';
import { clone, find, part, setText } from './dom.ts';

/** Longer results are cut, and say so: a page of 500 memberships is half a megabyte of JSON. Characters. */
const MAX_JSON = 20_000;

/** Renders the calls with the next frame, so that the table does not wait for it. */
export function createInspector(): (state: State) => void {
  const empty = find('#response-empty');
  const latestSection = find('#latest-call');
  const code = find('#response-call');
  const time = find('#response-time');
  const response = find('#response');
  const otherSection = find('#other-calls');
  const list = find('#call-list', HTMLOListElement);
  const items = new Map<symbol, { element: HTMLLIElement; call: Call }>();
  let calls: readonly Call[] | null = null;
  let shown: Call | undefined;

  copyOnClick(find('#copy-call', HTMLButtonElement), () => code.textContent ?? '');

  function render(): void {
    const [latest, others] = latestUserCall(calls ?? []);
    empty.hidden = latest !== undefined;
    latestSection.hidden = latest === undefined;
    otherSection.hidden = others.length === 0;
    // Without calls, nothing of the person before stays in the document.
    if (latest !== shown) {
      setText(code, latest?.code ?? '');
      setText(time, latest ? timeText(latest) : '');
      setText(response, latest ? resultJson(latest) : '');
      latestSection.ariaBusy = String(latest?.outcome === null);
    }
    shown = latest;
    for (const [id, { element }] of items) {
      if (others.some((call) => call.id === id)) continue;
      element.remove();
      items.delete(id);
    }
    others.forEach((call, index) => {
      const known = items.get(call.id);
      const item = known ?? { element: newItem(call.id, call.code), call };
      items.set(call.id, item);
      if (!known || known.call !== call) renderItem(Object.assign(item, { call }));
      if (list.children[index] !== item.element) list.insertBefore(item.element, list.children[index] ?? null);
    });
  }

  function newItem(id: symbol, callCode: string): HTMLLIElement {
    const element = clone('#call-item', HTMLLIElement);
    setText(part(element, 'code'), callCode);
    copyOnClick(part(element, 'copy', HTMLButtonElement), () => callCode);
    // A result is formatted only when it is opened.
    find('details', HTMLDetailsElement, element).addEventListener('toggle', () => {
      const item = items.get(id);
      if (item) renderItem(item);
    });
    return element;
  }

  return (state) => {
    if (state.calls === calls) return;
    calls = state.calls;
    requestAnimationFrame(render);
  };
}

function renderItem({ element, call }: { element: HTMLLIElement; call: Call }): void {
  setText(part(element, 'time'), timeText(call));
  setText(part(element, 'outcome'), find('details', HTMLDetailsElement, element).open ? resultJson(call) : '');
}

function timeText({ duration, outcome }: Call): string {
  if (duration === null || outcome === null) return 'waiting for Clerk…';
  return `${Math.round(duration)} ms, ${'error' in outcome ? 'failed' : 'succeeded'}`;
}

/** The outcome as formatted JSON. JSON leaves out the message of an error, so it is added. */
function resultJson({ outcome }: Call): string {
  if (outcome === null) return '';
  const value = 'result' in outcome ? outcome.result : outcome.error;
  const plain = value instanceof Error ? { ...value, message: value.message } : value;
  const json = JSON.stringify(plain, null, 2) ?? 'undefined';
  const rest = json.length - MAX_JSON;
  return rest > 0 ? `${json.slice(0, MAX_JSON)}\n… and ${rest.toLocaleString()} more characters` : json;
}

function copyOnClick(button: HTMLButtonElement, text: () => string): void {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      setText(button, 'Copied');
    } catch {
      setText(button, 'Copy failed');
    }
    setTimeout(() => setText(button, 'Copy'), 2000);
  });
}
