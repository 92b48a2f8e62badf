import type { P256Jwk } from './p256-point.ts';

/** A key of WebCrypto, in Node and in browsers. */
export type WebKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** An issuer's signing key: a P-256 key of WebCrypto (it need not be extractable) and the name under which its public half is found. */
export interface Es256Key {
  readonly kid: string;
  readonly privateKey: WebKey;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const algorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** WebCrypto takes bytes of an ArrayBuffer only; the copy also keeps what is signed from changing meanwhile. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** Signature in IEEE P1363 form (r || s, 64 bytes), as JOSE, COSE and Data Integrity want it; never DER. */
export const signEs256 = async ({ privateKey }: Es256Key, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, owned(bytes)));

/** Whether `signature` (64 bytes) is the key's over `bytes`. Never throws: a key that is no point of P-256 verifies nothing. */
export const verifyEs256 = async (jwk: P256Jwk, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> => {
  if (signature.length !== 64) return false;
  try {
    const { kty, crv, x, y } = jwk;
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, false, ['verify']);
    return await crypto.subtle.verify(algorithm, key, owned(signature), owned(bytes));
  } catch {
    return false;
  }
};

/** A new key pair. `extractable` only for test keys. */
export const newEs256Key = async (
  kid: string,
  extractable = false,
): Promise<Es256Key & { readonly publicJwk: P256Jwk }> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, extractable, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { kid, privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! } };
};
