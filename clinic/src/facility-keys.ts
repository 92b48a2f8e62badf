import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { GatewayRefusal, type GatewayClient } from './gateway-client.ts';
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

/** So long before its end a key is followed by another. */
const renewedBefore = 60 * 86_400_000;

/**
 * The key for this use: the newest that is registered and has time left, else a fresh one, which is on disk before its public half is
 * registered, and is registered once. While that fails the old one serves to its end.
 */
export async function facilityKey(store: ClinicStore, gateway: GatewayClient, use: KeyUse): Promise<FacilityKey> {
  const keys = store.tasks<FacilityKey>(`key-${use}`);
  const left = ({ validUntil }: FacilityKey): number => Date.parse(validUntil) - gateway.now();
  const usable = keys.filter((key) => key.registered && left(key) > 0).sort((a, b) => left(b) - left(a));
  const [newest] = usable;
  if (newest !== undefined && left(newest) > renewedBefore) return newest;
  const begun = keys.find((one) => !one.registered && left(one) > renewedBefore);
  try {
    return await register(store, gateway, begun ?? (await freshKey(store, await gateway.time(), use)));
  } catch (error) {
    if (newest === undefined || !(error instanceof GatewayRefusal)) throw error;
    return newest;
  }
}

async function register(store: ClinicStore, gateway: GatewayClient, key: FacilityKey): Promise<FacilityKey> {
  const { kty, crv, x, y } = key.privateJwk;
  const { id, requestId, use, validFrom, validUntil } = key;
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
