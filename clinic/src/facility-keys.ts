import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { GatewayClient } from './gateway-client.ts';
import type { ClinicStore } from './store/clinic-store.ts';

export type KeyUse = 'seal' | 'sign';
export interface FacilityKey {
  readonly id: string;
  readonly requestId: string;
  readonly use: KeyUse;
  readonly privateJwk: JWK;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly registered: boolean;
}

const year = 365 * 86_400_000;
const algorithmOf = (use: KeyUse): string => (use === 'seal' ? 'ECDH-ES' : 'ES256');

/** The newest key for this use; a fresh one is on disk before its public half is registered, and is registered once. */
export async function facilityKey(store: ClinicStore, gateway: GatewayClient, use: KeyUse): Promise<FacilityKey> {
  const known = store.tasks<FacilityKey>(`key-${use}`).at(-1);
  const key = known ?? (await freshKey(store, gateway.now(), use));
  if (key.registered) return key;
  const { kty, crv, x, y } = key.privateJwk;
  const { id, requestId, validFrom, validUntil } = key;
  await gateway.post('/api/health/keys', { requestId, id, use, jwk: { kty, crv, x, y }, validFrom, validUntil });
  const registered = { ...key, registered: true };
  store.putTask(`key-${use}`, id, registered);
  return registered;
}

async function freshKey(store: ClinicStore, now: number, use: KeyUse): Promise<FacilityKey> {
  const { privateKey } = await generateKeyPair(algorithmOf(use), { crv: 'P-256', extractable: true });
  const [id, requestId] = [newId(randomBytes(16)), newId(randomBytes(16))];
  const [validFrom, validUntil] = [now - 60_000, now + 2 * year].map((at) => new Date(at).toISOString()) as [
    string,
    string,
  ];
  const privateJwk = await exportJWK(privateKey);
  const key: FacilityKey = { id, requestId, use, privateJwk, validFrom, validUntil, registered: false };
  store.putTask(`key-${use}`, id, key);
  return key;
}

/** Every key for this use that is kept here: bundles may have been sealed to an older one. */
export const keyById = (store: ClinicStore, use: KeyUse, id: string): FacilityKey | undefined =>
  store.task<FacilityKey>(`key-${use}`, id);

/** Signs a digest (64 hexadecimal digits): compact JWS ES256 whose `kid` is the key's record. */
export const signDigest = async ({ id, privateJwk }: FacilityKey, digest: string): Promise<string> =>
  new CompactSign(new TextEncoder().encode(digest))
    .setProtectedHeader({ alg: 'ES256', kid: id })
    .sign(await importJWK(privateJwk, 'ES256'));
