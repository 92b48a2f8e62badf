import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../../record-state.ts';
import { actorOf, batchOf, farmer, idOf, refusalOf, saved, standingOf, txTime } from './origin-fixtures.ts';
import { sell } from './sale-rules.ts';
import {
  loadShipmentUnit,
  openShipmentUnit,
  recordGate,
  sealShipmentUnit,
  unloadShipmentUnit,
  type Cargo,
} from './shipment-unit-rules.ts';
import { openShipmentUnitSchema, type ShipmentIdentity, type ShipmentUnitBody } from './shipment-unit.ts';
import { split } from './split-rules.ts';

const requestId = idOf('Q');
const handling = { existing: [], standing: standingOf('origin:ship') };
const container: ShipmentIdentity = { kind: 'container', number: 'CSQU3054383' };
const pallet: ShipmentIdentity = { kind: 'pallet', number: '376104250021234569' };
const seal = { number: 'VN-1', at: txTime };
const unitOf = (label: string, body: Partial<ShipmentUnitBody> = {}, owner = 'C00P') =>
  saved<ShipmentUnitBody>({
    ...{ id: idOf(label), type: 'origin/shipment-unit', version: 1, status: 'active', owner: idOf(owner) },
    body: { identity: container, batches: [], units: [], ...body },
  });
const cargo = (unit: RecordState | undefined, units: RecordState[] = [], batches: RecordState[] = []): Cargo => ({
  unit,
  units: new Map(units.map((one) => [one.id, one])),
  batches: new Map(batches.map((one) => [one.id, one])),
});
const event = { requestId, id: idOf('E1'), shipmentUnit: idOf('U1') };
const inUnit = batchOf('B1', { shipmentUnit: idOf('U1') });
const port = { locode: 'VNCMT' };

