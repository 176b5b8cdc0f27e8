/** Uploaded images. */
import { clerkErrors } from '../errors.ts';

/** Bytes. Clerk's limit, as its components say. */
const MAX_SIZE = 10 * 1024 * 1024;

/** The image as a data: URL. Throws Clerk's 422 if there is none, or if it is of another type or too large. */
export function requireImage(dataUrl: string | null): string {
  if (!dataUrl) throw clerkErrors.paramMissing('file');
  const [, base64] = /^data:image\/(?:jpeg|png|gif|webp);base64,(.*)$/.exec(dataUrl) ?? [];
  if (base64 === undefined) throw clerkErrors.paramValueInvalid('file', 'must be a JPG, PNG, GIF or WEBP image');
  if (base64.length > (MAX_SIZE * 4) / 3) throw clerkErrors.paramValueInvalid('file', 'must be at most 10 MB');
  return dataUrl;
}
