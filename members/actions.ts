/** The actions of the page, the questions it asks before them, and what the modules of both depend on. */
import type { List } from './list.ts';
import type { Messages } from './messages.ts';
import type { Sdk } from './sdk.ts';
import type { Member } from './state.ts';
import type { Store } from './store.ts';
import type { ListParams } from './url.ts';

/** Each action has one definition; the view calls it by its name. */
export interface Actions {
  changeRole(member: Member, role: string): void;
  removeMember(member: Member): void;
  addMember(params: { userId: string; role: string }): void;
  inviteMember(params: { emailAddress: string; role: string }): void;
  openPendingInvitations(onOpen: () => void): Promise<void>;
  setParams(change: Partial<ListParams>): void;
  reloadList(): void;
  switchOrganization(organizationId: string): void;
  leaveOrganization(): void;
  signOut(): void;
  dismissToast(): void;
}

/** Asks before a change that is hard to undo. Resolves with whether the person confirmed. */
export interface Confirm {
  removal(member: Member): Promise<boolean>;
  leaving(): Promise<boolean>;
  /** Before giving up the permission to manage members. */
  stepDown(role: string): Promise<boolean>;
}

export interface Dependencies {
  store: Store;
  sdk: Sdk;
  list: List;
  messages: Messages;
  confirm: Confirm;
}
