import { subtle } from 'node:crypto';
import { newUnitKey, type Jwk } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import type { Committed } from '../../ledger/ledger.ts';
import type { UnitKeyUse } from '../../vault/unit-keys.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { CredentialDeps } from './credential-deps.ts';

const years = 3;

const newSigningKey = async (): Promise<{ publicJwk: Jwk; privateJwk: Jwk }> => {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey);
  return { publicJwk: { kty, crv, x, y }, privateJwk: { ...(await subtle.exportKey('jwk', pair.privateKey)) } };
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
    const made = use === 'sign' ? await newSigningKey() : await newUnitKey(subtle);
    unitKeys.put(identity.unit, use, { id, ...made });
  }
  const day = now.toISOString().slice(0, 10);
  const command = {
    ...{ requestId, id, use, algorithm: use === 'sign' ? 'ES256' : 'ECDH-ES', custody: 'custodial' },
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
