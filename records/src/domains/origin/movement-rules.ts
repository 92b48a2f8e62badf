import { DomainError } from '../../domain-error.ts';
import { nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import { requireBatch, requireLoose, requireUsable, statusOf } from './batch-access.ts';
import type { BatchBody, Discrepancy } from './batch.ts';
import { toleranceGrams, type DatedRules } from './crop-rules.ts';
import type { GrowingAreaBody } from './growing-area.ts';
import { eventOf, requireHandling, updated, type Handling } from './mass-balance.ts';
import type { Receive, Ship } from './movement.ts';
import { shipFromSeasons } from './season-cap.ts';

/** Growing areas and season totals that weights leaving them count against. */
export interface SeasonContext {
  readonly areas: ReadonlyMap<string, RecordState<GrowingAreaBody>>;
  readonly totals: ReadonlyMap<string, number>;
}

/**
 * Sends what is left of a batch to a unit, which then receives it; or to a buyer who has no unit: that step is named and stays
 * unconfirmed, and with it the batch's proven way ends.
 */
export const ship = (
  current: Handling & SeasonContext & { batch: RecordState | undefined; receiver: UnitStanding | undefined },
  { id, batch: batchId, to, buyer, carrier, document }: Ship,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime, ['origin:ship']);
  const batch = requireUsable(current.batch, batchId, actor);
  if ((to === undefined) === (buyer === undefined)) throw new DomainError('origin/ship-needs-receiver');
  if (to !== undefined && (current.receiver === undefined || to === actor.unit)) {
    throw new DomainError('registry/unit-not-found', to);
  }
  const by = carrier === undefined ? {} : { carrier };
  const entries = shipFromSeasons(batch.body.unshipped, current.areas, current.totals);
  const sent = [{ batch: batchId, weightKg: batch.body.remainingKg }];
  const step = {
    eventType: 'ship',
    inputs: sent,
    outputs: sent,
    ...by,
    ...(document === undefined ? {} : { document }),
  } as const;
  const shipped: BatchBody = { ...batch.body, unshipped: [] };
  if (buyer !== undefined) {
    const body: BatchBody = {
      ...requireLoose(batch).body,
      ...shipped,
      remainingKg: '0',
      handedOver: { event: id, buyer },
    };
    const event = eventOf(id, actor, standing, { ...step, unconfirmed: buyer });
    return { next: [event, updated(batch, body)], entries, event: 'BatchHandedOver' };
  }
  const body: BatchBody = { ...shipped, transit: { event: id, to: to ?? '', ...by } };
  const event = eventOf(id, actor, standing, { ...step, to: to ?? '' });
  return { next: [event, updated(batch, body)], entries, event: 'BatchShipped' };
};

/** What both parties see when their scales differ. */
const discrepancyOf = ({
  sent,
  received,
  tolerance,
}: {
  sent: number;
  received: number;
  tolerance: number;
}): Omit<Discrepancy, 'event'> | undefined =>
  sent === received
    ? undefined
    : {
        sentKg: weightKgOf(sent),
        receivedKg: weightKgOf(received),
        beyondTolerance: Math.abs(sent - received) > tolerance,
      };

/**
 * The receiver becomes the owner, by the weight on its own scale. More than was sent is taken within the tolerance of the crop's
 * rules, and even then no more counts than was sent. A recalled batch can be received, so that it comes to rest somewhere known.
 */
export const receive = (
  current: Handling & { batch: RecordState | undefined; rules: ReadonlyMap<string, DatedRules> },
  { id, batch: batchId, weightKg }: Receive,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime, ['origin:receive']);
  const batch = requireBatch(current.batch, batchId);
  const { transit, discrepancy: _, ...rest } = batch.body;
  if (transit === undefined) throw new DomainError('origin/batch-not-in-transit', batchId);
  if (transit.to !== actor.unit) throw new DomainError('origin/batch-sent-elsewhere', batchId);
  const sent = gramsOf(rest.remainingKg);
  const received = weightKg === undefined ? sent : gramsOf(weightKg);
  const tolerance = toleranceGrams(sent, current.rules.get(rest.product.code), txTime);
  if (received > sent + tolerance) {
    throw new DomainError('origin/mass-balance', `${weightKg} kg > ${weightKgOf(sent + tolerance)} kg`);
  }
  const counted = Math.min(sent, received);
  const discrepancy = discrepancyOf({ sent, received, tolerance });
  const body: BatchBody = {
    ...rest,
    remainingKg: weightKgOf(counted),
    ...(discrepancy === undefined ? {} : { discrepancy: { event: id, ...discrepancy } }),
  };
  const event = eventOf(id, actor, standing, {
    eventType: 'receive',
    inputs: [{ batch: batchId, weightKg: rest.remainingKg }],
    outputs: [{ batch: batchId, weightKg: body.remainingKg }],
    lossKg: weightKgOf(sent - counted),
    ...(discrepancy === undefined ? {} : { discrepancy }),
  });
  return {
    next: [event, nextVersion(batch, { owner: actor.unit, body, status: statusOf(body) })],
    entries: [],
    event: 'BatchReceived',
  };
};
