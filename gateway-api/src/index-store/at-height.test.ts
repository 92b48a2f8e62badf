import { expect, test } from '@jest/globals';
import { atHeight } from './at-height.ts';
import { openSqliteStore } from './sqlite-store.ts';

const put = (number: number) => ({
  ref: { number, hash: `h${number}` },
  ops: [{ op: 'put', collection: 'things', id: String(number), doc: {} }] as const,
});

test('reads once at a height, however many ask, and again after a block', async () => {
  const store = openSqliteStore(':memory:', [{ name: 'things', indexed: [] }]);
  let readings = 0;
  const count = atHeight(async (of) => {
    readings += 1;
    return (await of.find('things', { limit: 10 })).docs.length;
  });
  expect([await count(store), await count(store), readings]).toEqual([0, 0, 1]);
  await store.applyBlocks([put(1)]);
  expect([await Promise.all([count(store), count(store), count(store)]), readings]).toEqual([[1, 1, 1], 2]);
  await store.applyBlocks([put(2)]);
  expect([await count(store), readings]).toEqual([2, 3]);
  await store.close();
});

test('a reading that failed is tried again; each index has its own', async () => {
  const [one, other] = [openSqliteStore(':memory:', []), openSqliteStore(':memory:', [])];
  let fails = true;
  const asked: unknown[] = [];
  const read = atHeight((store) => {
    asked.push(store);
    if (fails) throw new Error('no answer');
    return 'read';
  });
  await expect(read(one)).rejects.toThrow('no answer');
  fails = false;
  expect([await read(one), await read(one), await read(other), asked.length]).toEqual(['read', 'read', 'read', 3]);
  await one.close();
  await other.close();
});
