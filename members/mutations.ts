/** Changing members. A change is shown at once, and rolled back if Clerk refuses it. */
import type { Dependencies } from './actions.ts';
import { INVITE_INSTEAD, isRetryable, isUnknownUser } from './errors.ts';
import { toMember } from './sdk.ts';
import type { Addition, FailureSubject, PendingChange, Toast } from './state.ts';
import { isAssignable, isStepDown, memberLabel as label, type Member, roleName } from './state.ts';

interface Mutation<R> {
  subject: FailureSubject;
  /** What could not be done, as a sentence. */
  failed: string;
  retry(): void;
  call(): Promise<R>;
  /** Shows the result, and returns the toast about it. */
  apply(result: R): Toast;
  /** Takes back what was shown at once. */
  rollBack(): void;
}

export function createMutations({ store, sdk, list, messages, confirm }: Dependencies) {
  /** @returns whether Clerk made the change, and its organization is still the active one */
  async function mutate<R>({ subject, failed, retry, call, apply, rollBack }: Mutation<R>): Promise<boolean> {
    const isCurrent = sdk.startRequest();
    const { organization, currentUser } = store.get();
    messages.showToast(null);
    // Cleared first, so that a repeated failure is announced again.
    messages.clearFailures(subject);
    try {
      const result = await call();
      if (!sdk.hasUser(currentUser)) return false;
      const toast = apply(result);
      messages.showToast(isCurrent() ? toast : { message: `${organization?.name}: ${toast.message}`, undo: null });
      return isCurrent();
    } catch (error) {
      if (!sdk.hasUser(currentUser)) return false;
      const canRetry = isRetryable(error) ? retry : null;
      const hint = subject.startsWith('add ') && isUnknownUser(error) ? INVITE_INSTEAD : '';
      messages.reportFailure(subject, error, { title: failed, hint, organization, retry: canRetry });
      if (!isCurrent()) return false;
      rollBack();
      if (!hint) await list.revalidate(error);
      return false;
    }
  }

  /** A second press while the first change is on its way changes nothing. */
  const isPending = (userId: string) => store.get().pending.has(userId);

  function setPending(userId: string, change: PendingChange | null): void {
    const pending = new Map(store.get().pending);
    if (change) pending.set(userId, change);
    else pending.delete(userId);
    store.set({ pending });
  }

  /** Puts the changed member into the list, or takes it out. */
  function replaceMember(userId: string, changed: Member | null): void {
    const { list } = store.get();
    const index = list?.members.findIndex((member) => member.userId === userId) ?? -1;
    if (!list || index < 0) return;
    const members = list.members.toSpliced(index, 1, ...(changed ? [changed] : []));
    store.set({ list: { ...list, members, total: changed ? list.total : list.total - 1 } });
  }

  async function changeRole(member: Member, role: string): Promise<void> {
    const { userId } = member;
    if (!userId || member.role === role || isPending(userId)) return;
    const isConfirmed = !isStepDown(store.get(), member, role) || (await confirm.stepDown(store.get(), role));
    if (isConfirmed) await updateRole(member, userId, role);
  }

  async function updateRole(member: Member, userId: string, role: string): Promise<void> {
    if (isPending(userId)) return;
    setPending(userId, { kind: 'role', role });
    const isUpdated = await mutate({
      subject: `member ${userId}`,
      failed: `Couldn't change the role of ${label(member)}.`,
      retry: () => updateRole(member, userId, role),
      call: () => sdk.organization.updateMember({ userId, role }),
      apply(updated) {
        setPending(userId, null);
        replaceMember(userId, toMember(updated));
        const name = updated.roleName || roleName(store.get(), role);
        const undo = undoRole(member, toMember(updated), userId);
        return { message: `${label(member)} is now ${name}.`, undo };
      },
      rollBack: () => setPending(userId, null),
    });
    // A response on its way may be older than the change, and the member may no longer match the role filter.
    if (isUpdated && (store.get().isLoading || store.get().params.role)) await list.load({ isBackground: true });
  }

  /** The undo of a role change; `null` if the old role can no longer be assigned, or not by this user. */
  function undoRole(before: Member, after: Member, userId: string): Toast['undo'] {
    if (isStepDown(store.get(), after, after.role) || !isAssignable(store.get(), before.role)) return null;
    const run = () => updateRole(after, userId, before.role);
    return { label: `Undo: make ${label(before)} ${before.roleName} again`, run };
  }

  async function removeMember(member: Member): Promise<void> {
    const { userId } = member;
    if (userId && !isPending(userId) && (await confirm.removal(store.get(), member))) await remove(member, userId);
  }

  async function remove(member: Member, userId: string): Promise<void> {
    if (isPending(userId)) return;
    setPending(userId, { kind: 'removal' });
    const isRemoved = await mutate({
      subject: `member ${userId}`,
      failed: `Couldn't remove ${label(member)}.`,
      retry: () => remove(member, userId),
      call: () => sdk.organization.removeMember(userId),
      apply({ role }) {
        setPending(userId, null);
        replaceMember(userId, null);
        // The role may have changed since the list was loaded.
        return removalToast({ ...member, role }, userId);
      },
      rollBack: () => setPending(userId, null),
    });
    // The first row of the next page moves up, or this page is empty now.
    if (isRemoved) await list.load({ isBackground: true });
  }

  /** The toast about a removal. Its undo adds the member again, unless the role can no longer be assigned. */
  function removalToast(member: Member, userId: string): Toast {
    const name = label(member);
    const { role } = member;
    const run = async () => {
      // The form is already adding this user.
      if (isAdding(userId)) return;
      const isCurrent = sdk.startRequest();
      const isAdded = await submit(
        { identifier: userId, role, isInvitation: false },
        {
          subject: `member ${userId}`,
          failed: `Couldn't add ${name} back.`,
          retry: run,
          call: () => sdk.organization.addMember({ userId, role }),
          apply: () => ({ message: `${name} was added back.`, undo: null }),
        },
      );
      // Keep offering the undo if it failed, unless somebody else has added the user meanwhile.
      const isBack = store.get().list?.members.some((other) => other.userId === userId);
      if (!isAdded && !isBack && isCurrent()) messages.showToast(removalToast(member, userId));
    };
    const undo = isAssignable(store.get(), role) ? { label: `Undo: add ${name} again`, run } : null;
    return { message: `${name} is no longer a member.`, undo };
  }

  function addMember({ userId, role }: { userId: string; role: string }): void {
    submitForm(
      { identifier: userId, role, isInvitation: false },
      {
        failed: `Couldn't add ${userId}.`,
        call: () => sdk.organization.addMember({ userId, role }),
        apply(membership) {
          // Dismisses a failed undo of this user's removal.
          messages.clearFailures(`member ${userId}`);
          return { message: `${label(toMember(membership))} is now a member.`, undo: null };
        },
      },
    );
  }

  function inviteMember({ emailAddress, role }: { emailAddress: string; role: string }): void {
    submitForm(
      { identifier: emailAddress, role, isInvitation: true },
      {
        failed: `Couldn't invite ${emailAddress}.`,
        call: () => sdk.organization.inviteMember({ emailAddress, role }),
        apply: () => ({
          message: `Invited ${emailAddress}. The invitation is pending until it is accepted.`,
          undo: null,
        }),
      },
    );
  }

  function submitForm<R>(addition: Addition, mutation: Pick<Mutation<R>, 'failed' | 'call' | 'apply'>): void {
    const { failures, organization: active } = store.get();
    // A new submission replaces the failures of earlier ones.
    const earlier = failures.filter(
      ({ subject, organization }) => subject.startsWith('add ') && organization?.id === active?.id,
    );
    messages.clearFailures(...earlier.map(({ subject }) => subject));
    const run = () => submit(addition, { ...mutation, subject: `add ${addition.identifier}`, retry: run });
    void run();
  }

  const isAdding = (identifier: string) => store.get().adding.some((addition) => addition.identifier === identifier);

  /** The addition stays in `adding` until it fails or the list shows the new member. */
  async function submit<R>(addition: Addition, mutation: Omit<Mutation<R>, 'rollBack'>): Promise<boolean> {
    // A double click submits twice before the button is disabled.
    if (isAdding(addition.identifier)) return false;
    store.set({ adding: [...store.get().adding, addition] });
    const end = () => store.set({ adding: store.get().adding.filter((other) => other !== addition) });
    const isAdded = await mutate({ ...mutation, rollBack: end });
    if (isAdded && !addition.isInvitation) await list.load({ isBackground: true });
    end();
    return isAdded;
  }

  return { changeRole, removeMember, addMember, inviteMember };
}
