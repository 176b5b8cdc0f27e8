/** One run of the random test: an instance of the stub, one or two people, and their tabs. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { createClient, startSession } from '../../clerk-stub/rules/sessions.ts';
import { type ScenarioName, scenarios } from '../../clerk-stub/scenarios.ts';
import type { Client, Membership, Organization, Session } from '../../clerk-stub/state.ts';
import { type ClerkStub, createClerkStub, type Exchange } from '../../clerk-stub/stub.ts';
import { forbidOtherHosts } from '../fixtures.ts';
import { collectProblems } from '../problems.ts';
import { unexpectedDivergences } from '../stub/divergences.ts';
import { type Look, listen, look } from './look.ts';
import { PROXY_PATH, type Sent, Traffic } from './traffic.ts';

export interface Setup {
  scenario: ScenarioName;
  /** Of the first person. */
  tabs: 1 | 2;
  /** A second person, with a browser of their own. */
  other: string | null;
  /** Whether the instance has no personal accounts. */
  isMembershipRequired: boolean;
}

export interface Tab {
  page: Page;
  client: Client;
  /** No text typed before this time waits for a pause in typing. Unix milliseconds. */
  typedUntil: number;
  /** Whether the focus was on something when the list was shown last. */
  hasFocus: boolean;
}

/** How long a page waits for a pause in typing, and some time to spare. Milliseconds. */
const TYPING_PAUSE = 350;

export class World {
  readonly clerk: ClerkStub;
  readonly traffic: Traffic;
  readonly problems: string[] = [];
  readonly tabs: Tab[] = [];
  /** When somebody last changed the instance behind the back of the page. */
  foreignEditAt = 0;
  /** When the page in use was at rest the last time, or was loaded. */
  restedAt = 0;
  /** What was done since. */
  presses = 0;
  #current = 0;
  readonly #contexts: BrowserContext[] = [];
  readonly #exchanges: Exchange[] = [];

  private constructor(scenario: ScenarioName) {
    this.clerk = createClerkStub(scenarios[scenario].seed(), {
      onExchange: (exchange) => this.#exchanges.push(exchange),
    });
    this.traffic = new Traffic(this.clerk);
  }

  static async open(browser: Browser, baseURL: string, setup: Setup): Promise<World> {
    const { scenario, tabs, other, isMembershipRequired } = setup;
    const world = new World(scenario);
    if (isMembershipRequired) {
      world.clerk.state.environment = { organization_settings: { force_organization_selection: true } };
    }
    await world.#addPerson(browser, baseURL, null, tabs);
    if (other) await world.#addPerson(browser, baseURL, other, 1);
    return world;
  }

  async #addPerson(browser: Browser, baseURL: string, userId: string | null, tabs: number): Promise<void> {
    const { state } = this.clerk;
    const client = createClient(state, userId === null);
    if (userId) startSession(state, client, userId, 'org_engines');
    state.clients.set(`browser_${this.#contexts.length}`, client);
    const context = await browser.newContext();
    const cookie = { name: '__client', value: `browser_${this.#contexts.length}`, url: baseURL };
    this.#contexts.push(context);
    context.setDefaultTimeout(4_000);
    await context.addInitScript(listen);
    await context.addCookies([cookie]);
    await context.route(
      ({ pathname }) => pathname.startsWith(`${PROXY_PATH}/`),
      (route) => this.traffic.answer(route),
    );
    await collectProblems(context, this.problems);
    await forbidOtherHosts(context, [baseURL], this.problems);
    for (let count = 0; count < tabs; count++) {
      const page = await context.newPage();
      const tab: Tab = { page, client, typedUntil: 0, hasFocus: false };
      this.tabs.push(tab);
      page.on('request', (request) => {
        // A reload, which may also come from "Try again".
        if (!request.isNavigationRequest()) return;
        tab.hasFocus = false;
        this.traffic.drop(page);
      });
      await page.goto('/');
    }
  }

  /** The tab that is used at the moment. */
  get tab(): Tab {
    const tab = this.tabs[this.#current];
    if (!tab) throw new Error('There is no tab');
    return tab;
  }

  /** Turns to another tab, which loads what has changed meanwhile, as at any return to a tab. */
  async use(index: number): Promise<void> {
    this.#current = index % this.tabs.length;
    this.restedAt = this.traffic.tick();
    await this.return();
  }

  /** Returns to the tab after some seconds elsewhere. */
  async return(): Promise<void> {
    this.presses += 1;
    await this.tab.page.evaluate(() => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 10_000;
      window.dispatchEvent(new Event('focus'));
    });
  }

  /** What the former document was about to say is lost. */
  async reload(): Promise<void> {
    this.restedAt = this.traffic.tick();
    await this.tab.page.reload();
  }

  typed(): void {
    this.tab.typedUntil = Date.now() + TYPING_PAUSE;
  }

  edited(): void {
    this.foreignEditAt = this.traffic.tick();
  }

  get session(): Session | null {
    const { client } = this.tab;
    return client.sessions.find(({ status }) => status === 'active') ?? null;
  }

  get organization(): Organization | null {
    return this.clerk.state.organizations.get(this.session?.lastActiveOrganizationId ?? '') ?? null;
  }

  get membership(): Membership | null {
    return this.organization?.memberships.get(this.session?.userId ?? '') ?? null;
  }

  /** What the page in use has sent, in the order of its calls of the SDK. */
  sent(since = 0): Sent[] {
    const sent = this.traffic.sent.filter(({ page, sentAt }) => page === this.tab.page && sentAt > since);
    return sent.sort((a, b) => a.calledAt - b.calledAt);
  }

  /** Waits until the tab in use has nothing left to do but what waits for a held response. */
  async rest(): Promise<void> {
    const { tab } = this;
    const isBusy = () => this.sent().some(({ isOver, isHeld }) => !isOver && !isHeld);
    for (let count = -1; count !== this.sent().length || isBusy() || Date.now() < tab.typedUntil; ) {
      count = this.sent().length;
      while (isBusy() || Date.now() < tab.typedUntil) await new Promise((resolve) => setTimeout(resolve, 5));
      const frame = tab.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      // The page loads itself again when its session has a task.
      await frame.catch(() => {
        count = -1;
        this.restedAt = this.traffic.tick();
        return tab.page.waitForLoadState();
      });
    }
  }

  look(): Promise<Look> {
    return look(this.tab.page);
  }

  async close(): Promise<void> {
    await this.traffic.release(0);
    this.problems.push(...this.clerk.unknownRequests.map(({ method, path }) => `unknown request: ${method} ${path}`));
    this.problems.push(...unexpectedDivergences(this.#exchanges));
    for (const context of this.#contexts) {
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
  }
}
