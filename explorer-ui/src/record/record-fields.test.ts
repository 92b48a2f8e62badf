import { expect, test } from '@jest/globals';
import { recordFields } from './record-fields.ts';

const id = '0BP5WKA1SJ3VCT1B62K2XZ06NN';

test('every member of a body stands in a line, nested ones by their path', () => {
  const body = {
    lot: 'SR-1',
    product: { code: 'durian', name: 'Sầu riêng' },
    parents: [{ id, weightKg: '12.5' }],
    recalls: [],
    photos: ['a'.repeat(64)],
    note: '',
    polygonE7: [
      [1, 2],
      [3, 4],
    ],
  };
  expect(recordFields(body)).toEqual([
    { name: 'lot', value: 'SR-1', isCode: false },
    { name: 'product.name', value: 'Sầu riêng', isCode: false },
    { name: 'product.code', value: 'durian', isCode: false },
    { name: 'parents.1.weightKg', value: '12.5', isCode: false },
    { name: 'parents.1.id', value: id, isCode: true, link: id },
    { name: 'photos', value: 'a'.repeat(64), isCode: true },
    { name: 'polygonE7', value: '1 2; 3 4', isCode: false },
  ]);
});

test('what a record is, and how much, stands before the rest, which keeps its order', () => {
  const body = { adjustment: 'x', end: '900', issuance: 'y', projectCode: 'DN-1', start: '301', vintage: 2025 };
  expect(recordFields(body).map(({ name }) => name)).toEqual([
    'projectCode',
    'vintage',
    'start',
    'end',
    'adjustment',
    'issuance',
  ]);
});

test('what is no body says so little as it has, and no body floods a page', () => {
  expect(recordFields(undefined)).toEqual([]);
  expect(recordFields('opaque')).toEqual([{ name: 'value', value: 'opaque', isCode: false }]);
  expect(recordFields({ many: Array.from({ length: 5000 }, (_, index) => index) })).toHaveLength(200);
});
