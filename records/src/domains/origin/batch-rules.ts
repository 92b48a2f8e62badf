import { DomainError, inRow } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordDraft, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { actingFor, type DelegationEntry } from '../registry/delegation.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { lotKey, requireBatch, requireFreeLot, statusOf } from './batch-access.ts';
import { requireGrowingArea } from './growing-area-rules.ts';
import { aliasesOf, aliasIdOf } from './gs1-alias.ts';
import type { BatchBody, BatchRow, RegisterBatch, RegisterBatches, ReleaseBatch } from './batch.ts';
import type { FarmBody, GrowingAreaBody } from './growing-area.ts';
import { requireOutsideIntervals, type HarvestInterval } from './harvest-interval.ts';
import { seasonCapGrams, seasonOf } from './season-cap.ts';
import { vietnamDate } from '../../vietnam-date.ts';

const dayMs = 86_400_000;
const maxAgeDays = 400;

const requireHarvestDate = (harvestDate: string, txTime: string): void => {
  const today = vietnamDate(txTime);
  if (harvestDate > today) throw new DomainError('origin/harvest-in-future', `${harvestDate} > ${today}`);
  if (Date.parse(today) - Date.parse(harvestDate) > maxAgeDays * dayMs) {
    throw new DomainError('origin/harvest-too-old', harvestDate);
  }
};

/** A unit harvests on its own growing area, or on its own farm inside another's. */
const requireArea = (
  current: { area: RecordState | undefined; farm: RecordState | undefined },
  row: BatchRow,
  actor: Actor,
) => {
  const area = requireGrowingArea(current.area, row.growingArea);
  if (area.status !== 'active') throw new DomainError('origin/growing-area-not-active', area.body.puc);
  const farm = current.farm as RecordState<FarmBody> | undefined;
  if (row.farm !== undefined && (farm?.type !== 'origin/farm' || farm.body.growingArea !== area.id)) {
    throw new DomainError('origin/farm-not-found', row.farm);
  }
  if (area.owner !== actor.unit && (row.farm === undefined || farm?.owner !== actor.unit)) {
    throw new DomainError('origin/growing-area-of-other-unit', area.body.puc);
  }
  return area;
};

/** Mass balance never throws a harvest away: over the growing area's cap the batch is saved as held, for an inspector. */
const holdOver = (area: GrowingAreaBody, row: BatchRow): BatchBody['hold'] =>
  gramsOf(row.weightKg) > seasonCapGrams(area)
    ? {
        reason: 'over-season-cap',
        detail: `${row.weightKg} kg > ${weightKgOf(seasonCapGrams(area))} kg, ${area.puc}`,
      }
    : undefined;

/** What is read for one harvested batch. */
export interface HarvestContext {
  readonly existing: RecordState | undefined;
  readonly taken: string | undefined;
  readonly area: RecordState | undefined;
  readonly farm: RecordState | undefined;
  /** Pre-harvest intervals that touch the month of the harvest in this growing area. */
  readonly intervals: readonly HarvestInterval[] | undefined;
  /** The record under the batch's GTIN and lot. */
  readonly alias: RecordState | undefined;
}

const harvest = (
  current: HarvestContext,
  { id, ...row }: BatchRow,
  actor: Actor,
  txTime: string,
): { batch: RecordDraft<BatchBody>; aliases: readonly RecordDraft[] } => {
  requireFreeId(current.existing);
  const area = requireArea(current, { id, ...row }, actor);
  requireHarvestDate(row.harvestDate, txTime);
  requireOutsideIntervals(current.intervals, row);
  requireFreeLot(current.taken, row.lot);
  const grams = gramsOf(row.weightKg);
  const hold = holdOver(area.body, { id, ...row });
  const certificates = [
    ...(area.body.certificates ?? []),
    ...((current.farm as RecordState<FarmBody> | undefined)?.body.certificates ?? []),
  ];
  const body: BatchBody = {
    ...row,
    ...(certificates.length === 0 ? {} : { certificates: [...new Set(certificates)].slice(-100) }),
    weightKg: weightKgOf(grams),
    remainingKg: weightKgOf(grams),
    commune: area.body.commune,
    kind: 'harvest',
    producer: actor.unit,
    parents: [],
    children: [],
    unshipped: [{ growingArea: area.id, season: seasonOf(row.harvestDate), grams }],
    recalls: [],
    ...(area.body.training === undefined ? {} : { training: true }),
    ...(hold === undefined ? {} : { hold }),
  };
  const batch = firstVersion({ id, type: 'origin/batch', owner: actor.unit, status: statusOf(body), body });
  // A real product's GTIN never leads to what is there to learn with.
  return { batch, aliases: body.training === undefined ? aliasesOf(batch, current.alias) : [] };
};

