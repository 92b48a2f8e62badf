import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import { BlockGapError, type IndexStore, type Op, type Query } from './index-store.ts';
import { openMongoStore } from './mongo-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { linesOf, lastTestBlock, testBlock, testCollections } from './test-blocks.ts';
import { startTestMongo } from './test-mongo.ts';

jest.setTimeout(420_000);
const directory = mkdtempSync(join(tmpdir(), 'daunguon-index-'));
const mongo = await startTestMongo();
afterAll(async () => {
  if (typeof mongo !== 'string') await mongo.stop();
  rmSync(directory, { recursive: true, force: true });
});

type Kind = 'sqlite' | 'mongo';
const placeOf = (kind: Kind, name: string): string => {
  if (kind === 'sqlite') return join(directory, `${name}.sqlite`);
  if (typeof mongo === 'string') throw new Error(mongo);
  const uri = new URL(mongo.uri);
  uri.pathname = `/daunguon_${name}_${process.pid}`;
  return uri.href;
};
const open = async (kind: Kind, name: string): Promise<IndexStore> =>
  kind === 'sqlite'
    ? openSqliteStore(placeOf(kind, name), testCollections)
    : openMongoStore(placeOf(kind, name), testCollections);

/** What the blocks must give in any store: from an SQLite index that was never disturbed. */
const undisturbed = async (): Promise<string[]> => {
  const store = openSqliteStore(':memory:', testCollections);
  for (let number = 0; number <= lastTestBlock; number += 1) {
    await store.applyBlocks([testBlock(number)]);
  }
  const lines = await linesOf(store);
  await store.close();
  return lines;
};

