/** Between the pages and the stub: notes what each page sends, and holds, delays or loses what it gets back. */
import type { Page, Route } from '@playwright/test';
import { ConnectionFailure } from '../../clerk-stub/faults.ts';
import { callStub } from '../../clerk-stub/playwright.ts';
import type { ClerkStub } from '../../clerk-stub/stub.ts';

/** Where the page reaches Clerk. */
export const PROXY_PATH = '/__clerk';

/** A request of a page, and what became of it. */
export interface Sent {
  page: Page | null;
  /** `PATCH` where the SDK sends `POST ...?_method=PATCH`. */
  method: string;
  /** From `/v1` on. */
  path: string;
  query: URLSearchParams;
  body: string;
  /** A count of what has happened so far. */
  sentAt: number;
  /** When the page called the SDK, which repeats a reading by itself when its connection failed. */
  calledAt: number;
  /** When the stub made the response. */
  servedAt: number;
  /** HTTP status; 0 for a failed connection, `null` until there is a response. */
  status: number | null;
  /** The words of the error, of Clerk or of the page; empty for a success. */
  error: string;
  /** Whether the page has the response. */
  isOver: boolean;
  isHeld: boolean;
  /** Clerk did what was requested, but the page does not get the response. */
  isLost: boolean;
  /** The page was left before Clerk saw the request. */
  isDropped: boolean;
}

export type Kind = 'reading' | 'writing';

export const kindOf = ({ method }: Pick<Sent, 'method'>): Kind => (method === 'GET' ? 'reading' : 'writing');

/** What is held: requests before Clerk sees them, or responses after Clerk has made the change. */
export interface Hold {
  kind: Kind;
  what: 'requests' | 'responses';
}

/** The page's own requests. The SDK sends others by itself: tokens, environment. */
const isPageRequest = (path: string) => /^\/v1\/(organizations|me)\b|\/touch$|^\/v1\/client\/sessions$/.test(path);

export class Traffic {
  readonly sent: Sent[] = [];
  /** Milliseconds before each of the next responses. */
  delays: number[] = [];
  /** The next response of this kind gets lost after Clerk has done what was requested. */
  losesNext: Kind | null = null;
  hold: Hold | null = null;
  readonly #waiting: (() => void)[] = [];
  readonly #stub: ClerkStub;
  #now = 0;

  constructor(stub: ClerkStub) {
    this.#stub = stub;
  }

  /** The time, as a count of what has happened. */
  tick(): number {
    this.#now += 1;
    return this.#now;
  }

  /** Releases what is held, one by one, in the order that the number gives. */
  async release(order: number): Promise<void> {
    this.hold = null;
    for (let left = order; this.#waiting.length > 0; left = Math.floor(left / 7)) {
      const [next] = this.#waiting.splice(left % this.#waiting.length, 1);
      next?.();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** Drops what a page has sent and Clerk has not seen, because the page loads anew. */
  drop(page: Page): void {
    for (const sent of this.sent) if (sent.page === page && sent.servedAt === 0) sent.isDropped = true;
  }

  async answer(route: Route): Promise<void> {
    const sent = this.#note(route);
    await this.#wait(sent, 'requests');
    if (sent.isDropped) {
      sent.isOver = true;
      return route.abort().catch(() => {});
    }
    let response = await callStub(this.#stub, route).catch((error: unknown) => {
      if (!(error instanceof ConnectionFailure)) throw error;
      return null;
    });
    sent.servedAt = this.tick();
    sent.isLost = this.losesNext === kindOf(sent) && isPageRequest(sent.path);
    if (sent.isLost) {
      this.losesNext = null;
      response = null;
    }
    sent.status = response?.status ?? 0;
    const body = response ? await response.text() : '';
    sent.error = errorText(sent.status, body);
    await new Promise((resolve) => setTimeout(resolve, this.delays.shift() ?? 0));
    // The SDK applies a late response to its own touch as if it were the newest, and would undo a change in the page.
    if (!sent.body.includes('intent=focus')) await this.#wait(sent, 'responses');
    // A page that was left meanwhile takes no response.
    await (response
      ? route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
      : route.abort()
    ).catch(() => {});
    sent.isOver = true;
  }

  #note(route: Route): Sent {
    const request = route.request();
    const { pathname, searchParams: query } = new URL(request.url());
    const path = pathname.replace(PROXY_PATH, '');
    const [page, sentAt] = [pageOf(route), this.tick()];
    const isRepeat = query.has('_clerk_retry_attempt');
    query.delete('_clerk_retry_attempt');
    const isSame = (one: Sent) =>
      one.page === page && one.status === 0 && `${one.path}${one.query}` === `${path}${query}`;
    const sent: Sent = {
      page,
      method: query.get('_method') ?? request.method(),
      path,
      query,
      body: request.postData() ?? '',
      sentAt,
      calledAt: (isRepeat && this.sent.findLast(isSame)?.calledAt) || sentAt,
      servedAt: 0,
      status: null,
      error: '',
      isOver: false,
      isHeld: false,
      isLost: false,
      isDropped: false,
    };
    this.sent.push(sent);
    return sent;
  }

  async #wait(sent: Sent, what: Hold['what']): Promise<void> {
    if (this.hold?.what !== what || this.hold.kind !== kindOf(sent) || !isPageRequest(sent.path)) return;
    sent.isHeld = true;
    await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    sent.isHeld = false;
  }
}

function pageOf(route: Route): Page | null {
  try {
    return route.request().frame().page();
  } catch {
    // The page was left before its request was seen.
    return null;
  }
}

function errorText(status: number, body: string): string {
  if (status === 0) return 'Clerk could not be reached';
  if (status < 400) return '';
  try {
    const { errors } = JSON.parse(body);
    return String(errors[0].long_message);
  } catch {
    return status < 500 ? 'Unexpected response (not JSON, or incomplete)' : 'no explanation';
  }
}
