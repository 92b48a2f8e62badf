import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type { GrowingAreaBody, RegisterFarm, RegisterGrowingArea, UpdateGrowingArea } from './growing-area.ts';
import { requireNewSite, requireOriginRegistrar, siteCodeKey } from './site-rules.ts';
import { normaliseSiteCode, schemeOf } from './site.ts';

export const requireGrowingArea = (record: RecordState | undefined, id: string): RecordState<GrowingAreaBody> => {
  if (record?.type !== 'origin/growing-area') {
    throw new DomainError('origin/growing-area-not-found', id);
  }
  return record as RecordState<GrowingAreaBody>;
};

/** Growing area codes are issued by the agriculture department's registrars, for one of its units. */
export const registerGrowingArea = (
  current: { existing: RecordState | undefined; taken: string | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, unit, scheme, ...area }: RegisterGrowingArea,
  actor: Actor,
): Outcome => {
  requireNewSite(current, { unit, code: area.puc }, actor);
  const body: GrowingAreaBody = {
    ...area,
    scheme: scheme ?? schemeOf(area.puc),
    pucNormalised: normaliseSiteCode(area.puc),
  };
  return {
    next: [firstVersion({ id, type: 'origin/growing-area', owner: unit, body })],
    entries: [{ key: siteCodeKey(area.puc), value: id }],
    event: 'GrowingAreaRegistered',
  };
};

/** What is found to be otherwise on a visit: a new version that says why. */
export const updateGrowingArea = (
  current: { area: RecordState | undefined },
  { requestId: _, id, reason, ...changed }: UpdateGrowingArea,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  const area = requireGrowingArea(current.area, id);
  const body: GrowingAreaBody = { ...area.body, ...changed, change: { reason, at: txTime } };
  return { next: [nextVersion(area, { body })], entries: [], event: 'GrowingAreaUpdated' };
};

/** A farm inside a growing area: registered by the area's unit for itself, or by a registrar for any unit of the organisation. */
export const registerFarm = (
  current: { existing: RecordState | undefined; area: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, unit, ...body }: RegisterFarm,
  actor: Actor,
  txTime: string,
): Outcome => {
  const owner = unit ?? actor.unit;
  requireFreeId(current.existing);
  const area = requireGrowingArea(current.area, body.growingArea);
  if (actor.role === 'registrar' || actor.role === 'admin') {
    if (current.standing === undefined) throw new DomainError('registry/unit-not-found', owner);
    if (current.standing.msp !== actor.msp) throw new DomainError('registry/other-organisation');
  } else {
    requireRole(actor, ['farmer', 'packer']);
    if (owner !== actor.unit || area.owner !== actor.unit) throw new DomainError('origin/growing-area-of-other-unit');
    requireCapability(current.standing, actor, ['origin:harvest'], txTime);
  }
  return { next: [firstVersion({ id, type: 'origin/farm', owner, body })], entries: [], event: 'FarmRegistered' };
};
