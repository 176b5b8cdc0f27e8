/** Metadata: JSON objects that are merged deeply. The settings of a seed are merged into the environment in the same way. */
import type { Metadata } from '../state.ts';

/** Merges deeply. At any level, `null` removes a key. */
export function merge(target: Metadata, patch: Metadata): Metadata {
  const merged = Object.entries(patch).map(([key, value]) => {
    const former = target[key];
    return [key, isMetadata(value) ? merge(isMetadata(former) ? former : {}, value) : value];
  });
  return Object.fromEntries([...Object.entries(target), ...merged].filter(([key]) => patch[String(key)] !== null));
}

export const isMetadata = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
