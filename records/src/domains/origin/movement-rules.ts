import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordDraft, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import {
  handlingRoles,
  lotKey,
  requireBatch,
  requireFreeLot,
  requireUsable,
  statusOf,
  type BatchState,
} from './batch-access.ts';
import { mostOf, type DatedRules } from './crop-rules.ts';
import { aliasesOf } from './gs1-alias.ts';
import type { BatchBody, Unshipped } from './batch.ts';
import type { GrowingAreaBody } from './growing-area.ts';
import type { EventBody, Pack, Receive, Ship, Split } from './movement.ts';
import { mergeUnshipped, shipFromSeasons, takeUnshipped } from './season-cap.ts';

interface Handling {
  /** Records under the ids that the command wants to create. */
  readonly existing: readonly (RecordState | undefined)[];
  readonly standing: UnitStanding | undefined;
}

const requireDistinct = (names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DomainError('origin/duplicate-input', twice);
};

const eventOf = (
  id: string,
  actor: Actor,
  standing: UnitStanding,
  body: Omit<EventBody, 'unit' | 'commune'>,
): RecordDraft<EventBody> =>
  firstVersion({
    id,
    type: 'origin/event',
    owner: actor.unit,
    body: { ...body, unit: actor.unit, commune: standing.commune },
  });

/** Takes a weight out of a batch: what leaves never exceeds what is left. */
const withdraw = (batch: BatchState, grams: number, child: string): { rest: BatchBody; unshipped: Unshipped[] } => {
  const remaining = gramsOf(batch.body.remainingKg);
  if (grams > remaining) {
    throw new DomainError('origin/mass-balance', `${weightKgOf(grams)} kg > ${batch.body.remainingKg} kg, ${batch.id}`);
  }
  const { taken, rest } = takeUnshipped(batch.body.unshipped, grams, remaining);
  return {
    unshipped: taken,
    rest: {
      ...batch.body,
      remainingKg: weightKgOf(remaining - grams),
      unshipped: rest,
      children: [...batch.body.children, child],
    },
  };
};

const updated = (batch: BatchState, body: BatchBody): RecordDraft<BatchBody> =>
  nextVersion(batch, { body, status: statusOf(body) });

/** The common value of a field over all inputs, or nothing where they differ. */
const shared = <Key extends keyof BatchBody>(
  key: Key,
  inputs: readonly BatchState[],
): Partial<Pick<BatchBody, Key>> => {
  const value = inputs[0]?.body[key];
  const same = value !== undefined && inputs.every((input) => input.body[key] === value);
  return same ? ({ [key]: value } as Pick<BatchBody, Key>) : {};
};

export const pack = (
  current: Handling & {
    inputs: readonly (RecordState | undefined)[];
    taken: string | undefined;
    /** The record under the output's GTIN and lot. */
    alias: RecordState | undefined;
    /** By crop. */
    rules: ReadonlyMap<string, DatedRules>;
  },
  command: Pack,
  actor: Actor,
  txTime: string,
): Outcome => {
  const { id, inputs, output } = command;
  requireRole(actor, handlingRoles);
  const standing = requireCapability(current.standing, actor, ['origin:pack'], txTime);
  current.existing.forEach(requireFreeId);
  requireDistinct([id, output.id, ...inputs.map(({ batch }) => batch)]);
  const batches = inputs.map(({ batch }, index) => requireUsable(current.inputs[index], batch, actor));
  requireFreeLot(current.taken, output.lot);
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
    ...shared('growingArea', batches),
    ...shared('farm', batches),
    ...shared('harvestDate', batches),
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
  requireRole(actor, handlingRoles);
  const standing = requireCapability(current.standing, actor, ['origin:harvest', 'origin:pack', 'origin:ship'], txTime);
  current.existing.forEach(requireFreeId);
  requireDistinct([id, batchId, ...parts.map((part) => part.id)]);
  requireDistinct(parts.map((part) => part.lot));
  const batch = requireUsable(current.batch, batchId, actor);
  parts.forEach((part, index) => requireFreeLot(current.taken[index], part.lot));
  let rest: BatchState = batch;
  const children = parts.map((part) => {
    const grams = gramsOf(part.weightKg);
    const taken = withdraw(rest, grams, part.id);
    rest = { ...rest, body: taken.rest };
    const { transit: _t, hold: _h, release: _r, labels: _l, ...inherited } = batch.body;
    const weightKg = weightKgOf(grams);
    const body: BatchBody = {
      ...inherited,
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

export const ship = (
  current: Handling & {
    batch: RecordState | undefined;
    receiver: UnitStanding | undefined;
    areas: ReadonlyMap<string, RecordState<GrowingAreaBody>>;
    totals: ReadonlyMap<string, number>;
  },
  { id, batch: batchId, to, carrier }: Ship,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, handlingRoles);
  const standing = requireCapability(current.standing, actor, ['origin:ship'], txTime);
  current.existing.forEach(requireFreeId);
  const batch = requireUsable(current.batch, batchId, actor);
  if (current.receiver === undefined || to === actor.unit) throw new DomainError('registry/unit-not-found', to);
  const by = carrier === undefined ? {} : { carrier };
  const entries = shipFromSeasons(batch.body.unshipped, current.areas, current.totals);
  const body: BatchBody = { ...batch.body, unshipped: [], transit: { event: id, to, ...by } };
  const sent = [{ batch: batchId, weightKg: batch.body.remainingKg }];
  const event = eventOf(id, actor, standing, { eventType: 'ship', inputs: sent, outputs: sent, to, ...by });
  return { next: [event, updated(batch, body)], entries, event: 'BatchShipped' };
};

/** The receiver becomes the owner. A recalled batch can be received, so that it comes to rest somewhere known. */
export const receive = (
  current: Handling & { batch: RecordState | undefined },
  { id, batch: batchId, weightKg }: Receive,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, handlingRoles);
  const standing = requireCapability(current.standing, actor, ['origin:receive'], txTime);
  current.existing.forEach(requireFreeId);
  const batch = requireBatch(current.batch, batchId);
  const { transit, ...rest } = batch.body;
  if (transit === undefined) throw new DomainError('origin/batch-not-in-transit', batchId);
  if (transit.to !== actor.unit) throw new DomainError('origin/batch-sent-elsewhere', batchId);
  const sent = gramsOf(rest.remainingKg);
  const arrived = weightKg === undefined ? sent : gramsOf(weightKg);
  if (arrived > sent) throw new DomainError('origin/mass-balance', `${weightKg} kg > ${rest.remainingKg} kg`);
  const body: BatchBody = { ...rest, remainingKg: weightKgOf(arrived) };
  const event = eventOf(id, actor, standing, {
    eventType: 'receive',
    inputs: [{ batch: batchId, weightKg: rest.remainingKg }],
    outputs: [{ batch: batchId, weightKg: body.remainingKg }],
    lossKg: weightKgOf(sent - arrived),
  });
  return {
    next: [event, nextVersion(batch, { owner: actor.unit, body, status: statusOf(body) })],
    entries: [],
    event: 'BatchReceived',
  };
};
