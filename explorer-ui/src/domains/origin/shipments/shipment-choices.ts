import type { BatchBody, RecordState, ShipmentUnitBody } from '@daunguon/records';

export type ShipmentAction = 'load' | 'seal' | 'unload' | 'gate';
type Unit = RecordState<ShipmentUnitBody>;

/** Who looks at a unit of shipment, and what their own unit is accredited for. */
export interface ShipmentViewer {
  readonly role: string;
  readonly unit: string;
  readonly may: readonly string[];
}

const handlers = ['farmer', 'packer', 'carrier', 'retailer'];
const sizes = { parcel: 0, pallet: 1, container: 2 } as const;

/** What somebody can sensibly be offered; the ledger decides. */
export function shipmentActions({ owner, status, body }: Unit, { role, unit, may }: ShipmentViewer): ShipmentAction[] {
  const open = status === 'active' && handlers.includes(role);
  const full = body.batches.length + body.units.length > 0;
  const loose = body.seal === undefined;
  // Whoever keeps a gate alone handles no goods.
  const handles = may.some((capability) => capability !== 'origin:gate');
  const actions: [ShipmentAction, boolean][] = [
    ['load', owner === unit && loose && handles],
    ['seal', owner === unit && loose && full && handles],
    ['unload', full && body.within === undefined && handles],
    ['gate', full && role === 'carrier' && may.includes('origin:gate')],
  ];
  return actions.flatMap(([action, offered]) => (open && offered ? [action] : []));
}

/** Own batches that are in no unit of shipment and on no journey. */
export const looseBatches = (batches: readonly RecordState<BatchBody>[]): RecordState<BatchBody>[] =>
  batches.filter(
    ({ status, body }) =>
      status === 'active' && body.transit === undefined && body.shipmentUnit === undefined && body.remainingKg !== '0',
  );

/** Own sealed units that go into this one. */
export const fittingUnits = (into: Unit, units: readonly Unit[]): Unit[] =>
  units.filter(
    ({ id, status, body }) =>
      id !== into.id &&
      status === 'active' &&
      body.seal !== undefined &&
      body.within === undefined &&
      sizes[body.identity.kind] < sizes[into.body.identity.kind],
  );

/** The direction of the next gate, and the port that it has to be left through. */
export const nextGate = ({ body: { gate } }: Unit): { direction: 'in' | 'out'; locode: string } =>
  gate?.direction === 'in' ? { direction: 'out', locode: gate.port.locode } : { direction: 'in', locode: '' };
