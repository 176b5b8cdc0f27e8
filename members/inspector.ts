/** The call inspector: the latest SDK call with its result, and the ones around it, closed. */
import { type Call, inFront, outcomeJson } from './calls.ts';
import { clone, find, part, setText } from './dom.ts';

/** A page of 500 memberships is half a megabyte of JSON: more than this is not drawn, and said so. Characters. */
const DRAWN_JSON = 20_000;

/** @returns draws the calls, latest first */
export function createInspector(): (calls: readonly Call[]) => void {
  const latestPart = find('#latest-call');
  const code = find('#response-call');
  const time = find('#response-time');
  const response = find('#response');
  const list = find('#call-list', HTMLOListElement);
  const items = new Map<number, { element: HTMLLIElement; call: Call }>();
  let drawn: Call | undefined;

  copyOnPress(find('#copy-call', HTMLButtonElement), () => code.textContent ?? '');

  function newItem(call: Call) {
    const entry = { element: clone('#call-item', HTMLLIElement), call };
    setText(part(entry.element, 'code'), call.code);
    copyOnPress(part(entry.element, 'copy', HTMLButtonElement), () => call.code);
    const details = find('details', HTMLDetailsElement, entry.element);
    // Results are made into text only for those who look.
    details.addEventListener('toggle', () => drawItem(entry));
    return entry;
  }

  function drawItem({ element, call }: { element: HTMLLIElement; call: Call }): void {
    setText(part(element, 'time'), describeTime(call));
    const isOpen = find('details', HTMLDetailsElement, element).open;
    setText(part(element, 'outcome'), isOpen ? drawnJson(call) : '');
  }

  return (calls) => {
    const [latest, others] = inFront(calls);
    find('#response-empty').hidden = latest !== undefined;
    latestPart.hidden = latest === undefined;
    find('#other-calls').hidden = others.length === 0;
    if (latest && latest !== drawn) {
      setText(code, latest.code);
      setText(time, describeTime(latest));
      setText(response, drawnJson(latest));
      latestPart.ariaBusy = String(latest.outcome === null);
    }
    drawn = latest;

    for (const [id, { element }] of items) {
      if (others.some((call) => call.id === id)) continue;
      element.remove();
      items.delete(id);
    }
    others.forEach((call, index) => {
      const known = items.get(call.id);
      const entry = known ?? newItem(call);
      items.set(call.id, entry);
      if (!known || known.call !== call) {
        entry.call = call;
        drawItem(entry);
      }
      if (list.children[index] !== entry.element) list.insertBefore(entry.element, list.children[index] ?? null);
    });
  };
}

function describeTime({ duration, outcome }: Call): string {
  if (duration === null || outcome === null) return 'waiting for Clerk…';
  return `${Math.round(duration)} ms, ${'error' in outcome ? 'failed' : 'succeeded'}`;
}

function drawnJson(call: Call): string {
  const json = outcomeJson(call);
  const rest = json.length - DRAWN_JSON;
  return rest > 0 ? `${json.slice(0, DRAWN_JSON)}\n… and ${rest.toLocaleString()} characters more` : json;
}

function copyOnPress(button: HTMLButtonElement, text: () => string): void {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Copying is not allowed here';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
}
