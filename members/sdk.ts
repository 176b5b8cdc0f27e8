/** Clerk's SDK as the page calls it. A call is written as Clerk documents it, and making it logs it. */
import type { Clerk, OrganizationResource, UserResource } from '@clerk/shared/types';
import { callCode, createCallLog } from './calls.ts';
import { NoResponseError } from './errors.ts';
import type { Store } from './store.ts';

/** The SDK never gives up on a request, but the page must not wait for ever. Milliseconds. */
const CALL_TIMEOUT = 30_000;

/** The SDK replaces these objects at every update, so get them for each call. */
interface SdkObjects {
  readonly clerk: Clerk;
  /** @throws Error when nobody is signed in */
  readonly user: UserResource;
  /** @throws Error when no organization is active */
  readonly organization: OrganizationResource;
}

export interface Sdk extends SdkObjects {
  /** For calls that the user did not trigger. */
  readonly background: SdkObjects;
  /**
   * Marks the start of a request. Returns whether its answer is still current: session and active organization are the
   * same, and no later request of the same kind was started.
   */
  startRequest(kind?: 'list' | 'roles'): () => boolean;
  /** Reloads the user, with memberships and permissions. It makes Clerk call its listeners, so never call it from one. */
  reloadUser(): Promise<void>;
}

export function createSdk(clerk: Clerk, store: Store): Sdk {
  const logCall = createCallLog(store);
  const latest = new Map<string, () => boolean>();
  const contextKey = () => `${clerk.session?.id} ${clerk.organization?.id}`;

  /** The object with each of its methods replaced by one that logs the call and limits its time. */
  function logged<T extends object>(name: string, target: T, isBackground: boolean): T {
    return new Proxy(target, {
      get(_, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) =>
          logCall({ code: callCode(`${name}.${String(key)}`, args), isBackground }, () =>
            withTimeout(Reflect.apply(member, target, args)),
          );
      },
    });
  }

  const objects = (isBackground: boolean): SdkObjects => ({
    get clerk() {
      return logged('clerk', clerk, isBackground);
    },
    get user() {
      if (!clerk.user) throw new Error('Nobody is signed in.');
      return logged('user', clerk.user, isBackground);
    },
    get organization() {
      if (!clerk.organization) throw new Error('No organization is active.');
      return logged('organization', clerk.organization, isBackground);
    },
  });

  const background = objects(true);

  return Object.assign(objects(false), {
    background,
    startRequest(kind?: string) {
      const context = contextKey();
      const isCurrent = () => context === contextKey() && (!kind || latest.get(kind) === isCurrent);
      if (kind) latest.set(kind, isCurrent);
      return isCurrent;
    },
    async reloadUser() {
      try {
        await background.user.reload();
      } catch {
        // The inspector shows it. The list is loaded at the same time, and its failure is reported.
      }
    },
  });
}

function withTimeout<R>(answer: Promise<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoResponseError()), CALL_TIMEOUT);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
