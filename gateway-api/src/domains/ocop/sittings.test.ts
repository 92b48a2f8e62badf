import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DomainError, parseCommand, type RecordState } from '@daunguon/records';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { sittingsOf, sittingsQuerySchema } from './sittings.ts';

const store = openSqliteStore(':memory:', collections);
const idOf = (number: number): string => String(number).padStart(26, '0');
const [mine, other] = [idOf(1), idOf(2)];
const [first, councils] = [1000, 130];

const write = (id: string, type: RecordState['type'], body: object, minute: number) => ({
  key: `r/${id}`,
  value: JSON.stringify({
    ...{ id, type, version: 1, status: 'active', owner: mine, commitment: '00', body },
    ts: new Date(Date.UTC(2026, 10, 24, 0, minute)).toISOString(),
  }),
});

beforeAll(async () => {
  // Every council has a product of its own; every tenth has this unit among its members.
  const writes = Array.from({ length: councils }, (_, at) => [
    write(idOf(first + at), 'ocop/product', { name: `Sản phẩm ${at}`, commune: '25195', stage: 'in-council' }, at),
    write(
      idOf(2 * first + at),
      'ocop/council',
      { product: idOf(first + at), members: at % 10 === 0 ? [other, mine] : [other], stage: 'scoring' },
      at,
    ),
  ]).flat();
  const transaction = { txId: 't', time: '2026-11-24T00:00:00Z', endorsers: [], writes };
  const block = { number: 1, hash: 'h', transactions: [transaction] } as unknown as Parameters<typeof projectBlock>[0];
  await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops: projectBlock(block) }]);
});
afterAll(() => store.close());

const pages = async (query: object) => {
  const all: string[][] = [];
  let after: string | undefined;
  do {
    const page = await sittingsOf(store, parseCommand(sittingsQuerySchema, { ...query, after }));
    all.push(page.items.map(({ body }) => page.products[body.product] ?? 'no name'));
    after = page.next;
  } while (after !== undefined);
  return all;
};

test('a member’s councils are found among however many others, the newest first, each by its product’s name', async () => {
  expect(await pages({ member: mine, limit: 10 })).toEqual([
    [120, 110, 100, 90, 80, 70, 60, 50, 40, 30].map((at) => `Sản phẩm ${at}`),
    [20, 10, 0].map((at) => `Sản phẩm ${at}`),
  ]);
  expect(await pages({ member: idOf(9) })).toEqual([[]]);
});

test('the department reads all of them, page by page, none without its name', async () => {
  const all = await pages({});
  expect(all.map(({ length }) => length)).toEqual([50, 50, 30]);
  expect(all.flat()).toEqual(Array.from({ length: councils }, (_, at) => `Sản phẩm ${councils - 1 - at}`));
});

test.each([{ member: 'x' }, { limit: 0 }, { limit: 101 }, { after: 'x' }])('%j is refused', (query) => {
  expect(() => parseCommand(sittingsQuerySchema, query)).toThrow(DomainError);
});
