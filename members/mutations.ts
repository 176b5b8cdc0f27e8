/** Changing members. A change is shown at once, and rolled back if Clerk refuses it. */
import type { Dependencies } from './actions.ts';
import { INVITE_INSTEAD, isAlreadyMember, isRetryable, isUnknownUser } from './errors.ts';
import { toMember } from './sdk.ts';
import type { PendingChange, Toast } from './state.ts';
import { isAssignable, isStepDown, memberLabel as label, type Member, roleName } from './state.ts';

interface Mutation<R> {
  /** The ID of the user, or the email address that is invited. */
  id: string;
  /** What is shown as pending. */
  change: PendingChange;
  /** What its failure is about: an addition by the form, or a member. */
  subject: 'add' | 'member';
  /** What could not be done, as a sentence. */
  failed: string;
  /** What to do instead if Clerk knows no such user, as a sentence. */
  unknownUserHint?: string;
  call(): Promise<R>;
  /** Shows the result in the list. The change stays pending until this has resolved. */
  show?(result: R): unknown;
  toast(result: R): Toast;
  /** What is shown after a failure, unless there is a newer toast. */
  failedToast?(error: unknown): Toast | null;
}

export function createMutations({ store, sdk, list, messages, confirm }: Dependencies) {
  async function mutate<R>(mutation: Mutation<R>): Promise<void> {
    const { id, change, subject, failed, unknownUserHint = '', call, show, toast, failedToast } = mutation;
    // One change of a user at a time: a double click, or another change of the same user, is ignored.
    if (store.get().pending.has(id)) return;
    const isCurrent = sdk.startRequest();
    const { organization, currentUser } = store.get();
    const key = `${organization?.id} ${id}`;
    setPending(id, change);
    store.set({ toast: null });
    // Cleared first, so that a repeated failure is announced again. "Try again" of an older change would not fit any more.
    messages.clearFailures(`add ${key}`, `member ${key}`);
    try {
      const result = await call();
      if (!sdk.hasUser(currentUser)) return;
      const done = toast(result);
      store.set({ toast: isCurrent() ? done : { message: `${organization?.name}: ${done.message}` } });
      if (isCurrent()) await show?.(result);
      if (isCurrent()) setPending(id, null);
    } catch (error) {
      if (!sdk.hasUser(currentUser)) return;
      const retry = isRetryable(error) ? () => mutate(mutation) : null;
      const hint = isUnknownUser(error) ? unknownUserHint : '';
      messages.reportFailure(`${subject} ${key}`, error, { title: failed, hint, organization, retry });
      if (!isCurrent()) return;
      setPending(id, null);
      if (!hint) await list.revalidate(error);
      if (isCurrent() && failedToast && !store.get().toast) store.set({ toast: failedToast(error) });
    }
  }

  function setPending(id: string, change: PendingChange | null): void {
    const pending = new Map(store.get().pending);
    if (change) pending.set(id, change);
    else pending.delete(id);
    store.set({ pending });
  }

  /** Puts the changed member into the list, or takes it out. */
  function replaceMember(userId: string, changed: Member | null): void {
    const { list } = store.get();
    if (!list) return;
    const members = list.members.flatMap((member) => (member.userId === userId ? (changed ?? []) : member));
    store.set({ list: { ...list, members, total: list.total - list.members.length + members.length } });
  }

  async function changeRole(member: Member, role: string): Promise<void> {
    if (member.role === role) return;
    const isConfirmed = !isStepDown(store.get(), member, role) || (await confirm.stepDown(role));
    if (isConfirmed) await updateRole(member, role);
  }

  const updateRole = (member: Member, role: string): Promise<void> =>
    mutate({
      id: member.userId,
      change: { kind: 'role', role },
      subject: 'member',
      failed: `Couldn't change the role of ${label(member)}.`,
      call: () => sdk.organization.updateMember({ userId: member.userId, role }),
      show(updated) {
        replaceMember(member.userId, toMember(updated));
        // A response on its way may be older than the change, and the member may no longer match the role filter.
        if (store.get().isLoading || store.get().params.role) void list.load({ isBackground: true });
      },
      toast(updated) {
        const name = updated.roleName || roleName(store.get(), role);
        return { message: `${label(member)} is now ${name}.`, undo: undoRole(member, toMember(updated)) };
      },
    });

  const canAssign = (role: string) => store.get().currentUser?.canManage && isAssignable(store.get(), role);

  /** The undo of a role change; none if the old role can no longer be assigned, or not by this user. */
  function undoRole(before: Member, after: Member): Toast['undo'] {
    if (isStepDown(store.get(), after, after.role) || !canAssign(before.role)) return undefined;
    // Clerk's response may have no public user data.
    const run = () => updateRole({ ...after, userId: before.userId }, before.role);
    return { label: `Undo: make ${label(before)} ${before.roleName} again`, run };
  }

  async function removeMember(member: Member): Promise<void> {
    const { userId } = member;
    if (!(await confirm.removal(member))) return;
    await mutate({
      id: userId,
      change: { kind: 'removal' },
      subject: 'member',
      failed: `Couldn't remove ${label(member)}.`,
      call: () => sdk.organization.removeMember(userId),
      show() {
        replaceMember(userId, null);
        // The first row of the next page moves up, or this page is empty now.
        void list.load({ isBackground: true });
      },
      // The role may have changed since the list was loaded.
      toast: ({ role }) => removalToast({ ...member, role }),
    });
  }

  /** The toast about a removal. Its undo adds the member again, unless the role can no longer be assigned. */
  function removalToast(member: Member): Toast {
    const name = label(member);
    const message = `${name} has been removed.`;
    if (!canAssign(member.role)) return { message };
    return { message, undo: { label: `Undo: add ${name} again`, run: () => addBack(member) } };
  }

  const addBack = (member: Member): Promise<void> =>
    mutate({
      ...addition(member.userId, member.role),
      subject: 'member',
      failed: `Couldn't add ${label(member)} back.`,
      toast: () => ({ message: `${label(member)} was added back.` }),
      // Keep offering the undo, unless somebody else has added the user meanwhile.
      failedToast(error) {
        const isListed = store.get().list?.members.some(({ userId }) => userId === member.userId);
        return isListed || isAlreadyMember(error) ? null : removalToast(member);
      },
    });

  const addition = (userId: string, role: string) => ({
    id: userId,
    change: { kind: 'addition', role } as const,
    call: () => sdk.organization.addMember({ userId, role }),
    show: () => list.load({ isBackground: true }),
  });

  function addMember({ userId, role }: { userId: string; role: string }): void {
    submitForm({
      ...addition(userId, role),
      failed: `Couldn't add ${userId}.`,
      unknownUserHint: INVITE_INSTEAD,
      toast: (membership) => ({ message: `${label(toMember(membership))} is now a member.` }),
    });
  }

  function inviteMember({ emailAddress, role }: { emailAddress: string; role: string }): void {
    submitForm({
      id: emailAddress,
      change: { kind: 'invitation' },
      failed: `Couldn't invite ${emailAddress}.`,
      call: () => sdk.organization.inviteMember({ emailAddress, role }),
      toast: () => ({ message: `Invited ${emailAddress}. The invitation is pending until it is accepted.` }),
    });
  }

  function submitForm<R>(mutation: Omit<Mutation<R>, 'subject'>): void {
    const { failures, organization } = store.get();
    // A new submission replaces the failures of earlier ones.
    const earlier = failures.map(({ subject }) => subject).filter((one) => one.startsWith(`add ${organization?.id} `));
    messages.clearFailures(...earlier);
    void mutate({ ...mutation, subject: 'add' });
  }

  return { changeRole, removeMember, addMember, inviteMember };
}
