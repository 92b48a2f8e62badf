import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { lotKey, requireFreeLot, requireLoose, requireUsable, type BatchState } from './batch-access.ts';
import type { BatchBody } from './batch.ts';
import { mostOf, type DatedRules } from './crop-rules.ts';
import { aliasesOf } from './gs1-alias.ts';
import { requireGrowingArea } from './growing-area-rules.ts';
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
import type { Pack } from './movement.ts';
import { requirePackingHouse } from './packing-house-rules.ts';
import { mergeUnshipped } from './season-cap.ts';
import { requireMarket } from './site-rules.ts';

/** What is read of the places that a packing for a market involves. */
export interface PackingPlaces {
  readonly house: RecordState | undefined;
  /** Growing areas of the inputs by id; read only where a market is named. */
  readonly areas: ReadonlyMap<string, RecordState>;
}

/** Growing areas that the produce of a batch comes from: its own, or those that its season's weights still name. */
export const areasOf = ({ body }: BatchState): string[] => [
  ...new Set([
    ...(body.growingArea === undefined ? [] : [body.growingArea]),
    ...body.unshipped.map((u) => u.growingArea),
  ]),
];

/** The house is the packer's own; for a market it and every growing area of the inputs must be approved that day. */
const requirePlaces = (
  { packingHouse, market }: Pack,
  { house, areas }: PackingPlaces,
  batches: readonly BatchState[],
  actor: Actor,
  today: string,
): Pick<BatchBody, 'packingHouse' | 'market'> => {
  if (packingHouse !== undefined) {
    const own = requirePackingHouse(house, packingHouse);
    if (own.owner !== actor.unit) throw new DomainError('origin/packing-house-of-other-unit', own.body.phc);
    if (own.status !== 'active') throw new DomainError('origin/packing-house-not-active', own.body.phc);
    if (market !== undefined) requireMarket(own, market, today);
  }
  if (market !== undefined) {
    for (const batch of batches) {
      const places = areasOf(batch);
      if (places.length === 0) throw new DomainError('origin/growing-area-not-found', batch.id);
      for (const id of places) requireMarket(requireGrowingArea(areas.get(id), id), market, today);
    }
  }
  return {
    ...(packingHouse === undefined ? {} : { packingHouse }),
    ...(market === undefined ? {} : { market }),
  };
};

export const pack = (
  current: Handling & {
    inputs: readonly (RecordState | undefined)[];
    taken: string | undefined;
    /** The record under the output's GTIN and lot. */
    alias: RecordState | undefined;
    /** By crop. */
    rules: ReadonlyMap<string, DatedRules>;
    places: PackingPlaces;
  },
  command: Pack,
  actor: Actor,
  txTime: string,
): Outcome => {
  const { id, inputs, output } = command;
  const standing = requireHandling(current, actor, txTime, ['origin:pack']);
  requireDistinct([id, output.id, ...inputs.map(({ batch }) => batch)]);
  const batches = inputs.map(({ batch }, index) => requireLoose(requireUsable(current.inputs[index], batch, actor)));
  requireFreeLot(current.taken, output.lot);
  const places = requirePlaces(command, current.places, batches, actor, vietnamDate(txTime));
  const withdrawn = batches.map((batch, index) => withdraw(batch, gramsOf(inputs[index]?.weightKg ?? '0'), output.id));
  const entered = inputs.reduce((sum, { weightKg }) => sum + gramsOf(weightKg), 0);
  const grams = gramsOf(output.weightKg);
  const most = batches.map(({ body }, index) =>
    mostOf(gramsOf(inputs[index]?.weightKg ?? '0'), current.rules.get(body.product.code), txTime),
  );
  const limit = most.reduce((sum, one) => sum + one.grams, 0);
  if (grams > limit) throw new DomainError('origin/mass-balance', `${output.weightKg} kg > ${weightKgOf(limit)} kg`);
  const cropRules = [...new Set(most.flatMap(({ rules }) => rules ?? []))];
  const parents = inputs.map((input) => ({ id: input.batch, weightKg: weightKgOf(gramsOf(input.weightKg)) }));
  const body: BatchBody = {
    lot: output.lot,
    product: output.product,
    ...(output.useBy === undefined ? {} : { useBy: output.useBy }),
    ...shared('growingArea', batches),
    ...shared('farm', batches),
    ...shared('harvestDate', batches),
    ...sharedCertificates(batches),
    ...places,
    commune: standing.commune,
    weightKg: weightKgOf(grams),
    remainingKg: weightKgOf(grams),
    kind: 'packed',
    producer: actor.unit,
    parents,
    children: [],
    unshipped: mergeUnshipped(withdrawn.flatMap(({ unshipped }) => unshipped)),
    recalls: [],
  };
  const event = eventOf(id, actor, standing, {
    eventType: 'pack',
    inputs: parents.map((parent) => ({ batch: parent.id, weightKg: parent.weightKg })),
    outputs: [{ batch: output.id, weightKg: body.weightKg }],
    // Within its tolerance a crop may weigh more than before.
    lossKg: weightKgOf(Math.max(0, entered - grams)),
    ...(cropRules.length === 0 ? {} : { cropRules }),
    ...places,
  });
  const packed = firstVersion({ id: output.id, type: 'origin/batch', owner: actor.unit, body });
  return {
    next: [
      event,
      packed,
      ...aliasesOf(packed, current.alias),
      ...batches.map((batch, index) => updated(batch, withdrawn[index]?.rest ?? batch.body)),
    ],
    entries: [{ key: lotKey(actor.unit, output.lot), value: output.id }],
    event: 'BatchPacked',
  };
};
