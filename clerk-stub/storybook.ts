/** Gives each story of Storybook a stubbed Clerk of its own, in the page of the story. */
import { replaceFetch } from './replace-fetch.ts';
import { scenarioSeed } from './scenarios.ts';
import { type ClerkStub, createClerkStub } from './stub.ts';

let currentStoryId: string | undefined;

/**
 * A loader for Storybook. The parameter `clerk` makes the stub of a story; by default it has the scenario `default`. Each story needs a
 * page of its own, so the loader reloads the page.
 */
export function clerkLoader({ id, parameters }: { id: string; parameters: { clerk?(): ClerkStub } }) {
  if (currentStoryId === undefined) replaceFetch(parameters.clerk?.() ?? createClerkStub(scenarioSeed('default')));
  else if (currentStoryId !== id) {
    // Clerk keeps the user of the story before.
    location.reload();
    return new Promise<never>(() => {});
  }
  currentStoryId = id;
  return undefined;
}
