/** The faults that the demo's page offers, by their labels there. */
import type { Fault } from './faults.ts';

const faults: Record<string, Omit<Fault, 'method' | 'path'>> = {
  'Internal error (500)': {},
  'Resource locked (409)': {
    status: 409,
    code: 'resource_locked',
    message: 'resource busy',
    longMessage: 'This resource is currently being modified by another request. Please try again.',
  },
  'Too many requests (429)': {
    status: 429,
    code: 'too_many_requests',
    message: 'Too many requests',
    longMessage: 'Too many requests, retry later',
    retryAfter: 5,
  },
  'HTML page of a proxy (502)': { status: 502, body: '<h1>Bad gateway</h1>' },
  'Connection failure': { network: true },
};

export const demoFaults = new Map(Object.entries(faults));

/** The path of the hold button, and the default path of a fault. */
export const ORGANIZATIONS_PATH = '/v1/organizations/*';

/** A browser opens six connections, and the control page needs one. */
export const HOLD_LIMIT = { seconds: 20, requests: 4 };
