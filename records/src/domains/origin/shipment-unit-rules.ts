import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { requireBatch, requireLoose, requireUsable, type BatchState } from './batch-access.ts';
import { eventOf, requireDistinct, requireHandling, updated, type Handling } from './mass-balance.ts';
import type {
  LoadShipmentUnit,
  OpenShipmentUnit,
  RecordGate,
  SealShipmentUnit,
  ShipmentIdentity,
  ShipmentUnitBody,
  UnloadShipmentUnit,
} from './shipment-unit.ts';

export type ShipmentUnitState = RecordState<ShipmentUnitBody>;

/** Containers travel again and again: the key holds the id of the newest journey under a number. */
export const shipmentUnitKey = ({ kind, number }: ShipmentIdentity): string => `a/unit/${kind}/${number}`;

/** What is read of a container, pallet or parcel: itself, all units inside it, all batches inside those. */
export interface Cargo {
  readonly unit: RecordState | undefined;
  readonly units: ReadonlyMap<string, RecordState>;
  readonly batches: ReadonlyMap<string, RecordState>;
}

const sizes = { parcel: 0, pallet: 1, container: 2 } as const;

const requireUnit = (record: RecordState | undefined, id: string): ShipmentUnitState => {
  if (record?.type !== 'origin/shipment-unit') throw new DomainError('origin/shipment-unit-not-found', id);
  if (record.status === 'closed') throw new DomainError('origin/shipment-unit-closed', id);
  return record as ShipmentUnitState;
};

const requireOwn = (unit: ShipmentUnitState, actor: Actor): ShipmentUnitState => {
  if (unit.owner !== actor.unit) throw new DomainError('origin/shipment-unit-of-other-unit', unit.id);
  return unit;
};

/** Every batch in a unit and in the units inside it. */
export const batchesIn = (body: ShipmentUnitBody, units: ReadonlyMap<string, RecordState>): string[] => [
  ...body.batches,
  ...body.units.flatMap((id) => {
    const inner = units.get(id) as ShipmentUnitState | undefined;
    return inner === undefined ? [] : batchesIn(inner.body, units);
  }),
];

const amountsOf = (ids: readonly string[], { batches }: Cargo) =>
  ids.map((id) => ({ batch: id, weightKg: requireBatch(batches.get(id), id).body.remainingKg }));

export const openShipmentUnit = (
  current: {
    existing: RecordState | undefined;
    standing: UnitStanding | undefined;
    /** The newest journey under this number. */
    newest: RecordState | undefined;
  },
  { requestId: _, id, ...journey }: OpenShipmentUnit,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireHandling({ existing: [current.existing], standing: current.standing }, actor, txTime);
  if (current.newest?.status === 'active') throw new DomainError('origin/shipment-unit-in-use', current.newest.id);
  const body: ShipmentUnitBody = { ...journey, batches: [], units: [] };
  return {
    next: [firstVersion({ id, type: 'origin/shipment-unit', owner: actor.unit, body })],
    entries: [{ key: shipmentUnitKey(journey.identity), value: id }],
    event: 'ShipmentUnitOpened',
  };
};

/** One's own, and not sealed. */
const requireOpen = (unit: ShipmentUnitState, actor: Actor): ShipmentUnitState => {
  if (requireOwn(unit, actor).body.seal === undefined) return unit;
  throw new DomainError('origin/shipment-unit-sealed', unit.body.seal?.number);
};

/** Own batches, loose and unburdened, and own sealed units go in until it is sealed. */
export const loadShipmentUnit = (
  current: Handling & Cargo,
  { id, shipmentUnit, batches = [], units = [] }: LoadShipmentUnit,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  const unit = requireOpen(requireUnit(current.unit, shipmentUnit), actor);
  requireDistinct([id, shipmentUnit, ...batches, ...units]);
  if (batches.length + units.length === 0) throw new DomainError('origin/shipment-unit-empty', shipmentUnit);
  const loaded = batches.map((batch) => requireLoose(requireUsable(current.batches.get(batch), batch, actor)));
  const inner = units.map((innerId) => {
    const one = requireOwn(requireUnit(current.units.get(innerId), innerId), actor);
    if (sizes[one.body.identity.kind] >= sizes[unit.body.identity.kind] || one.body.within !== undefined) {
      throw new DomainError('origin/shipment-unit-nesting', innerId);
    }
    if (one.body.seal === undefined) throw new DomainError('origin/shipment-unit-not-sealed', innerId);
    return one;
  });
  const body: ShipmentUnitBody = {
    ...unit.body,
    batches: [...unit.body.batches, ...batches],
    units: [...unit.body.units, ...units],
  };
  const all = [...batches, ...inner.flatMap((one) => batchesIn(one.body, current.units))];
  const inputs = amountsOf(all, current);
  return {
    next: [
      eventOf(id, actor, standing, { eventType: 'load', inputs, outputs: inputs, shipmentUnit }),
      nextVersion(unit, { body }),
      ...inner.map((one) => nextVersion(one, { body: { ...one.body, within: shipmentUnit } })),
      ...loaded.map((batch) => updated(batch, { ...batch.body, shipmentUnit })),
    ],
    entries: [],
    event: 'ShipmentUnitLoaded',
  };
};

