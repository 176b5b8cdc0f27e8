/** The inspector: the latest SDK call with its result, and the other calls, closed. */
import { type Call, latestCall } from '../calls.ts';
import { errorStatus } from '../errors.ts';
import { clone, find, part, type Render, setChildren, setDisabled, setText } from './dom.ts';
import { saveFocus } from './focus.ts';
import { renderJson } from './json.ts';

/** Renders the calls after the next frame has been painted: the rows of the table come first. */
export function createInspector(): Render {
  const code = find('#response-call');
  const time = find('#response-time');
  const response = find('#response');
  const list = find('#call-list');
  const latestSection = find('#latest-call');
  let items = new Map<symbol, HTMLElement>();
  let calls: readonly Call[] = [];
  let shown: Call | undefined;
  let frame = 0;

  // As the browser's console runs it: the SDK is the global `Clerk` there. Older calls may be about another organization, and are copied
  // as they are.
  copyOnClick(find('#copy-call'), () => (shown?.code ?? '').replace(/^await (clerk\.)?/, 'await Clerk.'));
  const copyResult = find('#copy-result');
  copyOnClick(copyResult, () => String(JSON.stringify(plainValue(shown?.value), null, 2)));

  function render(): void {
    const restoreFocus = saveFocus();
    const latest = latestCall(calls);
    const others = calls.filter((call) => call !== latest);
    latestSection.hidden = !latest;
    if (latest !== shown) {
      setText(code, latest?.code ?? '');
      setText(time, latest ? timeText(latest) : '');
      const isPending = latest?.status === 'pending';
      response.ariaBusy = String(isPending);
      setDisabled(copyResult, isPending);
      // While a call is pending, the previous result stays. Without calls, nothing of the previous user stays in the document.
      if (!isPending) {
        // The focused value is about to be replaced.
        if (response.contains(document.activeElement)) response.focus({ preventScroll: true });
        response.replaceChildren(...(latest ? renderJson(plainValue(latest.value)) : []));
      }
    }
    shown = latest;
    items = new Map(others.map((call) => [call.id, renderItem(items.get(call.id) ?? newItem(call, render), call)]));
    setChildren(list, [...items.values()]);
    // An old call may be gone.
    restoreFocus();
  }

  return (state) => {
    if (state.calls === calls) return;
    calls = state.calls;
    // A hidden tab has no frames, and the renders would queue up.
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => setTimeout(render));
  };
}

function newItem({ code }: Call, render: () => void): HTMLElement {
  const element = clone('#call-item');
  setText(part(element, 'code'), code);
  copyOnClick(part(element, 'copy'), () => code);
  find('details', HTMLDetailsElement, element).addEventListener('toggle', render);
  return element;
}

function renderItem(element: HTMLElement, call: Call): HTMLElement {
  setText(part(element, 'time'), timeText(call));
  const outcome = part(element, 'outcome');
  const { open } = find('details', HTMLDetailsElement, element);
  // A result is rendered when it is first opened.
  if (open && call.status !== 'pending' && !outcome.firstChild) outcome.append(...renderJson(plainValue(call.value)));
  return element;
}

function timeText({ status, duration, value }: Call): string {
  if (status === 'pending') return 'waiting for Clerk…';
  const httpStatus = errorStatus(value);
  const time = duration < 999 ? `${duration.toFixed(0)} ms` : `${(duration / 1000).toFixed(1)} s`;
  return `${time}, ${status}${httpStatus ? ` (${httpStatus})` : ''}`;
}

/** What a call returned or threw, as plain data; `undefined` if nothing. JSON omits an error's message, so it is added. */
function plainValue(value: unknown): unknown {
  const json = JSON.stringify(value instanceof Error ? { ...value, message: value.message } : value);
  return json && JSON.parse(json);
}

function copyOnClick(button: HTMLElement, text: () => string): void {
  const label = button.textContent;
  let timer = 0;
  button.addEventListener('click', async () => {
    button.ariaLive = 'polite';
    // Otherwise the button beside it would move under the pointer.
    button.style.minInlineSize = `${button.offsetWidth}px`;
    try {
      await navigator.clipboard.writeText(text());
      setText(button, 'Copied');
    } catch {
      setText(button, 'Copy failed');
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Restoring the label should not be announced.
      button.ariaLive = 'off';
      setText(button, label);
    }, 2000);
  });
}
