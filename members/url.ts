/** The params of the list, and how the URL holds them: `?page=2&role=org:admin&query=ada`. */
import { cleanText } from './text.ts';

export interface ListParams {
  /** From 1. */
  page: number;
  pageSize: number;
  /** A role key; empty for all roles. */
  role: string;
  /** Search text; empty for everybody. */
  query: string;
}

const DEFAULT_PAGE_SIZE = 10;
export const PAGE_SIZES: readonly number[] = [DEFAULT_PAGE_SIZE, 20, 50, 100];
/** Clerk's limit: https://clerk.com/docs/reference/frontend-api (`limit`, 1 to 500). */
const MAX_PAGE_SIZE = 500;
/** Beyond any list, and its offset is still a safe integer. */
const MAX_PAGE = 1_000_000;

/** Reads the params from a URL's query string. Invalid values count as absent. */
export function parseParams(search: string): ListParams {
  const params = new URLSearchParams(search);
  const numberOf = (name: string, max: number, fallback: number) => {
    const value = Number(params.get(name));
    return Number.isInteger(value) && value >= 1 && value <= max ? value : fallback;
  };
  const role = params.get('role') ?? '';
  return {
    page: numberOf('page', MAX_PAGE, 1),
    pageSize: numberOf('pageSize', MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE),
    // Old Clerk applications have roles without `org:`.
    role: /^[\w:-]+$/.test(role) ? role : '',
    // The search field has no line breaks, and must show what Clerk searches for.
    query: cleanText((params.get('query') ?? '').replaceAll(/[\n\r]/g, ' ')),
  };
}

/** The query string for the params: defaults are left out, and other parameters of the URL are kept. */
function formatParams({ page, pageSize, role, query }: ListParams, search: string): string {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string | number, defaultValue: string | number) =>
    value === defaultValue ? params.delete(name) : params.set(name, String(value));
  set('page', page, 1);
  set('pageSize', pageSize, DEFAULT_PAGE_SIZE);
  set('role', role, '');
  set('query', searchText(query) && cleanText(query), '');
  // A query string may contain colons, and role keys are easier to read with them.
  const text = params.toString().replaceAll('%3A', ':');
  return text && `?${text}`;
}

export const isSameParams = (a: ListParams, b: ListParams): boolean => formatParams(a, '') === formatParams(b, '');

/** Writes the params to the URL, as a new history entry or in place of the current one. */
export function writeParams(params: ListParams, method: 'pushState' | 'replaceState'): void {
  const search = formatParams(params, location.search);
  // With the origin: a path that begins with two slashes would be taken for a host.
  const url = location.origin + location.pathname + search + location.hash;
  if (search !== location.search) history[method](null, '', url);
}

/** What Clerk searches for. A query of only separators is not a search. */
export const searchText = (query: string): string => cleanText(query.replaceAll(/[\s,]+/g, ' '));

/** The params of `organization.getMemberships()`. */
export function toGetMembershipsParams({ page, pageSize, role, query }: ListParams) {
  // The SDK splits a query value at its commas into several parameters, and Clerk reads only one of them.
  const text = searchText(query);
  return { initialPage: page, pageSize, ...(role ? { role: [role] } : {}), ...(text ? { query: text } : {}) };
}