export const sealShipmentUnit = (
  current: Handling & Cargo,
  { id, shipmentUnit, seal }: SealShipmentUnit,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  const unit = requireOpen(requireUnit(current.unit, shipmentUnit), actor);
  const inputs = amountsOf(batchesIn(unit.body, current.units), current);
  if (inputs.length === 0) throw new DomainError('origin/shipment-unit-empty', shipmentUnit);
  return {
    next: [
      eventOf(id, actor, standing, { eventType: 'seal', inputs, outputs: inputs, shipmentUnit, seal }),
      nextVersion(unit, { body: { ...unit.body, seal: { number: seal, at: txTime } } }),
    ],
    entries: [],
    event: 'ShipmentUnitSealed',
  };
};

/** Whoever has the batches takes them out, which breaks the seal. Units inside come out whole and go to whom their batches belong to. */
export const unloadShipmentUnit = (
  current: Handling & Cargo,
  { id, shipmentUnit, batches = [], units = [] }: UnloadShipmentUnit,
  actor: Actor,
  txTime: string,
): Outcome => {
  const standing = requireHandling(current, actor, txTime);
  const unit = requireUnit(current.unit, shipmentUnit);
  if (unit.body.within !== undefined) throw new DomainError('origin/shipment-unit-nesting', unit.body.within);
  requireDistinct([id, ...batches, ...units]);
  const strange = [
    ...batches.filter((batch) => !unit.body.batches.includes(batch)),
    ...units.filter((inner) => !unit.body.units.includes(inner)),
  ][0];
  if (strange !== undefined) throw new DomainError('origin/not-in-shipment-unit', strange);
  if (batches.length + units.length === 0) throw new DomainError('origin/shipment-unit-empty', shipmentUnit);
  const inner = units.map((innerId) => requireUnit(current.units.get(innerId), innerId));
  const all = [...batches, ...inner.flatMap((one) => batchesIn(one.body, current.units))];
  const owned = (batchId: string): BatchState => {
    const batch = requireBatch(current.batches.get(batchId), batchId);
    if (batch.owner !== actor.unit) throw new DomainError('origin/batch-of-other-unit', batchId);
    if (batch.body.transit !== undefined) throw new DomainError('origin/batch-in-transit', batchId);
    return batch;
  };
  all.forEach(owned);
  const { seal, ...rest } = unit.body;
  const body: ShipmentUnitBody = {
    ...rest,
    batches: rest.batches.filter((batch) => !batches.includes(batch)),
    units: rest.units.filter((one) => !units.includes(one)),
  };
  const empty = body.batches.length + body.units.length === 0;
  const inputs = amountsOf(all, current);
  const broken = seal === undefined ? {} : { seal: seal.number };
  return {
    next: [
      eventOf(id, actor, standing, { eventType: 'unload', inputs, outputs: inputs, shipmentUnit, ...broken }),
      nextVersion(unit, { body, status: empty ? 'closed' : 'active' }),
      ...inner.map((one) => {
        const { within: _, ...own } = one.body;
        return nextVersion(one, { body: own, owner: actor.unit });
      }),
      ...batches.map((batchId) => {
        const { shipmentUnit: _, ...own } = owned(batchId).body;
        return updated(owned(batchId), own);
      }),
    ],
    entries: [],
    event: 'ShipmentUnitUnloaded',
  };
};

/**
 * Through the gate of a port, with all that is in it: in before out, and out where it went in. Said by people of the port or of a carrier
 * that keeps its gate, under an accreditation of its own: whoever owns the goods does not vouch for their journey.
 */
export const recordGate = (
  current: Handling & Cargo,
  { id, shipmentUnit, direction, port }: RecordGate,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, ['carrier']);
  const standing = requireCapability(current.standing, actor, ['origin:gate'], txTime);
  current.existing.forEach(requireFreeId);
  const unit = requireUnit(current.unit, shipmentUnit);
  const { gate } = unit.body;
  const inside = gate?.direction === 'in' ? gate.port.locode : undefined;
  const ordered = direction === 'in' ? inside === undefined : inside === port.locode;
  if (!ordered) throw new DomainError('origin/gate-order', `${direction} ${port.locode}`);
  const inputs = amountsOf(batchesIn(unit.body, current.units), current);
  if (inputs.length === 0) throw new DomainError('origin/shipment-unit-empty', shipmentUnit);
  return {
    next: [
      eventOf(id, actor, standing, { eventType: `gate-${direction}`, inputs, outputs: inputs, shipmentUnit, port }),
      nextVersion(unit, { body: { ...unit.body, gate: { event: id, direction, port } } }),
    ],
    entries: [],
    event: direction === 'in' ? 'GateEntered' : 'GateLeft',
  };
};
