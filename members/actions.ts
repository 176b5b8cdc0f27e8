/** What a person can do on the page, and what the page asks them first. */
import type { Failure, Member, State } from './state.ts';
import type { ListParams } from './url.ts';

/** Each action has one definition; the view calls it by its name. */
export interface Actions {
  changeRole(member: Member, role: string): void;
  removeMember(member: Member): void;
  addMember(params: { userId: string; role: string }): void;

  setParams(change: Partial<ListParams>): void;
  search(query: string, isSubmit?: boolean): void;
  reloadList(): void;

  switchOrganization(organizationId: string): void;
  leaveOrganization(): void;
  signOut(): void;
}

/** What the banner offers. It works before Clerk has loaded. */
export interface FailureActions {
  /** Takes a failure off the banner, and repeats what failed. */
  retry(failure: Failure): void;
  clear(subject: Failure['subject']): void;
}

/** Asks before something that is hard to take back. Each resolves with whether the person confirmed. */
export interface Confirm {
  removal(state: State, member: Member): Promise<boolean>;
  leaving(state: State): Promise<boolean>;
  /** Before giving up the permission to manage members. */
  stepDown(state: State, role: string): Promise<boolean>;
}
