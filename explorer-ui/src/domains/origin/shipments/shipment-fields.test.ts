import { expect, test } from '@jest/globals';
import { loadOf, portOf, unloadOf } from './shipment-fields.ts';

const choice = (value: string) => ({ value, label: value });

test('what was chosen and left meanwhile is not loaded', () => {
  const offered = { batches: [choice('A'), choice('B')], units: [choice('P')] };
  expect(loadOf({ batches: 'B shipped', units: '' }, offered)).toEqual({ batches: ['B'] });
  expect(loadOf({ batches: 'shipped', units: 'P' }, offered)).toEqual({ units: ['P'] });
  expect(loadOf({ batches: 'shipped', units: 'gone' }, offered)).toEqual({});
});

test('everything comes out but what stays, batches and units by themselves', () => {
  const contents = [
    { id: 'P', isUnit: true, name: 'pallet' },
    { id: 'A', isUnit: false, name: 'lot A' },
    { id: 'B', isUnit: false, name: 'lot B' },
  ];
  expect(unloadOf(contents, '')).toEqual({ out: 'P A B', fields: { batches: ['A', 'B'], units: ['P'] } });
  expect(unloadOf(contents, 'A gone')).toEqual({ out: 'P B', fields: { batches: ['B'], units: ['P'] } });
  expect(unloadOf(contents, 'P A B')).toEqual({ out: '', fields: {} });
});

test('a port is typed in any case, a terminal or none', () => {
  expect(portOf(' vncmt ', ' ')).toEqual({ locode: 'VNCMT' });
  expect(portOf('VNCMT', ' Cảng 2 ')).toEqual({ locode: 'VNCMT', terminal: 'Cảng 2' });
});
