import { amended } from '../../amended.ts';
import { DomainError, inRow } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type {
  GrowingAreaBody,
  GrowingAreaRow,
  RegisterFarm,
  RegisterGrowingArea,
  RegisterGrowingAreas,
  UpdateGrowingArea,
} from './growing-area.ts';
import { requireNewSite, requireOriginRegistrar, siteCodeKey } from './site-rules.ts';
import { normaliseSiteCode, schemeOf } from './site.ts';

export const requireGrowingArea = (record: RecordState | undefined, id: string): RecordState<GrowingAreaBody> => {
  if (record?.type !== 'origin/growing-area') {
    throw new DomainError('origin/growing-area-not-found', id);
  }
  return record as RecordState<GrowingAreaBody>;
};

/** What is read for one growing area to be entered. */
export interface NewAreaContext {
  readonly existing: RecordState | undefined;
  readonly taken: string | undefined;
  readonly standing: UnitStanding | undefined;
}

const areaOf = (current: NewAreaContext, { id, unit, scheme, ...area }: GrowingAreaRow, actor: Actor) => {
  requireNewSite(current, { unit, code: area.puc }, actor);
  const body: GrowingAreaBody = {
    ...area,
    scheme: scheme ?? schemeOf(area.puc),
    pucNormalised: normaliseSiteCode(area.puc),
  };
  return firstVersion({ id, type: 'origin/growing-area', owner: unit, body });
};
const codeEntry = ({ id, puc }: Pick<GrowingAreaRow, 'id' | 'puc'>) => ({ key: siteCodeKey(puc), value: id });

/** Growing area codes are issued by the agriculture department's registrars, for one of its units. */
export const registerGrowingArea = (
  current: NewAreaContext,
  { requestId: _, ...row }: RegisterGrowingArea,
  actor: Actor,
): Outcome => ({
  next: [areaOf(current, row, actor)],
  entries: [codeEntry(row)],
  event: 'GrowingAreaRegistered',
});

/** All rows or none; the refusal names the first wrong row. */
export const registerGrowingAreas = (
  rows: readonly NewAreaContext[],
  { areas }: RegisterGrowingAreas,
  actor: Actor,
): Outcome => {
  const seen = new Set<string>();
  const next = areas.map((row, index) => {
    const read = rows[index];
    if (read === undefined) throw new Error(`row ${index} was not read`);
    return inRow('/areas', index, () => {
      for (const name of [row.id, siteCodeKey(row.puc)]) {
        if (seen.has(name)) throw new DomainError('origin/duplicate-input', name);
        seen.add(name);
      }
      return areaOf(read, row, actor);
    });
  });
  return { next, entries: areas.map(codeEntry), event: 'GrowingAreasRegistered' };
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
  const body: GrowingAreaBody = { ...amended(area.body, changed), change: { reason, at: txTime } };
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
