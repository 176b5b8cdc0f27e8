/**
 * Signed tokens (RS256). The rules and the JSON are synchronous, WebCrypto is not: the JSON of a response has its tokens
 * without a signature, and `signTokens` adds the signatures to its text.
 */
import { encodeBase64Url } from 'hono/utils/encode';
import { developmentKey } from './development-key.ts';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const KEY_ID = 'ins_stub';

/** In JSON: what `unsignedToken` returns, by the beginning of its header. Metadata of users may have a key `jwt`, too. */
const UNSIGNED_TOKEN = /"jwt":"(eyJhbGciOiJSUzI1NiI[\w-]+\.[\w-]+)"/g;

/** The public key as a JSON Web Key Set. */
export const jwks = {
  keys: [{ use: 'sig', kty: developmentKey.kty, kid: KEY_ID, alg: 'RS256', n: developmentKey.n, e: developmentKey.e }],
};

let privateKey: CryptoKey | undefined;

export async function sign(unsigned: string): Promise<string> {
  privateKey ??= await crypto.subtle.importKey('jwk', developmentKey, ALGORITHM, false, ['sign']);
  const signature = await crypto.subtle.sign(ALGORITHM, privateKey, new TextEncoder().encode(unsigned));
  return `${unsigned}.${base64url(signature)}`;
}

/** Signs every token in the text of a response. */
export async function signTokens(json: string): Promise<string> {
  const signed = new Map<string, string>();
  for (const [, unsigned = ''] of json.matchAll(UNSIGNED_TOKEN)) signed.set(unsigned, await sign(unsigned));
  return json.replaceAll(UNSIGNED_TOKEN, (_, unsigned) => `"jwt":"${signed.get(unsigned)}"`);
}

/** The header and the claims of a token, to be signed. */
export function unsignedToken(claims: object, header: object = {}): string {
  const encode = (part: object) => base64url(new TextEncoder().encode(JSON.stringify(part)).buffer);
  return `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header })}.${encode(claims)}`;
}

const base64url = (bytes: ArrayBuffer): string => encodeBase64Url(bytes).replaceAll('=', '');
