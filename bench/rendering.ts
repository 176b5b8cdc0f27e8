/** What it costs this page to show a change of one row among five hundred. */
import type { Browser, Page } from '@playwright/test';
import type { Site } from './subjects.ts';

export interface RoleChange {
  /** Milliseconds of script in the whole page, from the press to after Clerk's answer. */
  script: number;
  /** The same of style and layout. */
  layout: number;
  /** Rows put into the document, and rows in which anything changed. */
  rowsBuilt: number;
  rowsTouched: number;
}

const ROWS = 500;
/** Long enough for the answer, short enough for the SDK's own clocks to stay out of the figures. Milliseconds. */
const SETTLING = 700;

/** @param index which row's role is changed: another one every time, or one would measure changing it back */
export async function measureRoleChange(browser: Browser, { origin }: Site, index: number): Promise<RoleChange> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/?pageSize=${ROWS}`);
    const toggles = page.getByRole('button', { name: /^Change role of .* to / });
    await toggles.nth(ROWS - 2).waitFor();
    await page.waitForLoadState('networkidle');
    // Once to count, once to time: counting is script too.
    const counted = await countRows(page, () => press(page, index));
    const timed = await time(page, () => press(page, index + 1));
    return { ...counted, ...timed };
  } finally {
    await context.close();
  }
}

/** Presses "Change role" of a row with a plain mouse: finding the button is done before the clock runs. */
async function press(page: Page, index: number): Promise<() => Promise<void>> {
  const button = page.getByRole('button', { name: /^Change role of .* to / }).nth(index);
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error(`Row ${index} has no button to press`);
  return async () => {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
  };
}

async function time(page: Page, prepare: () => Promise<() => Promise<void>>) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable');
  const run = await prepare();
  const before = await readMetrics();
  await run();
  const after = await readMetrics();
  return { script: after.script - before.script, layout: after.layout - before.layout };

  async function readMetrics() {
    const { metrics } = await protocol.send('Performance.getMetrics');
    const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      script: seconds('ScriptDuration') * 1000,
      layout: (seconds('LayoutDuration') + seconds('RecalcStyleDuration')) * 1000,
    };
  }
}

async function countRows(page: Page, prepare: () => Promise<() => Promise<void>>) {
  const run = await prepare();
  const counting = await page.evaluateHandle(() => {
    const rowOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('tr');
    const built = new Set<Node>();
    const touched = new Set<Node>();
    const count = (records: MutationRecord[]) => {
      for (const { addedNodes, target } of records) {
        for (const node of addedNodes) if (node instanceof HTMLTableRowElement) built.add(node);
        const row = rowOf(target);
        if (row) touched.add(row);
      }
    };
    const observer = new MutationObserver(count);
    const table = document.querySelector('#memberships_table_body');
    if (table) {
      observer.observe(table, { childList: true, subtree: true, attributes: true, characterData: true });
    }
    return {
      read() {
        count(observer.takeRecords());
        return { rowsBuilt: built.size, rowsTouched: touched.size };
      },
    };
  });
  await run();
  const counts = await counting.evaluate((counter) => counter.read());
  if (counts.rowsTouched === 0) throw new Error('Pressing "Change role" changed nothing');
  return counts;
}
