/** One visit to a page, by the page's own clock and the browser's own count of bytes. */
import type { BrowserContext, Page } from '@playwright/test';
import type { Subject } from './subjects.ts';

export interface Network {
  name: string;
  /** As the DevTools protocol wants it; `null` is without limit. Throughput in bytes a second, latency in milliseconds. */
  limits: { latency: number; downloadThroughput: number; uploadThroughput: number } | null;
}

export interface Visit {
  /** When the first row with a member stood in the document. Milliseconds since navigation, as the others. */
  firstRow: number;
  /** First contentful paint. */
  firstPaint: number;
  /** All layout shifts, added. */
  shift: number;
  /** Over the network until the first row, headers included. */
  bytes: number;
  /** Sent until the first row; what came from the cache is not one. */
  requests: number;
  exchanges: Exchange[];
}

export interface Exchange {
  method: string;
  url: string;
  /** Milliseconds since navigation. */
  start: number;
  end: number;
  bytes: number;
  fromCache: boolean;
}

const FIRST_ROW = 'first row';
const PATIENCE = 60_000;

/** Opens the subject in a new tab, and stays until nothing comes any more. */
export async function visit(context: BrowserContext, url: string, subject: Subject, network: Network): Promise<Visit> {
  const page = await context.newPage();
  try {
    await page.addInitScript(markFirstRow, { row: subject.row, mark: FIRST_ROW });
    const traffic = await recordTraffic(page, network);
    await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE });
    await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, FIRST_ROW, {
      polling: 200,
      timeout: PATIENCE,
    });
    // What comes after the table belongs to the visit as well: a returning visitor has it in the cache.
    await page.waitForLoadState('networkidle', { timeout: PATIENCE });
    const clock = await page.evaluate(readClock, FIRST_ROW);
    const exchanges = traffic.exchanges(clock.fetchStart);
    const { bytes, requests } = traffic.until(clock.firstRow, clock.fetchStart);
    return { ...clock, bytes, requests, exchanges };
  } finally {
    await page.close();
  }
}

/** Runs in the page before anything of its own. */
function markFirstRow({ row, mark }: { row: string; mark: string }): void {
  const observer = new MutationObserver(() => {
    const isThere = [...document.querySelectorAll(row)].some((element) => element.textContent?.includes('@'));
    if (!isThere) return;
    performance.mark(mark);
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Runs in the page when all is over. */
async function readClock(mark: string) {
  const shifts = await new Promise<number>((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      const values = list.getEntries().map((entry) => ('value' in entry ? Number(entry.value) : 0));
      resolve(values.reduce((sum, value) => sum + value, 0));
    }).observe({ type: 'layout-shift', buffered: true });
    // Where nothing shifted, the observer is never called.
    setTimeout(resolve, 100, 0);
  });
  const [navigation] = performance.getEntriesByType('navigation');
  return {
    firstRow: performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN,
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    shift: shifts,
    fetchStart: navigation instanceof PerformanceNavigationTiming ? navigation.fetchStart : 0,
  };
}

interface Request {
  method: string;
  url: string;
  /** All in milliseconds of the protocol's clock. */
  start: number;
  end: number | null;
  fromCache: boolean;
  /** When bytes came, and how many. */
  received: { at: number; bytes: number }[];
  /** Headers and all, known when it is done. */
  total: number | null;
}

/** The browser's own record of what goes over the network, under the limits given. */
async function recordTraffic(page: Page, { limits }: Network) {
  const protocol = await page.context().newCDPSession(page);
  const requests = new Map<string, Request>();
  /** The protocol's time at which the document was asked for. */
  let documentStart = 0;

  protocol.on('Network.requestWillBeSent', ({ requestId, request, documentURL, timestamp }) => {
    // Neither what the page makes itself (blob:, data:) nor telemetry, which cannot leave.
    if (!request.url.startsWith(new URL(documentURL).origin)) return;
    const { method, url } = request;
    requests.set(requestId, {
      method,
      url,
      start: timestamp * 1000,
      end: null,
      fromCache: false,
      received: [],
      total: null,
    });
  });
  protocol.on('Network.requestServedFromCache', ({ requestId }) => {
    const request = requests.get(requestId);
    if (request) request.fromCache = true;
  });
  protocol.on('Network.responseReceived', ({ requestId, response, timestamp, type }) => {
    const request = requests.get(requestId);
    if (!request) return;
    if (type === 'Document' && response.timing) documentStart = response.timing.requestTime * 1000;
    if (response.fromDiskCache) request.fromCache = true;
    request.received.push({ at: timestamp * 1000, bytes: response.encodedDataLength });
  });
  protocol.on('Network.dataReceived', ({ requestId, encodedDataLength, timestamp }) => {
    requests.get(requestId)?.received.push({ at: timestamp * 1000, bytes: encodedDataLength });
  });
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const request = requests.get(requestId);
    if (!request) return;
    request.end = timestamp * 1000;
    request.total = encodedDataLength;
  });
  await protocol.send('Network.enable');
  if (limits) await protocol.send('Network.emulateNetworkConditions', { offline: false, ...limits });

  /** Bytes of a request that had come at a time of the protocol's clock. */
  function bytesAt(request: Request, time: number): number {
    if (request.fromCache) return 0;
    if (request.total !== null && request.end !== null && request.end <= time) return request.total;
    return request.received.filter(({ at }) => at <= time).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  return {
    until(time: number, fetchStart: number) {
      const until = documentStart - fetchStart + time;
      const sent = [...requests.values()].filter(({ start, fromCache }) => start <= until && !fromCache);
      return { bytes: sent.reduce((sum, request) => sum + bytesAt(request, until), 0), requests: sent.length };
    },
    exchanges(fetchStart: number): Exchange[] {
      const origin = documentStart - fetchStart;
      return [...requests.values()].map((request) => ({
        method: request.method,
        url: request.url,
        start: request.start - origin,
        end: (request.end ?? Number.NaN) - origin,
        bytes: bytesAt(request, Number.POSITIVE_INFINITY),
        fromCache: request.fromCache,
      }));
    },
  };
}
