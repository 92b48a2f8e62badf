import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion } from '../../outcome.ts';
import type { Actor, RecordDraft, RecordState } from '../../record-state.ts';
import { gramsOf, weightKgOf } from '../../weight.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { Capability } from '../registry/registry.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { handlingCapabilities, handlingRoles, statusOf, type BatchState } from './batch-access.ts';
import type { BatchBody, Unshipped } from './batch.ts';
import type { EventBody } from './movement.ts';
import { takeUnshipped } from './season-cap.ts';

/** What every step of the supply chain reads. */
export interface Handling {
  /** Records under the ids that the command wants to create. */
  readonly existing: readonly (RecordState | undefined)[];
  readonly standing: UnitStanding | undefined;
}

/** Whoever takes a step handles goods and is accredited for one of these things, and what the step creates is not there yet. */
export const requireHandling = (
  { existing, standing }: Handling,
  actor: Actor,
  txTime: string,
  anyOf: readonly Capability[] = handlingCapabilities,
): UnitStanding => {
  requireRole(actor, handlingRoles);
  const held = requireCapability(standing, actor, anyOf, txTime);
  existing.forEach(requireFreeId);
  return held;
};

export const requireDistinct = (names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DomainError('origin/duplicate-input', twice);
};

/** The step itself, as a record of the acting unit. */
export const eventOf = (
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
export const withdraw = (
  batch: BatchState,
  grams: number,
  child?: string,
): { rest: BatchBody; unshipped: Unshipped[] } => {
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
      children: child === undefined ? batch.body.children : [...batch.body.children, child],
    },
  };
};

/** The next version of a batch, with the status that follows from its body. */
export const updated = (batch: BatchState, body: BatchBody): RecordDraft<BatchBody> =>
  nextVersion(batch, { body, status: statusOf(body) });

/** The certificates that all inputs have. */
export const sharedCertificates = (inputs: readonly BatchState[]): Pick<BatchBody, 'certificates'> => {
  const [first, ...others] = inputs.map(({ body }) => body.certificates ?? []);
  const common = (first ?? []).filter((id) => others.every((ids) => ids.includes(id)));
  return common.length === 0 ? {} : { certificates: common };
};

/** The common value of a field over all inputs, or nothing where they differ. */
export const shared = <Key extends keyof BatchBody>(
  key: Key,
  inputs: readonly BatchState[],
): Partial<Pick<BatchBody, Key>> => {
  const value = inputs[0]?.body[key];
  const same = value !== undefined && inputs.every((input) => input.body[key] === value);
  return same ? ({ [key]: value } as Pick<BatchBody, Key>) : {};
};
