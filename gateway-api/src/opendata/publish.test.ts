import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatasets } from '@daunguon/records';
import { computeTables } from './compute.ts';
import { sha256Of } from '../log/kept-contents.ts';
import { filesOf } from './files.ts';
import { publishChanged } from './publish.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { harvestLot, openTestIndex, ratedProduct, testLog } from './test-open-data.ts';

const dirs: string[] = [];
const newDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'opendata-'));
  dirs.push(dir);
  return dir;
};
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});
const now = (): number => Date.parse('2026-11-24T18:00:00Z');
const lots = [1, 2, 3, 4, 5, 6].map((number) => harvestLot(number));

describe('publishing', () => {
  test('a version of what changed, with height and checkpoint; the same rows again are no version', async () => {
    const { store, add } = openTestIndex();
    const snapshots = new SnapshotStore(newDir());
    await add(...lots);
    const first = await publishChanged({ store, log: testLog(), snapshots, now });
    expect(first).toMatchObject({
      state: 'published',
      snapshots: [{ dataset: 'harvest', version: 1, height: 0, rows: 2, checkpoint: { size: 1 } }],
    });
    await add({ id: 'X', type: 'registry/organisation', body: { mspId: 'AgriMSP', name: 'Sở' } });
    expect(await publishChanged({ store, log: testLog(), snapshots, now })).toEqual({
      ...{ state: 'published', snapshots: [] },
    });
    await add(ratedProduct(70, 'Hạt điều'), harvestLot(7));
    const third = await publishChanged({ store, log: testLog(), snapshots, now });
    expect(third).toMatchObject({
      snapshots: [
        { dataset: 'harvest', version: 2, height: 2 },
        { dataset: 'ocop-products', version: 1 },
      ],
    });
    const [newer, older] = snapshots.versions('harvest');
    expect([older, newer].map((one) => one && snapshots.content(one, 'csv').toString())).toEqual([
      expect.stringContaining('2026-10,durian,25195,Phường Bình Phước,6,6,75,false'),
      expect.stringContaining('2026-10,durian,25195,Phường Bình Phước,7,7,87.5,false'),
    ]);
    await store.close();
  });

  test('nothing before a cosigned checkpoint covers the height, nothing of an empty ledger', async () => {
    const { store, add } = openTestIndex();
    const snapshots = new SnapshotStore(newDir());
    expect(await publishChanged({ store, log: testLog(), snapshots, now })).toEqual({ state: 'busy' });
    await add(...lots);
    expect(await publishChanged({ store, log: testLog(0), snapshots, now })).toEqual({ state: 'not-covered' });
    expect(snapshots.newest('harvest')).toBeUndefined();
    await store.close();
  });

  test('the same height gives the same bytes, in whatever order records came', async () => {
    const [a, b] = [openTestIndex(), openTestIndex()];
    await a.add(...lots, ratedProduct(70, 'Hạt điều'), ratedProduct(71, 'Cà phê'));
    await b.add(ratedProduct(71, 'Cà phê'), ratedProduct(70, 'Hạt điều'), ...[...lots].reverse());
    const digests = async ({ store }: typeof a) => {
      const computed = await computeTables(store, openDatasets);
      return openDatasets.map((spec) => sha256Of(filesOf(spec, computed?.tables.get(spec.id) ?? []).csv));
    };
    expect(await digests(a)).toEqual(await digests(b));
    await Promise.all([a.store.close(), b.store.close()]);
  });

  test('blocks that come while it reads: another reading, and after five it is left for later', async () => {
    const { store, add } = openTestIndex();
    await add(...lots);
    let number = 100;
    const moving = {
      ...store,
      find: async (...asked: Parameters<typeof store.find>) => {
        if (asked[0] === 'records' && asked[1]?.equals?.['type'] === 'origin/batch') await add(harvestLot(number++));
        return store.find(...asked);
      },
      checkpoint: () => store.checkpoint(),
    };
    expect(await computeTables(moving, openDatasets)).toBeUndefined();
    expect(number).toBe(105);
    await store.close();
  });
});

describe('files', () => {
  const spec = openDatasets.find(({ id }) => id === 'ocop-products');
  test('UTF-8 without a mark; a cell that would be run as a formula is text', () => {
    if (spec === undefined) throw new Error('no such dataset');
    const { csv, json } = filesOf(spec, [
      ['R', '=HYPERLINK("http://x","y")', 'food', '25195', 'Phường', 4, '+1', '2026-01-01', '', '@SUM(A1)'],
    ]);
    expect(csv.charCodeAt(0)).toBe('r'.charCodeAt(0));
    expect(csv).toBe(
      'record,product,group,commune_code,commune,stars,certificate,issued_on,expires_on,standing\r\n' +
        `R,"'=HYPERLINK(""http://x"",""y"")",food,25195,Phường,4,'+1,2026-01-01,,'@SUM(A1)\r\n`,
    );
    expect(JSON.parse(json)).toMatchObject({ rows: [{ product: '=HYPERLINK("http://x","y")', stars: 4 }] });
  });
});

describe('the store of versions', () => {
  const meta = {
    ...{ dataset: 'harvest', height: 1, blockHash: 'h', asOf: 't', checkpoint: { size: 1, root: '' }, issued: 'i' },
    rows: 1,
  };
  test('a crash between file and entry leaves no version and no file that stays; the next try publishes', () => {
    const dir = newDir();
    new SnapshotStore(dir);
    // What a process leaves that dies after the contents and before the entry.
    for (const content of ['a', 'b']) writeFileSync(join(dir, 'files', sha256Of(content)), content);
    writeFileSync(join(dir, 'files', `${sha256Of('c')}.4711.new`), 'half of c');
    const again = new SnapshotStore(dir);
    expect([again.versions('harvest'), readdirSync(join(dir, 'files'))]).toEqual([[], []]);
    const published = again.add(meta, { csv: 'a', json: 'b' });
    expect(published?.version).toBe(1);
    expect(new SnapshotStore(dir).versions('harvest')).toEqual([published]);
  });

  test('a number is taken once: of two processes one publishes', () => {
    const dir = newDir();
    const [one, two] = [new SnapshotStore(dir), new SnapshotStore(dir)];
    expect(one.add(meta, { csv: 'a', json: 'b' })?.version).toBe(1);
    expect(two.add(meta, { csv: 'c', json: 'd' })).toBeUndefined();
    expect(two.add(meta, { csv: 'c', json: 'd' })?.version).toBe(2);
  });

  test('bytes that are not the published ones are never served', () => {
    const dir = newDir();
    const store = new SnapshotStore(dir);
    const published = store.add(meta, { csv: 'a', json: 'b' });
    if (published === undefined) throw new Error('not published');
    writeFileSync(join(dir, 'files', sha256Of('a')), 'forged');
    expect(() => store.content(published, 'csv')).toThrow('is not what was kept');
  });
});
