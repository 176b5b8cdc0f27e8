/** Metadata: JSON objects that are merged deeply. The settings of a seed are merged into the environment in the same way. */
import type { Metadata } from '../state.ts';

/** Merges deeply. At any level, `null` removes a key. */
export function merge(target: Metadata, patch: Metadata): Metadata {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const former = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isMetadata(value) ? merge(isMetadata(former) ? former : {}, value) : value);
  }
  return Object.fromEntries(merged);
}

export const isMetadata = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of a JSON object; `undefined` if there is none. */
export const valueAt = (json: unknown, path: readonly string[]): unknown =>
  path.reduce((value, name) => (isMetadata(value) && Object.hasOwn(value, name) ? value[name] : undefined), json);
