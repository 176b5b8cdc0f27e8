/** Gives each story of Storybook a stubbed Clerk of its own, in the page of the story. */
import { replaceFetch } from './replace-fetch.ts';
import { scenarioSeed } from './scenarios.ts';
import { type ClerkStub, createClerkStub } from './stub.ts';

let shown: string | undefined;

/** A loader for Storybook. The parameter `clerk` makes the stub of a story; by default it has the scenario `default`. */
export function clerkLoader({ id, parameters }: { id: string; parameters: { clerk?(): ClerkStub } }) {
  if (shown === undefined) replaceFetch(parameters.clerk?.() ?? createClerkStub(scenarioSeed('default')));
  else if (shown !== id) {
    // Clerk keeps the user of the story before.
    location.reload();
    return new Promise<never>(() => {});
  }
  shown = id;
  return undefined;
}
