import { subtle, type webcrypto } from 'node:crypto';
import { newUnitKey, type Jwk } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import type { Committed } from '../../ledger/ledger.ts';
import type { UnitKeyUse } from '../../vault/unit-keys.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { CredentialDeps } from './credential-deps.ts';

const years = 3;

interface KeyPair {
  readonly publicJwk: Jwk;
  readonly privateJwk: Jwk;
}

const jwksOf = async ({ publicKey, privateKey }: webcrypto.CryptoKeyPair): Promise<KeyPair> => {
  const { kty, crv, x, y } = await subtle.exportKey('jwk', publicKey);
  const publicJwk: Jwk = y === undefined ? { kty, crv, x } : { kty, crv, x, y };
  return { publicJwk, privateJwk: { ...(await subtle.exportKey('jwk', privateKey)) } };
};

/** What a key of each use is on the ledger, and how one is made. */
const kinds: Readonly<Record<UnitKeyUse, { use: string; algorithm: string; make(): Promise<KeyPair> }>> = {
  sign: {
    ...{ use: 'sign', algorithm: 'ES256' },
    make: async () =>
      jwksOf(await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])),
  },
  badge: {
    ...{ use: 'sign', algorithm: 'EdDSA' },
    make: async () =>
      jwksOf((await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair),
  },
  seal: { ...{ use: 'seal', algorithm: 'ECDH-ES' }, make: () => newUnitKey(subtle) },
};

/**
 * Makes a key for a unit, keeps it, and registers its public half: as the unit's first, or in the place of the one that it had.
 * `id` makes it safe to repeat: a key that is kept already is registered, not made again.
 */
export async function registerCustodialKey(
  { unitKeys, ledger }: Pick<CredentialDeps, 'unitKeys' | 'ledger'>,
  identity: LedgerIdentity,
  { requestId, id, use, replaces }: { requestId: string; id: string; use: UnitKeyUse; replaces?: string },
  now: Date,
): Promise<Committed> {
  const isNew = unitKeys.byId(id) === undefined;
  if (isNew) {
    unitKeys.put(identity.unit, use, { id, ...(await kinds[use].make()) });
  }
  const day = now.toISOString().slice(0, 10);
  const command = {
    ...{ requestId, id, use: kinds[use].use, algorithm: kinds[use].algorithm, custody: 'custodial' },
    jwk: unitKeys.byId(id)?.publicJwk,
    validFrom: `${day}T00:00:00Z`,
    validUntil: `${Number(day.slice(0, 4)) + years}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}T00:00:00Z`,
  };
  try {
    return await (replaces === undefined
      ? ledger.submit(identity, 'Credential:RegisterIssuerKey', command)
      : ledger.submit(identity, 'Credential:RotateIssuerKey', { ...command, replaces }));
  } catch (error) {
    if (isNew && error instanceof DomainError) unitKeys.drop(id);
    throw error;
  }
}
