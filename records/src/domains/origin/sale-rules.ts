import { DomainError } from '../../domain-error.ts';
import type { Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { requireBatch, requireLoose, requireReal, requireUsable } from './batch-access.ts';
import type { BatchBody } from './batch.ts';
import { eventOf, requireHandling, updated, withdraw, type Handling } from './mass-balance.ts';
import type { SeasonContext } from './movement-rules.ts';
import type { Destroy, Sell } from './movement.ts';
import { shipFromSeasons } from './season-cap.ts';

const plus = (kg: string | undefined, grams: number): string => weightKgOf(gramsOf(kg ?? '0') + grams);

/** Sold to those who eat it. What was not shipped before counts against its growing area's season now. */
export const sell = (
  current: Handling & SeasonContext & { batch: RecordState | undefined },
  { id, batch: batchId, weightKg, channel }: Sell,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  const batch = requireLoose(requireUsable(current.batch, batchId, actor));
  const grams = gramsOf(weightKg);
  const { rest, unshipped } = withdraw(batch, grams);
  const body: BatchBody = { ...rest, soldKg: plus(rest.soldKg, grams) };
  const inputs = [{ batch: batchId, weightKg: weightKgOf(grams) }];
  return {
    next: [eventOf(id, actor, standing, { eventType: 'sell', inputs, outputs: [], channel }), updated(batch, body)],
    entries: shipFromSeasons(
      unshipped.filter((part) => part.grams > 0),
      current.areas,
      current.totals,
    ),
    event: 'BatchSold',
  };
};

/** Taken out of the world by whoever has it, also and above all while it is held or recalled. */
export const destroy = (
  current: Handling & { batch: RecordState | undefined },
  { id, batch: batchId, weightKg, reason }: Destroy,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  const batch = requireLoose(requireReal(requireBatch(current.batch, batchId)));
  if (batch.owner !== actor.unit) throw new DomainError('origin/batch-of-other-unit', batchId);
  if (batch.body.transit !== undefined) throw new DomainError('origin/batch-in-transit', batchId);
  if (batch.body.remainingKg === '0') throw new DomainError('origin/batch-closed', batchId);
  const grams = gramsOf(weightKg);
  const { rest } = withdraw(batch, grams);
  const body: BatchBody = { ...rest, destroyedKg: plus(rest.destroyedKg, grams) };
  const inputs = [{ batch: batchId, weightKg: weightKgOf(grams) }];
  return {
    next: [eventOf(id, actor, standing, { eventType: 'destroy', inputs, outputs: [], reason }), updated(batch, body)],
    entries: [],
    event: 'BatchDestroyed',
  };
};
