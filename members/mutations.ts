/** Changing members. A change is shown at once, and rolled back if Clerk refuses it. */
import type { Confirm } from './actions.ts';
import { INVITE_LINK, isRetryable, isUnknownUser } from './errors.ts';
import type { Failures } from './failures.ts';
import { type List, toMember } from './list.ts';
import type { Sdk } from './sdk.ts';
import {
  canManageMembers,
  type FailureSubject,
  isAssignable,
  isCurrentUser,
  type Member,
  memberLabel,
  type PendingChange,
  roleName,
  type Toast,
  withMember,
  withoutMember,
  withoutPending,
} from './state.ts';
import type { Store } from './store.ts';

interface Parts {
  store: Store;
  sdk: Sdk;
  list: List;
  failures: Failures;
  showToast(message: string | null, undo?: Toast['undo']): void;
  confirm: Confirm;
}

interface Mutation<R> {
  subject: FailureSubject;
  call(): Promise<R>;
  /** Shows the result, and returns the message about it. */
  apply(result: R): { message: string; undo?: Toast['undo'] };
  /** Takes back what was shown at once. */
  rollBack(): void;
  /** What could not be done, as a sentence. */
  failed: string;
  retry(): void;
}

export function createMutations({ store, sdk, list, failures, showToast, confirm }: Parts) {
  /** @returns whether Clerk made the change, and its organization is still the active one */
  async function mutate<R>({ subject, call, apply, rollBack, failed, retry }: Mutation<R>): Promise<boolean> {
    const isCurrent = sdk.startRequest();
    const { organization, currentUser } = store.get();
    const isSameUser = () => store.get().currentUser?.userId === currentUser?.userId;
    showToast(null);
    try {
      const result = await call();
      if (!isSameUser()) return false;
      failures.clear(subject);
      const { message, undo } = apply(result);
      if (isCurrent()) showToast(message, undo);
      else showToast(`${organization?.name}: ${message}`);
      return isCurrent();
    } catch (error) {
      if (!isSameUser()) return false;
      const isUnknown = subject === 'add' && isUnknownUser(error);
      failures.report(subject, error, {
        title: failed,
        organization,
        retry: isRetryable(error) ? retry : null,
        link: isUnknown ? INVITE_LINK : null,
      });
      if (!isCurrent()) return false;
      rollBack();
      if (!isUnknown) await list.revalidate(error, subject);
      return false;
    }
  }

  /** Marks a change of a member as pending, and makes it. */
  async function changeMember<R>(
    member: Member,
    pending: PendingChange,
    mutation: Omit<Mutation<R>, 'subject' | 'rollBack'>,
  ): Promise<boolean> {
    store.set({ pending: new Map(store.get().pending).set(member.id, pending) });
    const rollBack = () => store.set(withoutPending(store.get(), member.id));
    return mutate({ ...mutation, subject: `member ${member.userId}`, rollBack });
  }

  /** A second press while the first is on its way. */
  const isPending = (member: Member) => store.get().pending.has(member.id);

  async function changeRole(member: Member, role: string): Promise<void> {
    const { userId } = member;
    if (!userId || member.role === role || isPending(member)) return;
    const stepsDown = isCurrentUser(store.get(), member) && canManageMembers(store.get(), role) === false;
    if (stepsDown && !(await confirm.stepDown(store.get(), role))) return;
    await updateRole(member, userId, role);
  }

  async function updateRole(member: Member, userId: string, role: string): Promise<void> {
    if (isPending(member)) return;
    const isUpdated = await changeMember(
      member,
      { kind: 'role', role },
      {
        call: () => sdk.organization.updateMember({ userId, role }),
        apply: (updated) => {
          store.set({ ...withoutPending(store.get(), member.id), ...withMember(store.get(), toMember(updated)) });
          return { message: `${memberLabel(member)} is now ${updated.roleName || roleName(store.get(), role)}.` };
        },
        failed: `The role of ${memberLabel(member)} was not changed.`,
        retry: () => void updateRole(member, userId, role),
      },
    );
    // An answer on its way may be older than the change, and the member may no longer match the role filter.
    if (isUpdated && (store.get().isLoading || store.get().params.role)) await list.load({ isBackground: true });
  }

  async function removeMember(member: Member): Promise<void> {
    const { userId } = member;
    if (userId && !isPending(member) && (await confirm.removal(store.get(), member))) await remove(member, userId);
  }

  async function remove(member: Member, userId: string): Promise<void> {
    if (isPending(member)) return;
    let isListed = true;
    const isRemoved = await changeMember(
      member,
      { kind: 'removal' },
      {
        call: () => sdk.organization.removeMember(userId),
        apply: () => {
          const change = withoutMember(store.get(), member.id);
          isListed = change !== null;
          store.set({ ...withoutPending(store.get(), member.id), ...change });
          return { message: `${memberLabel(member)} is no longer a member.`, undo: undoRemoval(member, userId) };
        },
        failed: `${memberLabel(member)} was not removed.`,
        retry: () => void remove(member, userId),
      },
    );
    const { list: shown, isLoading } = store.get();
    // The first row of the next page moves up, this page may be empty, or another one is shown by now.
    const hasGap = shown && shown.members.length < Math.min(shown.params.pageSize, shown.total);
    if (isRemoved && (isLoading || hasGap || !isListed)) await list.load({ isBackground: true });
  }

  /** Adds a removed member again. A role that cannot be assigned any more cannot be given back. */
  function undoRemoval(member: Member, userId: string): Toast['undo'] {
    const label = memberLabel(member);
    if (!isAssignable(store.get(), member.role)) return null;
    const run = async () => {
      const { toast } = store.get();
      const isCurrent = sdk.startRequest();
      const isAdded = await add({
        userId,
        role: member.role,
        subject: `member ${userId}`,
        message: () => `${label} is a member again.`,
        failed: `${label} was not added again.`,
        retry: () => void run(),
      });
      // The offer stands until it was taken.
      if (!isAdded && toast && isCurrent()) showToast(toast.message, toast.undo);
    };
    return { label: `Undo: add ${label} again`, run: () => void run() };
  }

  async function addMember({ userId, role }: { userId: string; role: string }): Promise<void> {
    await add({
      userId,
      role,
      subject: 'add',
      message: (added) => `${memberLabel(added)} is now a member.`,
      failed: `${userId} was not added.`,
      retry: () => void addMember({ userId, role }),
    });
  }

  interface Addition extends Pick<Mutation<unknown>, 'subject' | 'failed' | 'retry'> {
    userId: string;
    role: string;
    message(added: Member): string;
  }

  async function add({ userId, role, message, ...mutation }: Addition): Promise<boolean> {
    if (store.get().adding) return false;
    store.set({ adding: { userId, role } });
    const isAdded = await mutate({
      ...mutation,
      call: () => sdk.organization.addMember({ userId, role }),
      apply: (added) => ({ message: message(toMember(added)) }),
      rollBack: () => store.set({ adding: null }),
    });
    if (!isAdded) return false;
    const isCurrent = sdk.startRequest();
    await list.load({ isBackground: true });
    if (isCurrent()) store.set({ adding: null });
    return true;
  }

  return { changeRole, removeMember, addMember };
}
