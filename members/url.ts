/** What the list is asked for, and how it stands in the page's address: `?page=2&role=org:admin&query=ada`. */

export interface Question {
  /** From 1. */
  page: number;
  pageSize: number;
  /** A role key; empty for all roles. */
  role: string;
  /** Search text; empty for everybody. */
  query: string;
}

export const PAGE_SIZES: readonly number[] = [10, 20, 50, 100];
const DEFAULT_PAGE_SIZE = 10;
/** Clerk's limit: https://clerk.com/docs/reference/frontend-api (`limit`, 1 to 500). */
const MAX_PAGE_SIZE = 500;
/** Far beyond any list, and its offset still a number that survives the way to Clerk. */
const MAX_PAGE = 1_000_000;

/** Reads an address. What makes no sense there counts as not said. */
export function parseQuestion(search: string): Question {
  const params = new URLSearchParams(search);
  const role = params.get('role') ?? '';
  return {
    page: wholeNumber(params.get('page'), MAX_PAGE) ?? 1,
    pageSize: wholeNumber(params.get('pageSize'), MAX_PAGE_SIZE) ?? DEFAULT_PAGE_SIZE,
    role: /^org:[a-z0-9_]+$/.test(role) ? role : '',
    query: (params.get('query') ?? '').trim(),
  };
}

/** The address for a question: what is not the default, beside the parameters that are somebody else's. */
export function formatQuestion(question: Question, search: string): string {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string, isDefault: boolean) =>
    isDefault ? params.delete(name) : params.set(name, value);
  set('page', String(question.page), question.page === 1);
  set('pageSize', String(question.pageSize), question.pageSize === DEFAULT_PAGE_SIZE);
  set('role', question.role, question.role === '');
  set('query', question.query, question.query === '');
  // A colon may stand in a query string as it is, and role keys read better so.
  const text = params.toString().replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** The question in the terms of `organization.getMemberships()`. */
export function membershipsParams({ page, pageSize, role, query }: Question) {
  // The SDK splits every query value at its commas into several parameters, of which Clerk reads one.
  const sent = query.replaceAll(/[\s,]+/g, ' ').trim();
  return {
    initialPage: page,
    pageSize,
    ...(role ? { role: [role] } : {}),
    ...(sent ? { query: sent } : {}),
  };
}

export const hasFilter = ({ role, query }: Question): boolean => role !== '' || query !== '';

function wholeNumber(text: string | null, max: number): number | undefined {
  if (text === null || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= max ? number : undefined;
}
