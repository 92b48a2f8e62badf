import { describe, expect, test } from '@jest/globals';
import type { RecordState, ShipmentUnitBody } from '@daunguon/records';
import { batchOf, idOf, saved } from '../../../../../records/src/domains/origin/origin-fixtures.ts';
import { fittingUnits, looseBatches, nextGate, shipmentActions } from './shipment-choices.ts';

const seal = { number: 'VN-1', at: '2026-11-24T08:00:00.000Z' };
const unitOf = (label: string, body: Partial<ShipmentUnitBody> = {}, status: RecordState['status'] = 'active') =>
  saved<ShipmentUnitBody>({
    ...{ id: idOf(label), type: 'origin/shipment-unit', version: 1, status, owner: idOf('PACK') },
    body: { identity: { kind: 'container', number: 'CSQU3054383' }, batches: [], units: [], ...body },
  });
const packer = { role: 'packer', unit: idOf('PACK'), may: ['origin:pack', 'origin:ship'] };
const port = { role: 'carrier', unit: idOf('P0RT'), may: ['origin:gate'] };
const shop = { role: 'retailer', unit: idOf('SH0P'), may: ['origin:receive'] };
const full = { batches: [idOf('B1')] };

describe('what is offered', () => {
  test.each([
    ['its owner may fill an empty one', unitOf('U1'), packer, ['load']],
    ['and fill, seal or empty one that holds something', unitOf('U1', full), packer, ['load', 'seal', 'unload']],
    ['sealed, it is only opened', unitOf('U1', { ...full, seal }), packer, ['unload']],
    ['inside of another not even that', unitOf('U1', { ...full, seal, within: idOf('U2') }), packer, []],
    ['a port’s people see it through the gate', unitOf('U1', { ...full, seal }), port, ['gate']],
    ['but not an empty one', unitOf('U1'), port, []],
    ['a receiver opens it', unitOf('U1', { ...full, seal }), shop, ['unload']],
    ['nobody does anything after its journey', unitOf('U1', full, 'closed'), packer, []],
    ['an inspector looks', unitOf('U1', full), { role: 'inspector', unit: 'I', may: ['origin:inspect'] }, []],
  ])('%s', (_what, unit, viewer, actions) => {
    expect(shipmentActions(unit, viewer)).toEqual(actions);
  });
});

test('loose goods and sealed smaller units go in', () => {
  const batches = [
    batchOf('B1'),
    batchOf('B2', { shipmentUnit: idOf('U9') }),
    batchOf('B3', { transit: { event: idOf('E'), to: idOf('X') } }),
    batchOf('B4', { remainingKg: '0' }),
    batchOf('B5', {}, { status: 'recalled' }),
  ];
  expect(looseBatches(batches).map(({ id }) => id)).toEqual([idOf('B1')]);
  const pallet = { kind: 'pallet', number: '893850000000000012' } as const;
  const units = [
    unitOf('U1', { seal }),
    unitOf('U2', { identity: pallet, seal }),
    unitOf('U3', { identity: pallet }),
    unitOf('U4', { identity: pallet, seal, within: idOf('U9') }),
  ];
  expect(fittingUnits(unitOf('U0'), units).map(({ id }) => id)).toEqual([idOf('U2')]);
  expect(fittingUnits(unitOf('U0', { identity: pallet }), units)).toEqual([]);
});

test('a gate is left where it was entered', () => {
  expect(nextGate(unitOf('U1'))).toEqual({ direction: 'in', locode: '' });
  const gate = (direction: 'in' | 'out') => ({ event: idOf('E'), direction, port: { locode: 'VNCMT' } });
  expect(nextGate(unitOf('U1', { gate: gate('in') }))).toEqual({ direction: 'out', locode: 'VNCMT' });
  expect(nextGate(unitOf('U1', { gate: gate('out') }))).toEqual({ direction: 'in', locode: '' });
});
