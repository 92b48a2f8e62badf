import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import { followGeneration } from './follow-generation.ts';
import { generationOf, mongoDatabase, sqliteFile, useGeneration } from './index-generation.ts';
import { markOf } from './index-mark.ts';
import type { IndexStore } from './index-store.ts';
import { openIndex, removeIndex } from './open-index.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { switchableIndex } from './switchable-index.ts';
import { lastTestBlock, testBlock as wholeBlock, testCollections } from './test-blocks.ts';
import { startTestMongo } from './test-mongo.ts';

jest.setTimeout(420_000);
const folder = mkdtempSync(join(tmpdir(), 'daunguon-switch-'));
const mongo = await startTestMongo();
afterAll(async () => {
  if (typeof mongo !== 'string') await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Small ones: FerretDB is slow. */
const testBlock = (number: number) => ({ ...wholeBlock(number), ops: wholeBlock(number).ops.slice(0, 45) });
const fill = async (store: IndexStore, last: number): Promise<void> => {
  const from = ((await store.checkpoint())?.number ?? -1) + 1;
  for (let number = from; number <= last; number += 1) await store.applyBlocks([testBlock(number)]);
};
const linesOf = async (store: IndexStore): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
};
const undisturbed = async (): Promise<string[]> => {
  const store = openSqliteStore(':memory:', testCollections);
  await fill(store, lastTestBlock);
  return linesOf(store);
};

const switching = (uri: string | undefined): void => {
  const place = { dataDir: mkdtempSync(join(folder, 'data-')), ...(uri === undefined ? {} : { mongoUri: uri }) };
  const generation = { number: 1, mark: markOf(testCollections) };

  test('an index built beside takes over while blocks come and readers read: nothing is lost, doubled or seen to go back', async () => {
    const index = switchableIndex(await openIndex(place, testCollections), 20);
    await fill(index, 4);
    // Built beside, up to a block that is not the newest any more.
    const beside = await openIndex(place, testCollections, 1);
    await fill(beside, 2);
    await beside.close();
    const following = followGeneration(place, testCollections, index, fill, 5);
    let reading = true;
    const heights: number[] = [];
    const reader = (async () => {
      while (reading) {
        heights.push((await index.checkpoint())?.number ?? -1);
        expect((await index.get('batches', 'b1-003'))?._id).toBe('b1-003');
        await sleep(1);
      }
    })();
    useGeneration(place, generation);
    for (let number = 5; number <= lastTestBlock; number += 1) {
      await index.applyBlocks([testBlock(number)]);
      await sleep(5);
    }
    await sleep(200);
    reading = false;
    await reader;
    await following.stop();
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(heights.at(-1)).toBe(lastTestBlock);
    expect(await linesOf(index)).toEqual(await undisturbed());
    await index.close();
    // The one before is gone, and the next start opens the new one.
    if (uri === undefined) expect(existsSync(sqliteFile(place, 0))).toBe(false);
    const old = await openIndex(place, testCollections, 0);
    expect(await old.checkpoint()).toBeUndefined();
    await old.close();
    const again = await openIndex(place, testCollections);
    expect((await again.checkpoint())?.number).toBe(lastTestBlock);
    await again.close();
    await removeIndex(place, 1);
  });

  test('one that cannot be caught up, or is for another version, changes nothing', async () => {
    const own = { ...place, dataDir: mkdtempSync(join(folder, 'data-')) };
    const index = switchableIndex(await openIndex(own, testCollections), 20);
    await fill(index, 3);
    const before = await linesOf(index);
    const said: string[] = [];
    const [error, log] = [jest.spyOn(console, 'error'), jest.spyOn(console, 'log')];
    for (const spy of [error, log]) spy.mockImplementation((...words) => void said.push(words.join(' ')));
    const following = followGeneration(own, testCollections, index, () => Promise.reject(new Error('no blocks')), 5);
    useGeneration(own, { number: 1, mark: 7 });
    await sleep(100);
    useGeneration(own, { number: 2, mark: generation.mark });
    await sleep(150);
    await following.stop();
    for (const spy of [error, log]) spy.mockRestore();
    expect(said.filter((line) => line.includes('another version'))).toHaveLength(1);
    expect(said.some((line) => line.includes('no blocks'))).toBe(true);
    expect(await linesOf(index)).toEqual(before);
    await fill(index, 4);
    expect((await index.checkpoint())?.number).toBe(4);
    await index.close();
  });
};

describe('SQLite', () => switching(undefined));
describeUnless(typeof mongo === 'string' ? mongo : undefined)('MongoDB', () =>
  switching(typeof mongo === 'string' ? '' : mongo.uri.replace(/[^/]*$/, `daunguon_switch_${process.pid}`)),
);

test('another generation is another database of the same deployment', () => {
  expect(generationOf({ dataDir: folder })).toBeUndefined();
  expect(mongoDatabase('mongodb://a:1,b:2/dn?replicaSet=rs0', 3)).toBe('mongodb://a:1,b:2/dn-3?replicaSet=rs0');
  expect(mongoDatabase('mongodb://u:p@a/', 1)).toBe('mongodb://u:p@a/test-1');
  expect(mongoDatabase('mongodb+srv://a?x=1', 1)).toBe('mongodb+srv://a/test-1?x=1');
  expect(mongoDatabase('mongodb://a/dn', 0)).toBe('mongodb://a/dn');
});
