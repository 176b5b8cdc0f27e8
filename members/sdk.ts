/**
 * Clerk's SDK as the page calls it. Calls are written as Clerk documents them; each has a time limit and is logged, unless its result
 * contains a token. This covers the methods of `clerk`, `user` and `organization`, not those of the objects that they return.
 */
import type { Clerk, OrganizationMembershipResource } from '@clerk/shared/types';
import { createCallLog, toLiteral } from './calls.ts';
import { UNREACHABLE } from './errors.ts';
import { contextOf, MEMBER_ROLE, type Member, type State } from './state.ts';
import type { Store } from './store.ts';

/** The SDK has no request timeout, but the page must not wait forever. Milliseconds. */
const CALL_TIMEOUT = 30_000;
const OFFLINE_TIMEOUT = 5_000;

export type Sdk = ReturnType<typeof createSdk>;

/** The SDK holds the instance's settings, but not in its public types. */
interface WithEnvironment {
  readonly __internal_environment?: {
    organizationSettings?: { enabled?: boolean; domains?: { defaultRole?: string | null } };
  };
}

export function createSdk(clerk: Clerk & WithEnvironment, store: Store) {
  const logCall = createCallLog(store);
  const latestRequests = new Map<string, symbol>();

  /** A proxy of the object, which logs each call of a method and limits its time. */
  function logged<T extends object>(name: string, target: T | null | undefined, isBackground: boolean): T {
    if (!target) throw new Error(`There is no active ${name}.`);
    return new Proxy(target, {
      get(_, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const code = `await ${name}.${String(key)}(${args.map(toLiteral).join(', ')})`;
          const make = () => Promise.race([Reflect.apply(member, target, args), failAfter(CALL_TIMEOUT)]);
          return logCall(code, isBackground, make);
        };
      },
    });
  }

  /** The SDK replaces these objects at every update, so they are read again for each call. */
  const objects = (isBackground: boolean) => ({
    get clerk() {
      return logged('clerk', clerk, isBackground);
    },
    /** @throws Error when nobody is signed in */
    get user() {
      return logged('user', clerk.user, isBackground);
    },
    /**
     * The organization that the page shows.
     *
     * @throws Error when the user is not a member of it
     */
    get organization() {
      // Not `clerk.organization`: during a switch, that may already be the next one.
      const { id } = store.get().organization ?? {};
      const membership = clerk.user?.organizationMemberships.find(({ organization }) => organization.id === id);
      return logged('organization', membership?.organization, isBackground);
    },
  });
  const background = objects(true);
  /** A call whose result contains the session's token, and so is not logged. Errors are ignored. */
  const unlogged = <R>(call?: Promise<R>) => Promise.race([call, failAfter(CALL_TIMEOUT)]).catch(() => {});
  const settings = () => clerk.__internal_environment?.organizationSettings;

  return Object.assign(objects(false), {
    /** For calls that the user did not trigger. The response pane lists them below the user's latest call. */
    background,
    /**
     * Marks the start of a request. Returns a function that tells whether its response is still current: user and organization
     * are the same, and no later request of the same kind was started.
     */
    startRequest(kind?: 'list' | 'roles') {
      // The store's: during a sign-out that may fail, the SDK has no session, but the page keeps its user.
      const context = contextOf(store.get());
      const request = Symbol(kind);
      if (kind) latestRequests.set(kind, request);
      return () => context === contextOf(store.get()) && (!kind || latestRequests.get(kind) === request);
    },
    /** Whether the user is still there: signed in, about to sign out, or with a task to complete. */
    hasUser: (user: State['currentUser']) =>
      !!user && [store.get().currentUser?.userId, clerk.user?.id].includes(user.userId),
    /** Whether organizations are enabled, by the settings of the instance. */
    organizationsEnabled: () => settings()?.enabled !== false,
    /** The key of the role that new members get, by the instance's settings. */
    defaultRole: () => settings()?.domains?.defaultRole ?? MEMBER_ROLE,
    /**
     * Makes this tab's organization the session's active one. All tabs share the session, so the next response would otherwise switch
     * this tab to the organization of another tab. The SDK does the same on focus, but at most every 5 seconds. Errors are ignored.
     * Clerk then calls its listeners: never call it from one.
     */
    touchSession: () => unlogged(clerk.session?.touch({ intent: 'focus' })),
    /** Reloads the user's memberships and permissions. Clerk then calls its listeners: never call it from one. */
    async reloadUser() {
      // The inspector shows an error. The list is loaded at the same time, and its failure is reported.
      if (clerk.user) await background.user.reload().catch(() => {});
    },
    /**
     * Activates the session that Clerk has for this browser. Clerk then calls its listeners; a listener may call it only after it has
     * forgotten the user. Failures are ignored.
     */
    async resumeSession() {
      const before = clerk.session;
      const client = await unlogged(clerk.client?.reload());
      // The session has changed during the request: this response is older.
      if (!client || clerk.session !== before) return;
      const session = client.sessions.find(({ id }) => id === client.lastActiveSessionId);
      if (session?.id === before?.id && session?.status === before?.status) return;
      // A sign-in form of Clerk that is there already would not show the task of a pending session.
      if (session?.status === 'pending') return location.reload();
      await background.clerk.setActive({ session: session?.id ?? null }).catch(() => {});
    },
  });
}

/**
 * Rejects after the time limit. Clerk may still process the request. Offline, the limit is short, because the SDK keeps retrying
 * reads.
 */
export async function failAfter(milliseconds: number): Promise<never> {
  const limit = navigator.onLine ? milliseconds : OFFLINE_TIMEOUT;
  await new Promise((resolve) => setTimeout(resolve, limit));
  throw new Error(navigator.onLine ? `Clerk did not respond within ${limit / 1000} seconds.` : UNREACHABLE);
}

/** A membership of the SDK as plain data. */
export function toMember(membership: OrganizationMembershipResource): Member {
  const { id, publicUserData: user, createdAt: joined, role, roleName } = membership;
  return {
    id,
    userId: user?.userId ?? '',
    identifier: user?.identifier ?? '',
    name: [user?.firstName, user?.lastName].filter(Boolean).join(' '),
    imageUrl: user?.hasImage ? user.imageUrl : null,
    joined,
    role,
    roleName,
  };
}
