/** Changing members: roles, removal and its undoing, adding. Shown at once, taken back if Clerk refuses. */
import { isUnknownUser, isWorthRetrying, LostWriteError, refusalStatus } from './errors.ts';
import { type Reading, toMember } from './reading.ts';
import {
  canBeGiven,
  type Failure,
  type Member,
  memberLabel,
  type PendingChange,
  type Removed,
  roleName,
  type State,
} from './state.ts';
import type { Store } from './store.ts';
import { describeError, INVITATIONS_GUIDE } from './words.ts';

export type Writing = ReturnType<typeof createWriting>;

export function createWriting(store: Store, { read, readViewer }: Reading) {
  const { clerk, set, record } = store;

  const findMember = (id: string) => store.state.list?.members.find((member) => member.id === id);
  const settled = (memberId: string) => new Map([...store.state.pending].filter(([id]) => id !== memberId));

  /** Shows a change of a member at once, asks Clerk for it, and takes it back if Clerk refuses. */
  async function change<R extends { id: string }>(
    member: Member,
    pending: PendingChange,
    call: () => Promise<R>,
    done: (result: R) => { list: State['list']; message: string; undo?: Removed },
    retry: () => void,
  ): Promise<void> {
    // A second press while the first is on its way.
    if (store.state.pending.has(member.id)) return;
    const isHere = store.stamp();
    set({ pending: new Map(store.state.pending).set(member.id, pending) });
    store.notify('');
    try {
      const result = await call();
      if (!result.id) throw new LostWriteError();
      if (!isHere()) return;
      const { list, message, undo } = done(result);
      set({ pending: settled(member.id), failure: null, list });
      store.notify(message, undo);
    } catch (error) {
      if (!isHere()) return;
      set({ pending: settled(member.id) });
      await refused(error, retry);
    }
  }

  /** Says why a change was not made. The list may be out of date, or the change made all the same: it is read again. */
  async function refused(error: unknown, retry: () => void, link: Failure['link'] = null): Promise<void> {
    const status = refusalStatus(error);
    const message = describeError(error);
    store.fail(message, { link, retry: isWorthRetrying(error) ? retry : null });
    // These say nothing about who is a member; and after too many requests, one more is no help.
    if (status === 422 || status === 429) return;
    const isForeignChange = (status === 403 || status === 404) && !link;
    const [isCorrected] = await Promise.all([read(), isForeignChange ? readViewer() : undefined]);
    const { failure } = store.state;
    if (isForeignChange && isCorrected && failure?.message === message) {
      const sentence = message.replace(/[^.]$/, '$&.');
      set({ failure: { ...failure, message: `${sentence} The list has been read again.` } });
    }
  }

  /** @returns whether the person is a member now */
  async function addMember(
    { userId, role }: { userId: string; role: string },
    said: (label: string) => string,
    retry: () => void,
  ): Promise<boolean> {
    const { organization } = clerk;
    // A second press while the first is on its way.
    if (!organization || store.state.adding) return false;
    const isHere = store.stamp();
    set({ adding: { userId, role } });
    store.notify('');
    try {
      const params = { userId, role };
      const added = await record('organization.addMember', (sent) => organization.addMember(sent), params);
      if (!added.id) throw new LostWriteError();
      if (!isHere()) return true;
      set({ failure: null });
      store.notify(said(memberLabel(toMember(added))));
      await read();
      if (isHere()) set({ adding: null });
      return true;
    } catch (error) {
      if (!isHere()) return false;
      set({ adding: null });
      await refused(error, retry, isUnknownUser(error) ? INVITE_INSTEAD : null);
      return false;
    }
  }

  return {
    findMember,
    refused,

    async changeRole(member: Member, role: string): Promise<void> {
      const { organization } = clerk;
      if (!member.userId || !organization || member.role === role) return;
      const params = { userId: member.userId, role };
      await change(
        member,
        { kind: 'role', role },
        () => record('organization.updateMember', (sent) => organization.updateMember(sent), params),
        (updated) => ({
          list: replaceMember(store.state.list, toMember(updated)),
          message: `${memberLabel(member)} is now ${updated.roleName || roleName(store.state, role)}.`,
        }),
        () => void this.changeRole(member, role),
      );
      // An answer on its way may be older than the change; and under a filter, the row may no longer belong.
      if (store.state.isReading || store.state.question.role) await read();
    },

    async remove(member: Member): Promise<void> {
      const { organization } = clerk;
      if (!member.userId || !organization) return;
      const { userId, role } = member;
      const asked = store.state.list?.question;
      await change(
        member,
        { kind: 'removal' },
        () => record('organization.removeMember', (id) => organization.removeMember(id), userId),
        () => ({
          list: withoutMember(store.state.list, member.id),
          message: `${memberLabel(member)} is no longer a member.`,
          ...(canBeGiven(store.state, role) ? { undo: { userId, role, label: memberLabel(member) } } : {}),
        }),
        () => void this.remove(member),
      );
      // The first of the next page moves up, or this page is empty now; or something else is shown by now, one row too many.
      const { list, isReading } = store.state;
      const hasGap = list && list.members.length < list.question.pageSize && list.members.length < list.total;
      if (isReading || hasGap || list?.question !== asked) await read();
    },

    async undoRemoval(): Promise<void> {
      const { message, undo } = store.state.notice;
      if (!undo) return;
      const again = async () => {
        const isAdded = await addMember(undo, (label) => `${label} is a member again.`, again);
        // The offer stands as long as it was not taken.
        if (!isAdded && isHere()) store.notify(message, undo);
      };
      const isHere = store.stamp();
      await again();
    },

    editAddForm: (edit: Partial<State['addForm']>) =>
      set({ addForm: { ...store.state.addForm, problem: '', ...edit } }),

    /** Adds the person in the form; what was typed stays until Clerk has agreed. */
    async add(): Promise<void> {
      const { addForm } = store.state;
      if (store.state.adding) return;
      const userId = addForm.userId.trim();
      if (userId === '') {
        return set({ addForm: { ...addForm, problem: 'Enter the ID of the user to add. It starts with user_.' } });
      }
      const member = { userId, role: addForm.role };
      const send = async () => {
        const isAdded = await addMember(member, (label) => `${label} is now a member.`, send);
        // Somebody else may have been typed meanwhile.
        if (isAdded && store.state.addForm.userId.trim() === userId) this.editAddForm({ userId: '' });
      };
      await send();
    },
  };
}

const INVITE_INSTEAD = { label: 'Invite people who have no account yet', href: INVITATIONS_GUIDE };

function replaceMember(list: State['list'], updated: Member): State['list'] {
  return list && { ...list, members: list.members.map((member) => (member.id === updated.id ? updated : member)) };
}

function withoutMember(list: State['list'], memberId: string): State['list'] {
  // The list may have been read anew meanwhile, without the member.
  if (!list?.members.some(({ id }) => id === memberId)) return list;
  return { ...list, members: list.members.filter(({ id }) => id !== memberId), total: list.total - 1 };
}
