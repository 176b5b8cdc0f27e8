/** Uploaded images. */
import { clerkErrors } from '../errors.ts';

/** Bytes. Clerk's limit, as its components say. */
const MAX_SIZE = 10 * 1024 * 1024;

/** The image as a data: URL. Throws Clerk's 400 if there is none, or if its type is not supported, and 413 if it is too large. */
export function requireImage(dataUrl: string | null): string {
  if (!dataUrl) throw clerkErrors.imageMissing();
  const [, type = 'unknown', base64 = ''] = /^data:([^;,]*);base64,(.*?)=*$/.exec(dataUrl) ?? [];
  if (!/^image\/(?:jpeg|png|gif|webp)$/.test(type)) throw clerkErrors.imageTypeUnsupported(type);
  if (base64.length > Math.ceil((MAX_SIZE * 4) / 3)) throw clerkErrors.imageTooLarge();
  return dataUrl;
}
