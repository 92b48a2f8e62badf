import { expect, test } from '@jest/globals';
import { numberHelp, plainNumber, type ShipmentKind } from './shipment-number.ts';

test.each<[ShipmentKind, string, object]>([
  ['container', '', { is: 'empty' }],
  ['container', 'CSQ', { is: 'not-yet' }],
  ['container', 'csqu 305438-3', { is: 'right' }],
  // The worked example of ISO 6346, without its check digit and with another.
  ['container', 'CSQU305438', { is: 'digit', digit: '3', full: 'CSQU3054383' }],
  ['container', 'CSQU3054384', { is: 'digit', digit: '3', full: 'CSQU3054383' }],
  ['container', 'CSQX3054383', { is: 'wrong' }],
  ['container', 'CSQU30543831', { is: 'wrong' }],
  ['pallet', '8938500', { is: 'not-yet' }],
  ['pallet', '89385000000000001', { is: 'digit', digit: '2', full: '893850000000000012' }],
  ['pallet', '8938 5000 0000 0000 12', { is: 'right' }],
  ['pallet', '893850000000000013', { is: 'digit', digit: '2', full: '893850000000000012' }],
  ['pallet', '8938500000000000123', { is: 'wrong' }],
  ['parcel', 'dnp-1', { is: 'not-yet' }],
  ['parcel', 'dnp-2026-0001', { is: 'right' }],
  ['parcel', 'DNP_2026', { is: 'wrong' }],
])('of a %s, “%s”', (kind, typed, help) => {
  expect(numberHelp(kind, typed)).toEqual(help);
});

test('a number is recorded without what it is painted with', () => {
  expect(plainNumber('container', ' csqu 305438 3')).toBe('CSQU3054383');
  expect(plainNumber('parcel', 'spx vn-12')).toBe('SPXVN-12');
});
