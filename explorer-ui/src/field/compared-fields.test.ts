import { expect, test } from '@jest/globals';
import { comparedFields } from './compared-fields.ts';

test('fields of what was to be recorded stand beside the ledger’s, in words', () => {
  const mine = {
    ...{ requestId: 'R', id: 'I', lot: 'A', growingArea: '0AREA', weightKg: '2' },
    product: { code: 'durian', name: 'Sầu riêng' },
  };
  const theirs = {
    lot: 'A',
    growingArea: '0AREA',
    weightKg: '1',
    product: { code: 'durian', name: 'Sầu riêng' },
    kind: 'x',
  };
  expect(comparedFields(mine, theirs, (id) => (id === '0AREA' ? 'VN-DNOR-1' : undefined))).toEqual([
    { name: 'lot', mine: 'A', theirs: 'A', differs: false },
    { name: 'growingArea', mine: 'VN-DNOR-1', theirs: 'VN-DNOR-1', differs: false },
    { name: 'weightKg', mine: '2', theirs: '1', differs: true },
    { name: 'product', mine: 'Sầu riêng', theirs: 'Sầu riêng', differs: false },
  ]);
});

test('where the ledger has nothing, everything is mine', () => {
  expect(comparedFields({ date: '2026-11-30', photos: ['a', 'b'] }, undefined)).toEqual([
    { name: 'date', mine: '2026-11-30', theirs: '', differs: true },
    { name: 'photos', mine: 'a, b', theirs: '', differs: true },
  ]);
});
