import { expect, test } from '@jest/globals';
import { mergeSchema, type BatchBody, type RecordState } from '@daunguon/records';
import { listed, mergeable } from './merge-choices.ts';
import { takenInputs } from './taken-inputs.ts';

const id = (letter: string): string => `0${letter.repeat(25)}`;
const batch = (letter: string, more: object = {}, body: object = {}) =>
  ({
    ...{ id: id(letter), owner: 'U', status: 'active', ...more },
    body: { product: { code: 'durian', gtin: '09521234543213' }, remainingKg: '10', ...body },
  }) as unknown as RecordState<BatchBody>;
const first = batch('A');

test('only lots at hand of the same product and unit are offered', () => {
  const others = [
    first,
    batch('B'),
    batch('C', { owner: 'V' }),
    batch('D', { status: 'held' }),
    batch('E', {}, { transit: { to: 'V' } }),
    batch('F', {}, { shipmentUnit: id('Z') }),
    batch('G', {}, { remainingKg: '0' }),
    batch('H', {}, { product: { code: 'pomelo', gtin: '09521234543213' } }),
    batch('J', {}, { product: { code: 'durian' } }),
  ];
  expect(mergeable(first, others).map((one) => one.id)).toEqual([id('A'), id('B')]);
});

test('of many lots few are listed: the first, what was taken, and what is looked for', () => {
  const many = Array.from({ length: 60 }, (_, at) => batch('B', { id: `N${at}` }, { lot: `SR-${at}` }));
  const all = [batch('A', {}, { lot: 'ĐẦU' }), ...many];
  const plain = listed(all, {}, '');
  expect([plain.shown.length, plain.shown[0], plain.more]).toEqual([20, all[0], 41]);
  const found = listed(all, { N50: '2', N51: ' ' }, 'sr-5');
  // SR-5 and SR-50 to SR-59, of which SR-50 was taken.
  expect(found.shown.map(({ body }) => body.lot)).toEqual([
    ...['ĐẦU', 'SR-50', 'SR-5', 'SR-51', 'SR-52', 'SR-53', 'SR-54', 'SR-55', 'SR-56', 'SR-57', 'SR-58', 'SR-59'],
  ]);
  expect(found.more).toBe(0);
});

test('what was left blank is not taken; the ledger’s schema accepts the rest', () => {
  const inputs = takenInputs([first, batch('B'), batch('C')], { [id('A')]: ' 2,5 ', [id('B')]: '3', [id('C')]: ' ' });
  expect(inputs).toEqual([
    { batch: id('A'), weightKg: '2.5' },
    { batch: id('B'), weightKg: '3' },
  ]);
  const command = { requestId: id('Q'), id: id('R'), inputs, output: { id: id('S'), lot: 'GOP-1' } };
  expect(mergeSchema.safeParse(command).success).toBe(true);
});
