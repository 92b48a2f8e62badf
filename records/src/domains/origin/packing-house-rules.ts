import { amended } from '../../amended.ts';
import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { PackingHouseBody, RegisterPackingHouse, UpdatePackingHouse } from './packing-house.ts';
import { requireNewSite, requireOriginRegistrar, siteCodeKey } from './site-rules.ts';
import { normaliseSiteCode, schemeOf } from './site.ts';

export const requirePackingHouse = (record: RecordState | undefined, id: string): RecordState<PackingHouseBody> => {
  if (record?.type !== 'origin/packing-house') throw new DomainError('origin/packing-house-not-found', id);
  return record as RecordState<PackingHouseBody>;
};

export const registerPackingHouse = (
  current: { existing: RecordState | undefined; taken: string | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, unit, scheme, ...house }: RegisterPackingHouse,
  actor: Actor,
): Outcome => {
  requireNewSite(current, { unit, code: house.phc }, actor);
  const body: PackingHouseBody = {
    ...house,
    scheme: scheme ?? schemeOf(house.phc),
    phcNormalised: normaliseSiteCode(house.phc),
  };
  return {
    next: [firstVersion({ id, type: 'origin/packing-house', owner: unit, body })],
    entries: [{ key: siteCodeKey(house.phc), value: id }],
    event: 'PackingHouseRegistered',
  };
};

export const updatePackingHouse = (
  current: { house: RecordState | undefined },
  { requestId: _, id, reason, ...changed }: UpdatePackingHouse,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  const house = requirePackingHouse(current.house, id);
  const body: PackingHouseBody = { ...amended(house.body, changed), change: { reason, at: txTime } };
  return { next: [nextVersion(house, { body })], entries: [], event: 'PackingHouseUpdated' };
};
