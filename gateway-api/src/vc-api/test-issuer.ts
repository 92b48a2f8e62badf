import { createPrivateKey, generateKeyPairSync, sign, webcrypto, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Es256Key, P256Jwk } from '@daunguon/formats/es256';
import { didKeyOf, type Ed25519Jwk } from '@daunguon/formats/multikey';
import type { EddsaKey } from '@daunguon/formats/open-badges';

/**
 * Issuer of the interoperability endpoints: two `did:key`s that belong to no unit, so that what they sign proves nothing about anybody's
 * diploma. Anyone with the API key can have anything signed by them, and that is what the public suites need.
 */
export interface TestIssuer {
  readonly eddsa: EddsaKey & { readonly did: string };
  readonly ecdsa: Es256Key & { readonly did: string };
}

const kidOf = (did: string): string => `${did}#${did.slice('did:key:'.length)}`;
const generate = () => ({
  ed25519: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
});

const signWith = (key: KeyObject) => (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, key));

/** Opens the keys in `file`, made at first use and readable by their owner alone; without a file they live as long as the process. */
export async function openTestIssuer(file?: string): Promise<TestIssuer> {
  const kept = file !== undefined && existsSync(file);
  const jwks = kept ? (JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof generate>) : generate();
  if (file !== undefined && !kept) writeFileSync(file, JSON.stringify(jwks), { mode: 0o600, flush: true });
  const eddsaDid = didKeyOf(jwks.ed25519 as unknown as Ed25519Jwk);
  const ecdsaDid = didKeyOf(jwks.p256 as unknown as P256Jwk);
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await webcrypto.subtle.importKey('jwk', jwks.p256 as webcrypto.JsonWebKey, curve, false, ['sign']);
  const edKey = createPrivateKey({ key: jwks.ed25519, format: 'jwk' });
  return {
    eddsa: { did: eddsaDid, kid: kidOf(eddsaDid), sign: signWith(edKey) },
    ecdsa: { did: ecdsaDid, kid: kidOf(ecdsaDid), privateKey },
  };
}