const lotEntry = ({ id, lot, growingArea }: BatchRow) => ({ key: lotKey(growingArea, lot), value: id });

/** The unit whose person typed, where it is not the one in whose name. */
export const typedBy = ({ onBehalfOf }: { readonly onBehalfOf?: string | undefined }, actor: Actor) =>
  onBehalfOf === undefined ? {} : { enteredBy: actor.unit };

/** Who typed has a role for it, and the unit in whose name it is recorded may harvest. `standing`: of that unit. */
export const requireGrower = (
  current: { standing: UnitStanding | undefined; delegation?: DelegationEntry | undefined },
  onBehalfOf: string | undefined,
  actor: Actor,
  txTime: string,
): Actor => {
  requireRole(actor, onBehalfOf === undefined ? ['farmer', 'packer'] : ['farmer', 'packer', 'commune']);
  const grower = actingFor(actor, onBehalfOf, current.delegation, txTime);
  requireCapability(current.standing, grower, ['origin:harvest'], txTime);
  return grower;
};

export const registerBatch = (
  current: HarvestContext & { standing: UnitStanding | undefined; delegation?: DelegationEntry | undefined },
  { requestId: _, ...row }: RegisterBatch,
  actor: Actor,
  txTime: string,
): Outcome => {
  const grower = requireGrower(current, row.onBehalfOf, actor, txTime);
  const { batch, aliases } = harvest(current, row, grower, txTime);
  const body = { ...batch.body, ...typedBy(row, actor) };
  return { next: [{ ...batch, body }, ...aliases], entries: [lotEntry(row)], event: 'BatchRegistered' };
};

/** All rows or none; the refusal names the first wrong row. */
export const registerBatches = (
  current: { standing: UnitStanding | undefined; rows: readonly HarvestContext[] },
  { batches }: RegisterBatches,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['farmer', 'packer']);
  requireCapability(current.standing, actor, ['origin:harvest'], txTime);
  const seen = new Set<string>();
  const harvested = batches.map((row, index) => {
    const rowContext = current.rows[index];
    if (rowContext === undefined) throw new Error(`row ${index} was not read`);
    return inRow('/batches', index, () => {
      const alias = aliasIdOf(row.product, row.lot);
      for (const name of [row.id, lotKey(row.growingArea, row.lot), ...(alias === undefined ? [] : [alias])]) {
        if (seen.has(name)) throw new DomainError('origin/duplicate-input', name);
        seen.add(name);
      }
      return harvest(rowContext, row, actor, txTime);
    });
  });
  const next = [...harvested.map(({ batch }) => batch), ...harvested.flatMap(({ aliases }) => aliases)];
  return { next, entries: batches.map(lotEntry), event: 'BatchesRegistered' };
};

/** An inspector lets a held batch go, saying why. */
export const releaseBatch = (
  current: { batch: RecordState | undefined; standing: UnitStanding | undefined },
  command: ReleaseBatch,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['inspector']);
  requireCapability(current.standing, actor, ['origin:inspect'], txTime);
  const batch = requireBatch(current.batch, command.id);
  if (batch.status !== 'held') throw new DomainError('origin/batch-not-held', command.id);
  const body: BatchBody = { ...batch.body, release: { reason: command.reason, at: txTime } };
  return { next: [nextVersion(batch, { status: statusOf(body), body })], entries: [], event: 'BatchReleased' };
};