const contract = (kind: Kind): void => {
  let store: IndexStore;
  const apply = (number: number, hash: string, ops: readonly Op[]) =>
    store.applyBlocks([{ ref: { number, hash }, ops }]);
  const idsOf = async (query: Query): Promise<string[]> => (await store.find('batches', query)).docs.map((d) => d._id);
  beforeAll(async () => {
    store = await open(kind, 'contract');
    await store.clear();
    await apply(5, 'a', [
      { op: 'put', collection: 'batches', id: '1', doc: { crop: 'durian', grams: 3, name: 'Hòa Bình', day: 'x' } },
      { op: 'put', collection: 'batches', id: '2', doc: { crop: 'mango', grams: 1, name: 'Đồng Hoà' } },
      {
        op: 'put',
        collection: 'batches',
        id: '3',
        doc: { crop: 'durian', grams: 2, name: 'Hoà Hưng', deep: { a: [1], 'b.c': [[1, 2]], $d: 1 } },
      },
      { op: 'increment', collection: 'totals', id: 't', by: { n: 2 }, onInsert: { crop: 'durian' } },
    ]);
  });
  afterAll(() => store.close());

  test('a block is taken once, in order, and never after a gap', async () => {
    const again = { op: 'increment', collection: 'totals', id: 't', by: { n: 2 } } as const;
    expect(await apply(5, 'a', [again])).toBe(0);
    expect(await apply(4, 'z', [again])).toBe(0);
    await expect(apply(7, 'c', [again])).rejects.toThrow(BlockGapError);
    expect(await store.get('totals', 't')).toEqual({ _id: 't', crop: 'durian', n: 2 });
    expect(await store.checkpoint()).toEqual({ number: 5, hash: 'a' });
  });
  test('documents come back as they were put, with their search key', async () => {
    const doc = {
      _id: '3',
      crop: 'durian',
      grams: 2,
      name: 'Hoà Hưng',
      nameKey: 'hoa hung',
      deep: { a: [1], 'b.c': [[1, 2]], $d: 1 },
    };
    expect(await store.get('batches', '3')).toEqual(doc);
    expect(await store.get('batches', '9')).toBeUndefined();
  });
  test.each<[string, Query, string[]]>([
    ['all', {}, ['1', '2', '3']],
    ['equals', { equals: { crop: 'durian' } }, ['1', '3']],
    ['in', { in: { grams: [1, 2] } }, ['2', '3']],
    ['in nothing', { in: { grams: [] } }, []],
    ['range', { range: { field: 'grams', from: 2, to: 3 } }, ['3']],
    ['prefix without tone or case', { prefix: { field: 'name', text: 'HÒA' } }, ['1', '3']],
    ['prefix with đ', { prefix: { field: 'name', text: 'dong' } }, ['2']],
    ['sort', { sort: { field: 'grams', descending: true } }, ['1', '3', '2']],
    ['sort with absent values', { sort: { field: 'day' } }, ['2', '3', '1']],
  ])('finds: %s', async (_name, query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
    expect(await store.count('batches', { ...query, sort: undefined } as Query)).toBe(ids.length);
  });
  test.each<[string, Query]>([
    ['by id', {}],
    ['by id, down', { sort: { field: '_id', descending: true } }],
    ['by a value, up', { sort: { field: 'crop' } }],
    ['by a value, down', { sort: { field: 'crop', descending: true } }],
    ['over absent values, up', { sort: { field: 'day' } }],
    ['over absent values, down', { sort: { field: 'day', descending: true } }],
  ])('pages of one give the whole: %s', async (_name, query) => {
    const whole = await idsOf(query);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.find('batches', { ...query, limit: 1, ...(after ? { after } : {}) });
      seen.push(...page.docs.map((doc) => doc._id));
      after = page.next;
    } while (after !== undefined && seen.length < 9);
    expect(seen).toEqual(whole);
  });
  test('refuses what would scan or make no sense', async () => {
    await expect(store.find('batches', { equals: { note: 'x' } })).rejects.toThrow('not indexed');
    await expect(store.find('nowhere')).rejects.toThrow('not declared');
    await expect(store.find('batches', { limit: 0 })).rejects.toThrow('limit');
    await expect(store.find('batches', { after: 'rubbish' })).rejects.toThrow('cursor');
  });

  test('of blocks offered together the new ones are taken, each on top of the one before', async () => {
    const grouped = await open(kind, 'grouped');
    await grouped.clear();
    const by = (n: number): Op => ({ op: 'increment', collection: 'totals', id: 't', by: { n } });
    const gone: Op = { op: 'delete', collection: 'totals', id: 't' };
    const block = (number: number, ...ops: Op[]) => ({ ref: { number, hash: `h${number}` }, ops });
    const put = (grams: number): Op => ({ op: 'put', collection: 'batches', id: '1', doc: { grams } });
    expect(await grouped.applyBlocks([block(0, by(1), put(1)), block(1, by(10))])).toBe(2);
    expect(await grouped.applyBlocks([block(1, by(10)), block(2, by(100), put(2)), block(3, put(3))])).toBe(2);
    expect(await grouped.get('totals', 't')).toEqual({ _id: 't', n: 111 });
    expect(await grouped.applyBlocks([block(4, gone), block(5, by(7))])).toBe(2);
    expect(await grouped.applyBlocks([])).toBe(0);
    expect(await linesOf(grouped)).toEqual([
      'batches\t{"_id":"1","grams":3}',
      'totals\t{"_id":"t","n":7}',
      'checkpoint\t{"hash":"h5","number":5}',
    ]);
    await expect(grouped.applyBlocks([block(7, by(1)), block(8, by(1))])).rejects.toThrow(BlockGapError);
    await grouped.close();
  });

  test('killed inside blocks again and again: in the end the same bytes as never disturbed', async () => {
    const place = placeOf(kind, 'crash');
    const before = await open(kind, 'crash');
    await before.clear();
    await before.close();
    let killed = 0;
    for (let round = 0; round < 40; round += 1) {
      const args = [join(import.meta.dirname, 'crash-writer.ts'), kind, place];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      if (round < 6) {
        child.stdout.once('data', () => void sleep(1 + round * 3).then(() => child.kill('SIGKILL')));
      }
      const code = await exited;
      if (code === 0) break;
      killed += 1;
    }
    expect(killed).toBeGreaterThan(0);
    const after = await open(kind, 'crash');
    expect(await linesOf(after)).toEqual(await undisturbed());
    await after.clear();
    expect(await linesOf(after)).toEqual([]);
    await after.close();
  });
};

describe('index store on sqlite', () => contract('sqlite'));
describeUnless(typeof mongo === 'string' ? `the MongoDB adapter: ${mongo}` : undefined)('index store on mongo', () =>
  contract('mongo'),
);
