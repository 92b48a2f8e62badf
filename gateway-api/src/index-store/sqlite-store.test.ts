import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from './sqlite-store.ts';
import type { CollectionSpec } from './index-store.ts';
import { lastTestBlock, linesOf, testBlock, testCollections } from './test-blocks.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'daunguon-index-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const before: CollectionSpec = { name: 'records', indexed: ['type'] };
const ref = { number: 0, hash: 'a' };
const op = { op: 'put', collection: 'records', id: 'R', doc: { type: 't', owner: 'U' } } as const;

test('an index of other collections is emptied, so that the blocks fill it anew; one of the same is kept', async () => {
  const file = join(folder, 'index.db');
  const first = openSqliteStore(file, [before]);
  await first.applyBlocks([{ ref, ops: [op] }]);
  await first.close();
  const same = openSqliteStore(file, [before]);
  expect(await same.checkpoint()).toEqual(ref);
  await same.close();
  const other = openSqliteStore(file, [{ ...before, indexed: ['type', 'owner'] }]);
  expect([await other.checkpoint(), await other.get('records', 'R')]).toEqual([undefined, undefined]);
  await other.applyBlocks([{ ref, ops: [op] }]);
  expect((await other.find('records', { equals: { owner: 'U' }, limit: 9 })).docs).toHaveLength(1);
  await other.close();
});

test('what was read is read anew once a block has changed it, and stays what it was where a block failed', async () => {
  const store = openSqliteStore(join(folder, 'index.db'), [before]);
  const owner = async () => (await store.get('records', 'R'))?.['owner'];
  const changed = { ...op, doc: { type: 't', owner: 'V' } };
  await store.applyBlocks([{ ref, ops: [op] }]);
  expect([await owner(), await owner()]).toEqual(['U', 'U']);
  const unknown = { ...op, collection: 'none' };
  await expect(store.applyBlocks([{ ref: { number: 1, hash: 'b' }, ops: [changed, unknown] }])).rejects.toThrow('none');
  expect(await owner()).toBe('U');
  await store.applyBlocks([{ ref: { number: 1, hash: 'b' }, ops: [changed] }]);
  expect(await owner()).toBe('V');
  await store.applyBlocks([{ ref: { number: 2, hash: 'c' }, ops: [{ op: 'delete', collection: 'records', id: 'R' }] }]);
  expect(await owner()).toBeUndefined();
  await store.applyBlocks([{ ref: { number: 3, hash: 'd' }, ops: [op] }]);
  expect(await owner()).toBe('U');
  await store.clear();
  expect(await owner()).toBeUndefined();
  await store.close();
});

test('filled at once, an index is the same, with all its indexes, also where filling fails', async () => {
  const schemaOf = (file: string): unknown[] => {
    const db = new DatabaseSync(file, { readOnly: true });
    const all = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name").all();
    db.close();
    return all;
  };
  const blocks = Array.from({ length: lastTestBlock + 1 }, (_, number) => testBlock(number));
  const [file, filled, failed] = ['a.db', 'b.db', 'c.db'].map((name) => join(folder, name)) as [string, string, string];
  const step = openSqliteStore(file, testCollections);
  for (const block of blocks) await step.applyBlocks([block]);
  const whole = openSqliteStore(filled, testCollections);
  let meanwhile: unknown[] = [];
  await whole.filling(async () => {
    meanwhile = schemaOf(filled);
    await whole.applyBlocks(blocks);
  });
  expect(await linesOf(whole)).toEqual(await linesOf(step));
  expect(schemaOf(filled)).toEqual(schemaOf(file));
  expect(meanwhile.length).toBeLessThan(schemaOf(file).length);
  const broken = openSqliteStore(failed, testCollections);
  await expect(broken.filling(() => Promise.reject(new Error('no peer')))).rejects.toThrow('no peer');
  expect(schemaOf(failed)).toEqual(schemaOf(file));
  for (const store of [step, whole, broken]) await store.close();
});

test('a full disk: a block is there whole or not at all, and with room again the same block is taken', async () => {
  const file = join(folder, 'index.db');
  const opened = jest.spyOn(DatabaseSync.prototype, 'exec');
  let store = openSqliteStore(file, testCollections);
  // a page limit is a connection's own
  const disk = (opened.mock.contexts as DatabaseSync[]).findLast((each) => each.isOpen && each.location() === file)!;
  await store.applyBlocks([testBlock(0)]);
  const { page_count: pages } = disk.prepare('PRAGMA page_count').get() as { page_count: number };
  disk.exec(`PRAGMA max_page_count = ${pages + 8}`);
  let next = 1;
  const fill = async (): Promise<void> => {
    for (; next < lastTestBlock; next += 1) await store.applyBlocks([testBlock(next)]);
  };
  await expect(fill()).rejects.toThrow('database or disk is full');
  expect(await store.checkpoint()).toEqual(testBlock(next - 1).ref);
  expect(await store.get('batches', `b${next}-000`)).toBeUndefined();
  await store.close();
  opened.mockRestore();

  store = openSqliteStore(file, testCollections);
  await fill();
  const lines = await linesOf(store);
  await store.close();
  const whole = openSqliteStore(join(folder, 'whole.db'), testCollections);
  for (let number = 0; number < lastTestBlock; number += 1) await whole.applyBlocks([testBlock(number)]);
  expect(lines).toEqual(await linesOf(whole));
  await whole.close();
});