describe('a container', () => {
  const load = (current: Cargo, more: object) =>
    loadShipmentUnit({ ...handling, ...current }, { ...event, ...more }, farmer, txTime);

  test('takes loose batches and sealed pallets, and the event names every batch inside', () => {
    const full = unitOf('U2', { identity: pallet, batches: [idOf('B2')], seal });
    const { next } = load(cargo(unitOf('U1'), [full], [batchOf('B1'), batchOf('B2')]), {
      batches: [idOf('B1')],
      units: [idOf('U2')],
    });
    expect(next.map(({ id }) => id)).toEqual([idOf('E1'), idOf('U1'), idOf('U2'), idOf('B1')]);
    expect(next[0]?.body).toMatchObject({
      eventType: 'load',
      shipmentUnit: idOf('U1'),
      inputs: [
        { batch: idOf('B1'), weightKg: '1000' },
        { batch: idOf('B2'), weightKg: '1000' },
      ],
    });
    expect(next[1]?.body).toMatchObject({ batches: [idOf('B1')], units: [idOf('U2')] });
    expect(next[2]?.body).toMatchObject({ within: idOf('U1') });
    expect(next[3]?.body).toMatchObject({ shipmentUnit: idOf('U1') });
  });

  test.each<[string, Cargo, object, string]>([
    [
      'sealed',
      cargo(unitOf('U1', { seal }), [], [batchOf('B1')]),
      { batches: [idOf('B1')] },
      'origin/shipment-unit-sealed',
    ],
    ['of another unit', cargo(unitOf('U1', {}, 'H0')), { batches: [idOf('B1')] }, 'origin/shipment-unit-of-other-unit'],
    ['with nothing named', cargo(unitOf('U1')), {}, 'origin/shipment-unit-empty'],
    [
      'with a batch that is in another',
      cargo(unitOf('U1'), [], [inUnit]),
      { batches: [idOf('B1')] },
      'origin/batch-in-shipment-unit',
    ],
    [
      'with an open pallet',
      cargo(unitOf('U1'), [unitOf('U2', { identity: pallet })]),
      { units: [idOf('U2')] },
      'origin/shipment-unit-not-sealed',
    ],
    [
      'with a container',
      cargo(unitOf('U1'), [unitOf('U2', { seal })]),
      { units: [idOf('U2')] },
      'origin/shipment-unit-nesting',
    ],
    ['that is unknown', cargo(undefined), { batches: [idOf('B1')] }, 'origin/shipment-unit-not-found'],
  ])('%s is not loaded', (_what, current, more, code) => {
    expect(refusalOf(() => load(current, more))).toBe(code);
  });

  test('what is in it is neither split nor sold until it is taken out', () => {
    const parts = [{ id: idOf('C1'), lot: 'P-1', weightKg: '1' }];
    const splitting = () =>
      split(
        { ...handling, batch: inUnit, taken: [], aliases: [] },
        { ...event, batch: idOf('B1'), parts },
        farmer,
        txTime,
      );
    expect(refusalOf(splitting)).toBe('origin/batch-in-shipment-unit');
    const selling = () =>
      sell(
        { ...handling, batch: inUnit, areas: new Map(), totals: new Map() },
        { ...event, batch: idOf('B1'), weightKg: '1', channel: 'counter' },
        farmer,
        txTime,
      );
    expect(refusalOf(selling)).toBe('origin/batch-in-shipment-unit');
  });

  test('goes through a gate sealed or not, in before out, at one port', () => {
    const sealed = unitOf('U1', { batches: [idOf('B1')], seal });
    const gate = (unit: RecordState, direction: 'in' | 'out', locode = 'VNCMT') =>
      recordGate(
        { ...handling, ...cargo(unit, [], [inUnit]) },
        { ...event, direction, port: { locode } },
        farmer,
        txTime,
      );
    const entered = gate(sealed, 'in');
    expect(entered.next[0]?.body).toMatchObject({ eventType: 'gate-in', port, inputs: [{ batch: idOf('B1') }] });
    expect(entered.next[1]?.body).toMatchObject({ gate: { event: idOf('E1'), direction: 'in', port } });
    const inside = unitOf('U1', { batches: [idOf('B1')], gate: { event: idOf('E0'), direction: 'in', port } });
    expect(gate(inside, 'out').next[0]?.body).toMatchObject({ eventType: 'gate-out' });
    expect(refusalOf(() => gate(sealed, 'out'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(inside, 'in'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(inside, 'out', 'VNSGN'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(unitOf('U1'), 'in'))).toBe('origin/shipment-unit-empty');
  });

  test('is emptied by whoever has the batches now; empty, its journey ends', () => {
    const sealed = unitOf('U1', { batches: [idOf('B1'), idOf('B2')], seal });
    const shop = actorOf('retailer', 'SH0P');
    const mine = (label: string) => batchOf(label, { shipmentUnit: idOf('U1') }, { owner: idOf('SH0P') });
    const unload = (unit: RecordState, batches: string[], held: RecordState[]) =>
      unloadShipmentUnit({ ...handling, ...cargo(unit, [], held) }, { ...event, batches }, shop, txTime);
    const first = unload(sealed, [idOf('B1')], [mine('B1')]);
    expect(first.next[0]?.body).toMatchObject({ eventType: 'unload', seal: 'VN-1' });
    expect(first.next[1]).toMatchObject({ status: 'active', body: { batches: [idOf('B2')] } });
    expect(first.next[1]?.body).not.toHaveProperty('seal');
    expect(first.next[2]?.body).not.toHaveProperty('shipmentUnit');
    const rest = unitOf('U1', { batches: [idOf('B1')] });
    expect(unload(rest, [idOf('B1')], [mine('B1')]).next[1]?.status).toBe('closed');
    expect(refusalOf(() => unload(rest, [idOf('B1')], [inUnit]))).toBe('origin/batch-of-other-unit');
    expect(refusalOf(() => unload(rest, [idOf('B9')], []))).toBe('origin/not-in-shipment-unit');
  });

  test('a number that is on its way is not opened again; one whose journey ended is', () => {
    const open = (newest: RecordState | undefined) =>
      openShipmentUnit(
        { ...handling, existing: undefined, newest },
        { requestId, id: idOf('U9'), identity: container },
        farmer,
        txTime,
      );
    expect(refusalOf(() => open(unitOf('U1')))).toBe('origin/shipment-unit-in-use');
    expect(open({ ...unitOf('U1'), status: 'closed' }).entries).toEqual([
      { key: 'a/unit/container/CSQU3054383', value: idOf('U9') },
    ]);
  });

  test('is sealed once, and not empty', () => {
    const sealing = (unit: RecordState) =>
      refusalOf(() =>
        sealShipmentUnit({ ...handling, ...cargo(unit, [], [inUnit]) }, { ...event, seal: 'VN-2' }, farmer, txTime),
      );
    expect(sealing(unitOf('U1', { batches: [idOf('B1')] }))).toBe('accepted');
    expect(sealing(unitOf('U1', { batches: [idOf('B1')], seal }))).toBe('origin/shipment-unit-sealed');
    expect(sealing(unitOf('U1'))).toBe('origin/shipment-unit-empty');
  });
});

test.each([
  ['a wrong check digit of the container', { kind: 'container', number: 'CSQU3054384' }],
  ['an SSCC as a container', { kind: 'container', number: '376104250021234569' }],
  ['a wrong check digit of the pallet', { kind: 'pallet', number: '376104250021234568' }],
  ['a tracking number in lower case', { kind: 'parcel', number: 'spx-123456' }],
  ['an unknown kind', { kind: 'truck', number: 'CSQU3054383' }],
])('%s is refused', (_what, identity) => {
  expect(openShipmentUnitSchema.safeParse({ requestId, id: idOf('U1'), identity }).success).toBe(false);
});
