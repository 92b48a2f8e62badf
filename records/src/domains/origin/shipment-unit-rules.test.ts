import { describe, expect, test } from '@jest/globals';
import type { Actor, RecordState } from '../../record-state.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { BatchBody } from './batch.ts';
import { ship } from './movement-rules.ts';
import { actorOf, area, batchOf, farmer, idOf, refusalOf, saved, standingOf, txTime } from './origin-fixtures.ts';
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
    const gateBy = (who: Actor, standing: UnitStanding, unit: RecordState, direction: 'in' | 'out', locode = 'VNCMT') =>
      recordGate(
        { existing: [], standing, ...cargo(unit, [], [inUnit]) },
        { ...event, direction, port: { locode } },
        who,
        txTime,
      );
    const gate = (unit: RecordState, direction: 'in' | 'out', locode?: string) =>
      gateBy(actorOf('carrier', 'P0RT'), standingOf('origin:gate'), unit, direction, locode);
    const entered = gate(sealed, 'in');
    expect(entered.next[0]?.body).toMatchObject({ eventType: 'gate-in', port, inputs: [{ batch: idOf('B1') }] });
    expect(entered.next[1]?.body).toMatchObject({ gate: { event: idOf('E1'), direction: 'in', port } });
    const inside = unitOf('U1', { batches: [idOf('B1')], gate: { event: idOf('E0'), direction: 'in', port } });
    expect(gate(inside, 'out').next[0]?.body).toMatchObject({ eventType: 'gate-out' });
    expect(refusalOf(() => gate(sealed, 'out'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(inside, 'in'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(inside, 'out', 'VNSGN'))).toBe('origin/gate-order');
    expect(refusalOf(() => gate(unitOf('U1'), 'in'))).toBe('origin/shipment-unit-empty');
    // Neither by whoever owns the goods nor by a carrier that keeps no gate.
    expect(refusalOf(() => gateBy(farmer, standingOf('origin:gate'), sealed, 'in'))).toBe('registry/role-not-allowed');
    const carrier = () => gateBy(actorOf('carrier', 'CARR'), standingOf('origin:ship'), sealed, 'in');
    expect(refusalOf(carrier)).toBe('registry/not-accredited');
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

describe('a parcel of a shop on the internet', () => {
  const parcel: ShipmentIdentity = { kind: 'parcel', number: 'DNP-2026-0001' };
  const shop = actorOf('retailer', 'SH0P');
  const goods = (body: Partial<BatchBody> = {}, owner = 'SH0P') => batchOf('B1', body, { owner: idOf(owner) });
  const packed = unitOf('U1', { identity: parcel, batches: [idOf('B1')], carrier: 'Bưu cục mẫu' }, 'SH0P');
  const inParcel = goods({ shipmentUnit: idOf('U1') });

  test('is opened under the carrier’s tracking number, holds the goods, and is closed by a seal', () => {
    const journey = { identity: parcel, carrier: 'Bưu cục mẫu' };
    const opened = openShipmentUnit(
      { ...handling, existing: undefined, newest: undefined },
      { requestId, id: idOf('U1'), ...journey },
      shop,
      txTime,
    );
    expect(opened.next[0]).toMatchObject({ owner: idOf('SH0P'), body: { ...journey, batches: [], units: [] } });
    expect(opened.entries).toEqual([{ key: 'a/unit/parcel/DNP-2026-0001', value: idOf('U1') }]);
    const loaded = loadShipmentUnit(
      { ...handling, ...cargo(unitOf('U1', journey, 'SH0P'), [], [goods()]) },
      { ...event, batches: [idOf('B1')] },
      shop,
      txTime,
    );
    expect(loaded.next[2]?.body).toMatchObject({ shipmentUnit: idOf('U1') });
    const sealed = sealShipmentUnit(
      { ...handling, ...cargo(packed, [], [inParcel]) },
      { ...event, seal: 'BAO-01' },
      shop,
      txTime,
    );
    expect(sealed.next[1]?.body).toMatchObject({ seal: { number: 'BAO-01', at: txTime } });
  });

  test('travels closed with the post, which takes the goods out where it hands them over', () => {
    const season = { areas: new Map([[area.id, area]]), totals: new Map<string, number>() };
    const send = (batch: typeof inParcel, who: Actor, to: { to?: string; buyer?: 'household' }) =>
      ship(
        { ...handling, ...season, batch, receiver: standingOf('origin:receive') },
        { ...event, batch: idOf('B1'), ...to },
        who,
        txTime,
      );
    expect(send(inParcel, shop, { to: idOf('P0ST') }).next[1]?.body).toMatchObject({
      ...{ transit: { to: idOf('P0ST') }, shipmentUnit: idOf('U1') },
    });
    const post = actorOf('carrier', 'P0ST');
    const arrived = goods({ shipmentUnit: idOf('U1') }, 'P0ST');
    expect(refusalOf(() => send(arrived, post, { buyer: 'household' }))).toBe('origin/batch-in-shipment-unit');
    const unloaded = unloadShipmentUnit(
      { ...handling, ...cargo(packed, [], [arrived]) },
      { ...event, batches: [idOf('B1')] },
      post,
      txTime,
    );
    expect(unloaded.next[1]).toMatchObject({ status: 'closed', body: { batches: [] } });
    expect(send(goods({}, 'P0ST'), post, { buyer: 'household' }).next[1]?.body).toMatchObject({
      ...{ handedOver: { buyer: 'household' }, remainingKg: '0' },
    });
  });

  test.each<[string, () => unknown, string]>([
    [
      'goods of somebody else',
      () =>
        loadShipmentUnit(
          { ...handling, ...cargo(unitOf('U1', { identity: parcel }, 'SH0P'), [], [goods({}, 'C00P')]) },
          { ...event, batches: [idOf('B1')] },
          shop,
          txTime,
        ),
      'origin/batch-of-other-unit',
    ],
    [
      'a recalled lot',
      () =>
        loadShipmentUnit(
          {
            ...handling,
            ...cargo(
              unitOf('U1', { identity: parcel }, 'SH0P'),
              [],
              [batchOf('B1', { recalls: [idOf('R')] }, { status: 'recalled', owner: idOf('SH0P') })],
            ),
          },
          { ...event, batches: [idOf('B1')] },
          shop,
          txTime,
        ),
      'origin/batch-recalled',
    ],
    [
      'a pallet, which is larger',
      () =>
        loadShipmentUnit(
          {
            ...handling,
            ...cargo(unitOf('U1', { identity: parcel }, 'SH0P'), [unitOf('U2', { identity: pallet, seal }, 'SH0P')]),
          },
          { ...event, units: [idOf('U2')] },
          shop,
          txTime,
        ),
      'origin/shipment-unit-nesting',
    ],
  ])('does not take %s', (_what, act, code) => {
    expect(refusalOf(act)).toBe(code);
  });

  test('lies in a pallet, the pallet in a container; each is opened from the outside in', () => {
    const small = unitOf('U1', { identity: parcel, batches: [idOf('B1')], seal, within: idOf('U2') }, 'SH0P');
    const middle = unitOf('U2', { identity: pallet, units: [idOf('U1')], seal, within: idOf('U3') }, 'SH0P');
    const unload = (unit: RecordState, more: object) =>
      unloadShipmentUnit(
        { ...handling, ...cargo(unit, [small, middle], [inParcel]) },
        { ...event, ...more },
        shop,
        txTime,
      );
    expect(refusalOf(() => unload(small, { batches: [idOf('B1')] }))).toBe('origin/shipment-unit-nesting');
    const loose = { ...middle, body: { ...middle.body, within: undefined } } as typeof middle;
    const { next } = unload(loose, { units: [idOf('U1')] });
    expect(next.map(({ id, status }) => [id, status])).toEqual([
      [idOf('E1'), 'active'],
      [idOf('U2'), 'closed'],
      [idOf('U1'), 'active'],
    ]);
    expect(next[2]?.body).not.toHaveProperty('within');
    // The parcel came out whole: the goods are still in it.
    expect(next[0]?.body).toMatchObject({ inputs: [{ batch: idOf('B1') }] });
  });
});

test.each([
  ['a tracking number with a space', { kind: 'parcel', number: 'SPX 123456' }],
  ['a tracking number of five characters', { kind: 'parcel', number: 'SPX12' }],
  ['a tracking number of 41 characters', { kind: 'parcel', number: 'A'.repeat(41) }],
  ['a wrong check digit of the container', { kind: 'container', number: 'CSQU3054384' }],
  ['an SSCC as a container', { kind: 'container', number: '376104250021234569' }],
  ['a wrong check digit of the pallet', { kind: 'pallet', number: '376104250021234568' }],
  ['a tracking number in lower case', { kind: 'parcel', number: 'spx-123456' }],
  ['an unknown kind', { kind: 'truck', number: 'CSQU3054383' }],
])('%s is refused', (_what, identity) => {
  expect(openShipmentUnitSchema.safeParse({ requestId, id: idOf('U1'), identity }).success).toBe(false);
});
