import { expect, test } from '@jest/globals';
import { countedAs, measures, measuresOf } from './measures.ts';
import { dashboardSlugs, type FirstState } from './measure.ts';

const harvest = (more: object = {}, version = 1): FirstState => ({
  ...{ type: 'origin/batch', version },
  body: { kind: 'harvest', product: { code: 'durian', name: 'Sầu riêng' }, weightKg: '120.5', ...more },
});

test('a harvest counts once, by crop, with its weight in grams', () => {
  expect(countedAs(harvest())).toEqual({ measure: 'harvests', kind: 'durian', amount: 120_500 });
});

test.each([
  ['a later version', harvest({}, 2)],
  ['what is there to learn with', harvest({ training: true })],
  ['a type that no dashboard counts', { type: 'origin/alias', version: 1, body: {} } as const],
])('%s counts nowhere', (_, state) => {
  expect(countedAs(state)).toBeUndefined();
});

test('a packed lot is no harvest', () => {
  expect(countedAs(harvest({ kind: 'packed' }))).toEqual({ measure: 'later-batches', kind: 'packed', amount: 0 });
});

test('a credential is counted by its facet: the ledger holds nothing else', () => {
  expect(
    countedAs({ type: 'credential/credential', version: 1, body: undefined, facets: { kind: 'diploma' } }),
  ).toEqual({
    ...{ measure: 'credentials', kind: 'diploma', amount: 0 },
  });
});

test('units of carbon are added exactly up to 2^53 - 1', () => {
  const issued = (end: string) => countedAs({ type: 'carbon/issuance', version: 1, body: { start: '1', end } });
  expect(issued('2500')?.amount).toBe(2500);
  expect(issued('999999999999999999')?.amount).toBe(9_007_199_254_740_991);
});

test('every dashboard has numbers, and no measure has the id of another', () => {
  expect(dashboardSlugs.filter((slug) => measuresOf(slug).length === 0)).toEqual([]);
  expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
  expect(measuresOf('province')).toHaveLength(8);
});

test('whatever is about persons’ health is protected', () => {
  expect(measuresOf('health').map(({ id, isProtected }) => [id, isProtected ?? false])).toEqual([
    ['health-commitments', true],
    ['health-erasures', true],
    ['access-log-days', false],
  ]);
});
