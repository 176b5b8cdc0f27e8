/** Asking Clerk: for the list, the roles, and the person's own memberships. */
import type { OrganizationMembershipResource, OrganizationResource } from '@clerk/shared/types';
import { refusalStatus } from './errors.ts';
import type { Member } from './state.ts';
import type { Store } from './store.ts';
import { formatQuestion, membershipsParams, type Question } from './url.ts';
import { describeError } from './words.ts';

/** How long a pause in typing sends the search. Milliseconds. */
const TYPING_PAUSE = 300;
/** An organization has some twenty roles at most; one page takes them all. */
const ALL_ROLES = 100;

/** `push` for a step one can go back from. */
export type HistoryStep = 'push' | 'replace';
export type Reading = ReturnType<typeof createReading>;

/** @param onQuestion called when the list is asked something else, for the address to follow */
export function createReading(store: Store, onQuestion: (question: Question, step: HistoryStep) => void) {
  const { clerk, set, record, recordAside } = store;
  let latestRead = 0;
  let rolesRead: Promise<void> = Promise.resolve();
  let typing: ReturnType<typeof setTimeout> | undefined;

  function setQuestion(question: Question, step: HistoryStep): void {
    set({ question, searchText: question.query });
    onQuestion(question, step);
  }

  /** Never when Clerk announces a change: the answer makes it announce one. */
  async function readRoles(organization: OrganizationResource): Promise<void> {
    const isHere = store.stamp();
    set({ rolesFailed: false });
    try {
      const answer = await recordAside('organization.getRoles', (params) => organization.getRoles(params), {
        pageSize: ALL_ROLES,
      });
      if (!isHere()) return;
      const assignable = answer.data.map(({ key, name, permissions }) => ({
        key,
        name,
        permissions: permissions.map((permission) => permission.key),
      }));
      const { addForm } = store.state;
      const isAssignable = assignable.some(({ key }) => key === addForm.role);
      set({
        roles: { assignable, isMigrating: answer.has_role_set_migration === true },
        addForm: isAssignable ? addForm : { ...addForm, role: assignable.at(-1)?.key ?? addForm.role },
      });
    } catch (error) {
      // Those that are known will do; whether Clerk can be reached, the list says.
      if (!isHere() || store.state.roles) return;
      set({ rolesFailed: true });
      const retry = () => void startRoles(organization);
      store.fail(`The roles could not be loaded. ${describeError(error)}`, { retry });
    }
  }

  /** Right behind what is asked for at the same moment: the list is what people wait for. */
  function startRoles(organization: OrganizationResource): void {
    rolesRead = Promise.resolve().then(() => readRoles(organization));
  }

  /**
   * Asks for the list. The latest question wins, whatever order the answers come in.
   *
   * @param cause who asks. A person's own question stands in front of the inspector, and its success does away with an
   * older error; `arrival` stands in front; the page's own `check` of what it shows does neither.
   * @returns whether the list that is shown now is the one this call brought
   */
  async function read(cause: 'person' | 'arrival' | 'check' = 'check'): Promise<boolean> {
    const { organization } = clerk;
    if (!organization) return false;
    const isHere = store.stamp();
    latestRead += 1;
    const number = latestRead;
    const isCurrent = () => number === latestRead && isHere();
    set({ isReading: true });
    if (cause === 'person' && store.state.rolesFailed) startRoles(organization);
    try {
      // Only an address can name a role before the roles are known. One that is none is put right, not sent.
      if (store.state.question.role && !store.state.roles) await rolesRead;
      if (!isCurrent()) return false;
      dropUnknownRole();
      const { question } = store.state;
      const answer = await (cause === 'check' ? recordAside : record)(
        'organization.getMemberships',
        (params) => organization.getMemberships(params),
        membershipsParams(question),
      );
      if (!isCurrent()) return false;
      const total = answer.total_count;
      if (answer.data.length === 0 && question.page > 1) {
        // The list has become shorter than the page asked for, or never was as long.
        const lastPage = Math.max(1, Math.min(question.page - 1, Math.ceil(total / question.pageSize)));
        setQuestion({ ...question, page: lastPage }, 'replace');
        return read(cause);
      }
      const { failure } = store.state;
      set({
        isReading: false,
        list: { members: answer.data.map(toMember), total, question },
        failure: cause === 'person' || failure?.isOfReading ? null : failure,
      });
      return true;
    } catch (error) {
      if (isCurrent()) await readFailed(error, cause === 'check');
      return false;
    }
  }

  async function readFailed(error: unknown, isCheck: boolean): Promise<void> {
    const { list, question, failure } = store.state;
    // Rows that answer another question than the one in the controls would be false.
    set({ isReading: false, list: list?.question === question ? list : null });
    // What a person tried and could not do is the greater news, and its "Try again" the one they want.
    const isLesserNews = isCheck && failure !== null && !failure.isOfReading;
    if (!isLesserNews) store.fail(describeError(error), { retry: () => void read('person'), isOfReading: true });
    // Shut out by somebody else, maybe: then Clerk knows where this person still belongs.
    if (refusalStatus(error) === 403 || refusalStatus(error) === 404) await readViewer();
  }

  function dropUnknownRole(): void {
    const { question, roles } = store.state;
    if (question.role && roles && !roles.assignable.some(({ key }) => key === question.role)) {
      setQuestion({ ...question, role: '', page: 1 }, 'replace');
    }
  }

  /** The person's own memberships and permissions, as they are now. Clerk announces them as a change. */
  async function readViewer(): Promise<void> {
    const { user } = clerk;
    if (!user) return;
    try {
      await recordAside('user.reload', () => user.reload());
    } catch {
      // The inspector shows it. The list, asked for at the same time, says what a person must know.
    }
  }

  return {
    read,
    readViewer,

    startRoles,

    /** The first look at an organization: roles and list at once. */
    open(organization: OrganizationResource): void {
      startRoles(organization);
      void read('arrival');
    },

    /** Drops every answer that is still on its way, and asks for page 1 of everybody. */
    startOver(): void {
      latestRead += 1;
      clearTimeout(typing);
      setQuestion({ page: 1, pageSize: store.state.question.pageSize, role: '', query: '' }, 'replace');
    },

    /** Asks the list something else; anything but another page starts at page 1. Takes along what was just typed. */
    ask(change: Partial<Question>): void {
      clearTimeout(typing);
      const { question, searchText } = store.state;
      const typed = searchText.trim();
      const search = typed === question.query ? {} : { query: typed, page: 1 };
      setQuestion({ ...question, page: 1, ...change, ...('query' in change ? {} : search) }, 'push');
      void read('person');
    },

    /** The address has changed by itself: back, forward, or Clerk's components led there. */
    follow(question: Question): void {
      if (formatQuestion(question, '') === formatQuestion(store.state.question, '')) return;
      clearTimeout(typing);
      set({ question, searchText: question.query });
      void read('person');
    },

    /** Text in the search field: asked for when typing pauses; at once when told so, or when it was cleared. */
    search(text: string, now = text === ''): void {
      clearTimeout(typing);
      set({ searchText: text });
      const send = () => {
        const { question } = store.state;
        const query = text.trim();
        if (query === question.query) return;
        // Going back leads before the search, not through its letters.
        setQuestion({ ...question, query, page: 1 }, question.query === '' ? 'push' : 'replace');
        set({ searchText: text });
        void read('person');
      };
      if (now) send();
      else typing = setTimeout(send, TYPING_PAUSE);
    },
  };
}

/** A membership of the SDK as plain data. */
export function toMember(membership: OrganizationMembershipResource): Member {
  const person = membership.publicUserData;
  return {
    id: membership.id,
    userId: person?.userId ?? null,
    identifier: person?.identifier ?? '',
    name: [person?.firstName, person?.lastName].filter(Boolean).join(' '),
    imageUrl: person?.hasImage ? person.imageUrl : null,
    joined: membership.createdAt,
    role: membership.role,
    roleName: membership.roleName,
  };
}
