import { DomainError } from '../../domain-error.ts';
import type { Actor, RecordState, RecordStatus } from '../../record-state.ts';
import { isTraining } from '../../training.ts';
import type { BatchBody } from './batch.ts';

export type BatchState = RecordState<BatchBody>;

/** People who handle goods; registrars, inspectors and administrators do not. */
export const handlingRoles = ['farmer', 'packer', 'carrier', 'retailer'];

/** What a unit that handles goods may be accredited for. */
export const handlingCapabilities = ['origin:harvest', 'origin:pack', 'origin:ship', 'origin:receive'] as const;

/** The record, if it is a batch. */
export const requireBatch = (record: RecordState | undefined, id: string): BatchState => {
  if (record?.type !== 'origin/batch') throw new DomainError('origin/batch-not-found', id);
  return record as BatchState;
};

/** What is there to learn with stays with its unit: no real goods are made of it, and nobody else gets it. */
export const requireReal = (batch: BatchState): BatchState => {
  if (isTraining(batch)) throw new DomainError('origin/training-stays', batch.id);
  return batch;
};

/** Only the unit that has a batch now may pack, split or ship it, and only while nothing speaks against it. */
export const requireUsable = (record: RecordState | undefined, id: string, actor: Actor): BatchState => {
  const batch = requireReal(requireBatch(record, id));
  if (batch.owner !== actor.unit) throw new DomainError('origin/batch-of-other-unit', id);
  if (batch.status === 'recalled') throw new DomainError('origin/batch-recalled', id);
  if (batch.status === 'held') throw new DomainError('origin/batch-held', batch.body.hold?.detail);
  if (batch.body.transit !== undefined) throw new DomainError('origin/batch-in-transit', id);
  if (batch.status !== 'active' || batch.body.remainingKg === '0') throw new DomainError('origin/batch-closed', id);
  return batch;
};

/** What is loaded in a container, pallet or parcel is taken out before anything but a journey happens to it. */
export const requireLoose = (batch: BatchState): BatchState => {
  const { shipmentUnit } = batch.body;
  if (shipmentUnit !== undefined)
    throw new DomainError('origin/batch-in-shipment-unit', `${batch.id} ∈ ${shipmentUnit}`);
  return batch;
};

/**
 * The status that follows from the body alone: a recall outweighs a hold, a hold outweighs being used up. What was sold to the last
 * kilogram is in people's kitchens and stays in force.
 */
export const statusOf = (body: BatchBody): RecordStatus => {
  if (body.recalls.length > 0) return 'recalled';
  if (body.hold !== undefined && body.release === undefined) return 'held';
  return body.remainingKg === '0' && body.soldKg === undefined ? 'closed' : 'active';
};

/** (growing area or unit, lot) names one batch: the key holds its id. */
export const lotKey = (scope: string, lot: string): string => `a/lot/${scope}/${lot}`;

export const requireFreeLot = (taken: string | undefined, lot: string): void => {
  if (taken !== undefined) throw new DomainError('origin/lot-in-use', lot);
};
