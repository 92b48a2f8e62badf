import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { grantingOrganisations, requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRegistrar, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type { GrowingAreaBody, RegisterFarm, RegisterGrowingArea } from './growing-area.ts';

/** A growing area code in the form in which two are compared: upper case, separators as one hyphen. */
export const normalisePuc = (puc: string): string => puc.toUpperCase().replaceAll(/[ .\-/]+/g, '-');

export const pucKey = (puc: string): string => `a/puc/${normalisePuc(puc)}`;

export const requireGrowingArea = (record: RecordState | undefined, id: string): RecordState<GrowingAreaBody> => {
  if (record?.type !== 'origin/growing-area') {
    throw new DomainError('origin/growing-area-not-found', id);
  }
  return record as RecordState<GrowingAreaBody>;
};

/** Growing area codes are issued by the agriculture department's registrars, for one of its units. */
export const registerGrowingArea = (
  current: { existing: RecordState | undefined; taken: string | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, unit, ...area }: RegisterGrowingArea,
  actor: Actor,
): Outcome => {
  requireRegistrar(actor);
  if (!grantingOrganisations['origin:harvest'].includes(actor.msp)) {
    throw new DomainError('registry/other-organisation', actor.msp);
  }
  requireFreeId(current.existing);
  if (current.standing === undefined) throw new DomainError('registry/unit-not-found', unit);
  if (current.standing.msp !== actor.msp) throw new DomainError('registry/other-organisation');
  if (current.taken !== undefined) throw new DomainError('origin/puc-in-use', `${area.puc} = ${current.taken}`);
  const body: GrowingAreaBody = { ...area, pucNormalised: normalisePuc(area.puc) };
  return {
    next: [firstVersion({ id, type: 'origin/growing-area', owner: unit, body })],
    entries: [{ key: pucKey(area.puc), value: id }],
    event: 'GrowingAreaRegistered',
  };
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
