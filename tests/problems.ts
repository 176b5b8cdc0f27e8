/** What fails every test, in every browser: an uncaught error, or a violation of the page's Content-Security-Policy. */
import { type BrowserContext, test as base, expect } from '@playwright/test';

declare global {
  interface Window {
    reportViolation(text: string): void;
  }
}

/** The test fails at its end if `problems` is not empty. */
export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      await collectProblems(context, problems);
      await use(problems);
      expect(problems, 'problems found during the test').toEqual([]);
    },
    { auto: true },
  ],
});

/** Adds what goes wrong in the pages of a context to the problems. */
export async function collectProblems(context: BrowserContext, problems: string[]): Promise<void> {
  context.on('weberror', (error) => problems.push(`uncaught error: ${error.error()}`));
  await context.exposeFunction('reportViolation', (text: string) => problems.push(text));
  await context.addInitScript(() => {
    // Otherwise Clerk's SDK assumes that it is offline, and reports failed writes as successful.
    Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      window.reportViolation(`violation of ${effectiveDirective}: ${blockedURI} ${sample}`.trim()),
    );
  });
}
