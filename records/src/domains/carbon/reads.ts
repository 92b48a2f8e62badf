import { DomainError } from '../../domain-error.ts';
import type { LedgerEntry, OwnedKey } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState, type RecordType } from '../../record-state.ts';
import { ownerKey } from '../registry/registry-rules.ts';
import type { Capability, UnitBody } from '../registry/registry.ts';
import { requireCapability, requireRole, standingKey, type UnitStanding } from '../registry/unit-standing.ts';

/**
 * What a rule of this domain may ask of the ledger. The rules read for themselves, so that the property tests run them with the very reads
 * that the chaincode makes; given the same answers they decide the same.
 */
export interface Reads {
  readonly actor: Actor;
  /** The transaction's own timestamp, ISO 8601 UTC. */
  readonly txTime: string;
  record(id: string | undefined): Promise<RecordState | undefined>;
  entry<Value>(key: string): Promise<Value | undefined>;
}

/** Which role of a certificate uses which accreditation. */
const capabilityOf = {
  'project-owner': 'carbon:own',
  verifier: 'carbon:verify',
  authority: 'carbon:authority',
} as const satisfies Record<string, Capability>;
export type CarbonRole = keyof typeof capabilityOf;

/** The actor's unit acts in one of these roles and is accredited for it now. */
export const requireCarbonRole = async (ledger: Reads, ...roles: CarbonRole[]): Promise<UnitStanding> => {
  const { actor, txTime } = ledger;
  requireRole(actor, roles);
  const standing = await ledger.entry<UnitStanding>(standingKey(actor.unit));
  return requireCapability(standing, actor, [capabilityOf[actor.role as CarbonRole]], txTime);
};

export const find = async <State extends RecordState>(ledger: Reads, type: RecordType, id: string): Promise<State> => {
  const record = await ledger.record(id);
  if (record?.type !== type) throw new DomainError('carbon/not-found', `${type}: ${id}`);
  return record as State;
};

export const requireFree = async (ledger: Reads, ...ids: readonly string[]): Promise<void> => {
  if (new Set(ids).size < ids.length) throw new DomainError('registry/id-in-use', ids.join(', '));
  for (const id of ids) {
    if ((await ledger.record(id)) !== undefined) throw new DomainError('registry/id-in-use', id);
  }
};

/** A branch (13 digits) is the legal entity of its first ten. */
export const legalEntityOf = (taxCode: string): string => taxCode.slice(0, 10);

/** Tax code of a unit: a unit without one cannot be told apart from another, so absent data is a failed check. */
export const requireTaxCode = async (ledger: Reads, unit: string): Promise<string> => {
  const record = await ledger.record(unit);
  const taxCode = record?.type === 'registry/unit' ? (record.body as UnitBody).taxCode : undefined;
  if (taxCode === undefined) throw new DomainError('carbon/tax-code-missing', unit);
  return taxCode;
};

export interface Party {
  readonly legalEntity: string;
  readonly parents?: readonly string[] | undefined;
}
/** Owner, verifier and authority are three legal entities without a declared parent in common. */
export const requireApart = (...parties: readonly Party[]): void => {
  const seen = new Set<string>();
  for (const { legalEntity, parents = [] } of parties) {
    const own = new Set([legalEntity, ...parents].map(legalEntityOf));
    for (const code of own) if (seen.has(code)) throw new DomainError('carbon/same-legal-entity', code);
    for (const code of own) seen.add(code);
  }
};

/** Another unit than the actor's is accredited for a role now. */
export const requireAccount = async (ledger: Reads, unit: string, role: CarbonRole): Promise<UnitStanding> => {
  const standing = await ledger.entry<UnitStanding>(standingKey(unit));
  const now = Date.parse(ledger.txTime);
  const open = standing?.grants.some(
    ({ may, from, until }) => may.includes(capabilityOf[role]) && Date.parse(from) <= now && now < Date.parse(until),
  );
  if (standing === undefined || open !== true) {
    throw new DomainError(role === 'verifier' ? 'carbon/verifier-unknown' : 'carbon/account-closed', unit);
  }
  return standing;
};
/** The organisation whose peer guards what a unit holds, and whether the unit may hold: its account is open. */
export const requireOpenAccount = (ledger: Reads, unit: string): Promise<UnitStanding> =>
  requireAccount(ledger, unit, 'project-owner');

/** Keys that need the peer of `msp` from now on, and the entry whose being written makes that so for new ones (ADR 8). */
export const guardedBy = (msp: string, ...keys: readonly string[]): { entry: LedgerEntry; owned: OwnedKey[] } => ({
  entry: { key: ownerKey(msp), value: msp },
  owned: keys.map((key) => ({ key, msp })),
});
export const guardedRecords = (msp: string, ...ids: readonly string[]) => guardedBy(msp, ...ids.map(recordKey));
