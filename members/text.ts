/** Cleans pasted text, distinguishes equal names, isolates right-to-left names inside sentences, and formats counts. */

/**
 * White space at the ends, and format characters: zero-width spaces, soft hyphens, byte order marks, direction marks. Inside, the two
 * joiners may be part of the spelling. White space inside stays, too: Clerk rejects an ID with a space, while removing the space could
 * make it somebody else's.
 */
const INVISIBLE = /^[\p{Cf}\s]+|[\p{Cf}\s]+$|(?![\u200C\u200D])\p{Cf}/gu;
const DIRECTION_MARKS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFEFC]/;

/** Removes white space at the ends, and invisible characters. */
export const cleanText = (text: string): string => text.replaceAll(INVISIBLE, '');

/** Keeps the direction of a text to itself, for use inside a sentence. */
export function isolate(text: string): string {
  const unmarked = text.replaceAll(DIRECTION_MARKS, '');
  return RIGHT_TO_LEFT.test(unmarked) ? `\u2068${unmarked}\u2069` : unmarked;
}

/** The name, followed by a detail if another entry has the same name. */
export const distinctName = (name: string, all: readonly { name: string }[], detail: string): string =>
  all.filter((other) => other.name === name).length > 1 ? `${name} (${detail})` : name;

/** A count with its thousands separated. The first `toLocaleString()` takes 3 ms, so it is only called where it is needed. */
export const formatCount = (count: number): string => (count < 1000 ? String(count) : count.toLocaleString('en'));
