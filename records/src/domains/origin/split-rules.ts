import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { lotKey, requireFreeLot, requireLoose, requireUsable, type BatchState } from './batch-access.ts';
import type { BatchBody } from './batch.ts';
import { aliasesOf } from './gs1-alias.ts';
import {
  eventOf,
  requireDistinct,
  requireHandling,
  shared,
  sharedCertificates,
  updated,
  withdraw,
  type Handling,
} from './mass-balance.ts';
import type { Merge, Split } from './movement.ts';
import { mergeUnshipped } from './season-cap.ts';

const inheritedKeys = [
  ...(['growingArea', 'farm', 'harvestDate', 'useBy', 'inputsUsed', 'photos', 'note', 'commune'] as const),
  ...(['certificates', 'packingHouse', 'market', 'imported'] as const),
] as const;
/** What a part of a batch is too; all else tells what happened to the batch itself. */
const inheritedBy = (batch: BatchState): Partial<BatchBody> =>
  Object.assign({}, ...inheritedKeys.map((key) => shared(key, [batch]))) as Partial<BatchBody>;

export const split = (
  current: Handling & {
    batch: RecordState | undefined;
    taken: readonly (string | undefined)[];
    /** Per part, the record under the batch's GTIN and the part's lot. */
    aliases: readonly (RecordState | undefined)[];
  },
  { id, batch: batchId, parts }: Split,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime, ['origin:harvest', 'origin:pack', 'origin:ship']);
  requireDistinct([id, batchId, ...parts.map((part) => part.id)]);
  requireDistinct(parts.map((part) => part.lot));
  const batch = requireLoose(requireUsable(current.batch, batchId, actor));
  parts.forEach((part, index) => requireFreeLot(current.taken[index], part.lot));
  let rest: BatchState = batch;
  const children = parts.map((part) => {
    const grams = gramsOf(part.weightKg);
    const taken = withdraw(rest, grams, part.id);
    rest = { ...rest, body: taken.rest };
    const weightKg = weightKgOf(grams);
    const body: BatchBody = {
      ...inheritedBy(batch),
      product: batch.body.product,
      lot: part.lot,
      weightKg,
      remainingKg: weightKg,
      kind: 'split',
      producer: actor.unit,
      parents: [{ id: batchId, weightKg }],
      children: [],
      unshipped: mergeUnshipped(taken.unshipped),
      recalls: [],
    };
    return firstVersion({ id: part.id, type: 'origin/batch', owner: actor.unit, body });
  });
  const outputs = children.map((child) => ({ batch: child.id, weightKg: child.body.weightKg }));
  const total = parts.reduce((sum, part) => sum + gramsOf(part.weightKg), 0);
  const inputs = [{ batch: batchId, weightKg: weightKgOf(total) }];
  return {
    next: [
      eventOf(id, actor, standing, { eventType: 'split', inputs, outputs }),
      ...children,
      ...children.flatMap((child, index) => aliasesOf(child, current.aliases[index])),
      updated(batch, rest.body),
    ],
    entries: parts.map((part) => ({ key: lotKey(actor.unit, part.lot), value: part.id })),
    event: 'BatchSplit',
  };
};

/** Lots of one product become one lot: it weighs what they gave, and a recall of any of them reaches it. */
export const merge = (
  current: Handling & {
    inputs: readonly (RecordState | undefined)[];
    taken: string | undefined;
    alias: RecordState | undefined;
  },
  { id, inputs, output }: Merge,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  requireDistinct([id, output.id, ...inputs.map(({ batch }) => batch)]);
  const batches = inputs.map(({ batch }, index) => requireLoose(requireUsable(current.inputs[index], batch, actor)));
  requireFreeLot(current.taken, output.lot);
  const product = batches[0]?.body.product ?? { code: '', name: '' };
  const other = batches.find(({ body }) => body.product.code !== product.code || body.product.gtin !== product.gtin);
  if (other !== undefined) throw new DomainError('origin/merge-of-different', other.id);
  const amounts = inputs.map(({ batch, weightKg }) => ({ batch, weightKg: weightKgOf(gramsOf(weightKg)) }));
  const withdrawn = batches.map((batch, index) => withdraw(batch, gramsOf(amounts[index]?.weightKg ?? '0'), output.id));
  const weightKg = weightKgOf(amounts.reduce((sum, amount) => sum + gramsOf(amount.weightKg), 0));
  const body: BatchBody = {
    lot: output.lot,
    product,
    ...shared('growingArea', batches),
    ...shared('farm', batches),
    ...shared('harvestDate', batches),
    ...shared('useBy', batches),
    ...shared('packingHouse', batches),
    ...shared('market', batches),
    ...sharedCertificates(batches),
    commune: standing.commune,
    weightKg,
    remainingKg: weightKg,
    kind: 'merged',
    producer: actor.unit,
    parents: amounts.map((amount) => ({ id: amount.batch, weightKg: amount.weightKg })),
    children: [],
    unshipped: mergeUnshipped(withdrawn.flatMap(({ unshipped }) => unshipped)),
    recalls: [],
  };
  const merged = firstVersion({ id: output.id, type: 'origin/batch', owner: actor.unit, body });
  const outputs = [{ batch: output.id, weightKg }];
  return {
    next: [
      eventOf(id, actor, standing, { eventType: 'merge', inputs: amounts, outputs }),
      merged,
      ...aliasesOf(merged, current.alias),
      ...batches.map((batch, index) => updated(batch, withdrawn[index]?.rest ?? batch.body)),
    ],
    entries: [{ key: lotKey(actor.unit, output.lot), value: output.id }],
    event: 'BatchesMerged',
  };
};
