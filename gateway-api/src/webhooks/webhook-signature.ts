import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/**
 * Standard Webhooks 1.0: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` over `id.timestamp.body`; `v1` is HMAC-SHA-256 under
 * a shared secret, `v1a` is Ed25519. A key belongs to one subscription.
 */
export type SigningKey =
  /** `bytes`: base64 of what the HMAC is keyed with. */
  | { readonly scheme: 'v1'; readonly bytes: string }
  /** PKCS #8, DER in base64. */
  | { readonly scheme: 'v1a'; readonly bytes: string };

/** `whsec_` and 24 to 64 bytes in base64; undefined for anything else. */
export function keyOfSecret(secret: string): SigningKey | undefined {
  const [, text] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length < 24 || bytes.length > 64 ? undefined : { scheme: 'v1', bytes: bytes.toString('base64') };
}

/** A key pair for one subscription; `publicKey` (`whpk_` and 32 bytes in base64) is for the receiver. */
export function freshKeyPair(): { readonly key: SigningKey; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
  return {
    key: { scheme: 'v1a', bytes: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') },
    publicKey: `whpk_${raw.toString('base64')}`,
  };
}

function signatureBy({ scheme, bytes }: SigningKey, content: Buffer): Buffer {
  const key = Buffer.from(bytes, 'base64');
  if (scheme === 'v1') return createHmac('sha256', key).update(content).digest();
  return sign(null, content, createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

/** The three headers of one attempt, signed by each key in turn; the time is the attempt's, the id stays. */
export function signedHeaders(
  keys: readonly SigningKey[],
  id: string,
  body: string,
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.map((key) => `${key.scheme},${signatureBy(key, content).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
