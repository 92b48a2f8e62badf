import { describe, expect, test } from '@jest/globals';
import { batchBodySchema, type RecordState } from '@daunguon/records';
import { provinceBlocks, shareOfYear, versionsOf } from './province-blocks.ts';

const share = 20_000;
const blocks = [...provinceBlocks(shareOfYear(share))];
const states = blocks.flatMap(({ whole }) =>
  whole.transactions.flatMap(({ writes }) => writes.map(({ value }) => JSON.parse(value) as RecordState)),
);

describe('a share of the province’s year', () => {
  test('holds each kind in its share, the rarest once', () => {
    const born = (type: string): number => states.filter((state) => state.type === type && state.version === 1).length;
    expect(['health/commitment', 'origin/farm', 'origin/event', 'ocop/product', 'carbon/block'].map(born)).toEqual([
      142, 7, 1000, 1, 1,
    ]);
    expect(born('credential/credential')).toBe(3);
  });

  test('writes the next version of a lot with each of its steps, each record once a block', () => {
    const lots = states.filter(({ type }) => type === 'origin/batch');
    const versions = Map.groupBy(lots, ({ id }) => id);
    expect(versions.size).toBe(100);
    for (const { whole } of blocks) {
      const keys = whole.transactions.flatMap(({ writes }) => writes.map(({ key }) => key));
      expect(new Set(keys).size).toBe(keys.length);
    }
    for (const { body } of lots) batchBodySchema.parse(body);
    expect(states.length).toBeLessThanOrEqual(versionsOf(shareOfYear(share)));
  });

  test('is the same in every run', () => {
    expect([...provinceBlocks(shareOfYear(share))].map(({ whole }) => whole.hash)).toEqual(
      blocks.map(({ whole }) => whole.hash),
    );
  });
});
