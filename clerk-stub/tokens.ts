/**
 * Signed tokens (RS256). The rules and the JSON are synchronous, WebCrypto is not: the JSON of a response has its tokens
 * without a signature, and `signTokens` adds the signatures to its text.
 */
import { encodeBase64Url } from 'hono/utils/encode';
import { developmentKey } from './development-key.ts';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const KEY_ID = 'ins_stub';

/** How the base64 text of such a public key begins and ends. Between them is the modulus, as in the JSON Web Key. */
const PEM_START = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA';
const PEM_END = 'IDAQAB';

/** In JSON: what `unsignedToken` returns, by the beginning of its header. Metadata of users may have a key `jwt`, too. */
const UNSIGNED_TOKEN = /"jwt":"(eyJhbGciOiJSUzI1NiI[\w-]+\.[\w-]+)"/g;

export type Signer = ReturnType<typeof createSigner>;

/** @param key a private RSA key of 2,048 bits. Throws for any other key. */
export function createSigner(key: JsonWebKey = developmentKey) {
  const { kty, n = '', e } = key;
  if (kty !== 'RSA' || n.length !== 342 || e !== 'AQAB') throw new Error('The key must be an RSA key of 2,048 bits');
  const pem = `${PEM_START}${n.replaceAll('-', '+').replaceAll('_', '/')}${PEM_END}`;
  let privateKey: CryptoKey | undefined;

  /** The signed token of an unsigned one. */
  async function sign(unsigned: string): Promise<string> {
    privateKey ??= await crypto.subtle.importKey('jwk', key, ALGORITHM, false, ['sign']);
    const signature = await crypto.subtle.sign(ALGORITHM, privateKey, new TextEncoder().encode(unsigned));
    return `${unsigned}.${base64url(signature)}`;
  }

  return {
    /** The public key in PEM, for `verifyToken(token, { jwtKey })` of `@clerk/backend`. */
    jwtKey: `-----BEGIN PUBLIC KEY-----\n${pem.replaceAll(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----`,
    /** The public key as a JSON Web Key Set. */
    jwks: { keys: [{ use: 'sig', kty, kid: KEY_ID, alg: 'RS256', n, e }] },
    sign,
    /** Signs every token in the text of a response. */
    async signTokens(json: string): Promise<string> {
      const signed = new Map<string, string>();
      for (const [, unsigned = ''] of json.matchAll(UNSIGNED_TOKEN)) signed.set(unsigned, await sign(unsigned));
      return json.replaceAll(UNSIGNED_TOKEN, (_, unsigned) => `"jwt":"${signed.get(unsigned)}"`);
    },
  };
}

/** The header and the claims of a token, to be signed. */
export function unsignedToken(claims: object, header: object = {}): string {
  const encode = (part: object) => base64url(new TextEncoder().encode(JSON.stringify(part)).buffer);
  return `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID, ...header })}.${encode(claims)}`;
}

const base64url = (bytes: ArrayBuffer): string => encodeBase64Url(bytes).replaceAll('=', '');
