/** One visit to a page, measured by the page's own clock. */
import type { BrowserContext } from '@playwright/test';

interface Network {
  /** Multiplies the rounds: without limits, times vary more. */
  roundsFactor: number;
  /** For the DevTools protocol: milliseconds and bytes per second, -1 for none. */
  limits: { latency: number; downloadThroughput: number; uploadThroughput: number };
}

export const networks = {
  unthrottled: { roundsFactor: 3, limits: { latency: 0, downloadThroughput: -1, uploadThroughput: -1 } },
  'slow 4G': {
    roundsFactor: 1,
    limits: { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  },
} satisfies Record<string, Network>;
/** By name and unit. */
export type Figures = Record<string, number>;

export async function visit(context: BrowserContext, url: string, limits: Network['limits']): Promise<Figures> {
  const page = await context.newPage();
  await page.addInitScript(markFirstRow);
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', { offline: false, ...limits });
  // Files that load after the table count too: a returning visitor has them in the cache.
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => performance.getEntriesByName('first row painted').length > 0);
  const figures = await page.evaluate(readFigures);
  await page.close();
  return figures;
}

/** Runs in the page before its own scripts. */
function markFirstRow(): void {
  new MutationObserver((_, observer) => {
    // Only the row of a member has an email address.
    if (![...document.querySelectorAll('tr')].some((row) => row.textContent.includes('@'))) return;
    performance.mark('first row');
    observer.disconnect();
    // A task after the frame's callbacks runs when the frame has been painted.
    requestAnimationFrame(() => setTimeout(() => performance.mark('first row painted')));
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page. */
function readFigures(): Figures {
  const timeOf = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
  const firstRow = timeOf('first row');
  const entries = performance.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming);
  const responses = entries.filter(({ name, startTime }) => name.startsWith(location.origin) && startTime < firstRow);
  const isList = (name: string) => /\/v1\/organizations\/[^/]+\/memberships\?/.test(name);
  const answers = responses.filter(({ name, responseEnd }) => isList(name) && responseEnd <= firstRow);
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: 'layout-shift', buffered: true });
  const shifts = observer.takeRecords().map((entry) => ('value' in entry ? Number(entry.value) : 0));
  return {
    'First row (ms)': firstRow,
    'First row painted (ms)': timeOf('first row painted'),
    '`getMemberships()` response to first row (ms)':
      firstRow - Math.max(...answers.map((answer) => answer.responseEnd)),
    'First contentful paint (ms)': timeOf('first-contentful-paint'),
    'Cumulative layout shift': shifts.reduce((sum, value) => sum + value, 0),
    // What comes from the cache has no transfer size.
    'Requests before the first row': responses.filter(({ transferSize }) => transferSize > 0).length,
    'Bytes before the first row': responses.reduce((sum, { transferSize }) => sum + transferSize, 0),
  };
}
