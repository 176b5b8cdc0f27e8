/** Runs the Cypress test of the README with Playwright, since Cypress is not installed. Knows only the commands of that test. */
import { expect, type Page } from '@playwright/test';

export async function playCypress(code: string, page: Page, url: string): Promise<void> {
  const address = (path: string) => new URL(path, url).href;
  const steps: (() => Promise<unknown>)[] = [];
  const cy = {
    request(...args: [method: string, path: string, data: object] | [path: string]) {
      const [method, path, data] = args.length === 1 ? ['GET', ...args] : args;
      const response = () => page.request.fetch(address(path), { method, data });
      // A chain after the request, of which the recipe has this one only.
      const its = (property: string) => ({
        should: (chainer: string, expected: Record<string, unknown>) =>
          steps.push(async () => {
            expect([property, chainer]).toEqual(['body', 'deep.include']);
            expect(await (await response()).json()).toMatchObject(expected);
          }),
      });
      steps.push(async () => expect(await response()).toBeOK());
      return { its };
    },
    visit: (path: string) => steps.push(() => page.goto(address(path))),
    contains(...words: string[]) {
      const [text = '', element] = words.toReversed();
      const found = element ? page.locator(element, { hasText: text }) : page.getByText(text);
      steps.push(() => expect(found).toBeVisible());
      return { click: () => steps.push(() => found.click()) };
    },
  };
  const after: (() => void)[] = [];
  new Function('cy', 'beforeEach', 'afterEach', 'it', code)(
    cy,
    (hook: () => void) => hook(),
    (hook: () => void) => after.push(hook),
    (_: string, body: () => void) => body(),
  );
  for (const hook of after) hook();
  expect(steps.length).toBeGreaterThan(5);
  for (const step of steps) await step();
}
