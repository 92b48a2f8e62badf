import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordState } from '@daunguon/records';
import { photo, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import type { Config } from '../../config.ts';
import { mountHeritage } from '../../mount-heritage.ts';
import { noScanner } from '../../scanning/scanner.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';
import { sweepMedia } from './media-access.ts';
import { openMediaStore, type MediaStore } from './media/media-store.ts';

const idOf = (number: number): string => String(number).padStart(26, '0');
const day = 86_400_000;
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let folder: string;
let media: MediaStore;
let store: IndexStore;
let blocks: number;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sweep-'))));
afterAll(() => {
  keys.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  media = openMediaStore(join(folder, String(Math.random())), keys);
  store = openSqliteStore(':memory:', collections);
  blocks = 0;
});

const write = async (id: number, type: RecordState['type'], body: object, status = 'active'): Promise<void> => {
  const state = {
    id: idOf(id),
    type,
    version: 1,
    status,
    owner: idOf(1),
    ts: '2026-11-24T00:00:00Z',
    commitment: '00',
    body,
  };
  const ref = { number: (blocks += 1), hash: `h${blocks}` };
  const transaction = {
    txId: 't',
    time: state.ts,
    endorsers: [],
    writes: [{ key: `r/${state.id}`, value: JSON.stringify(state) }],
  };
  const block = { ...ref, transactions: [transaction] } as unknown as Parameters<typeof projectBlock>[0];
  await store.applyBlocks([{ ref, ops: projectBlock(block) }]);
};
/** A picture with one copy, kept; answers the digests of both. */
const kept = async (text: string): Promise<[string, string]> => [
  await media.put(Buffer.from(`${text} master`)),
  await media.put(Buffer.from(`${text} copy`)),
];
const medium = ([sha256, copy]: [string, string], item = idOf(11)) => ({
  ...{ ...photo, item, sha256 },
  derivatives: [{ sha256: copy, bytes: 1, width: 1, height: 1 }],
});
/** How many files were deleted, and how many put aside. */
const sweep = async (isLevel = true, now = Date.now()): Promise<[number, number]> => {
  const { deleted, aside } = await sweepMedia(store, media, () => isLevel, now);
  return [deleted, aside];
};
const here = (...digests: string[]): boolean[] => digests.map((digest) => media.path(digest) !== undefined);

describe('files', () => {
  test('of a medium in force stay; those of one that was taken down go, unless another shows the same', async () => {
    const [first, second] = [await kept('first'), await kept('second')];
    await write(11, 'heritage/item', { ...temple, places: [] });
    await write(21, 'heritage/media', medium(first));
    await write(22, 'heritage/media', medium(second));
    expect([await sweep(), here(...first, ...second)]).toEqual([
      [0, 0],
      [true, true, true, true],
    ]);
    await write(22, 'heritage/media', medium(second), 'erased');
    expect([await sweep(), here(...first, ...second)]).toEqual([
      [2, 0],
      [true, true, false, false],
    ]);
    await write(12, 'heritage/item', { ...temple, places: [] });
    await write(23, 'heritage/media', medium(first, idOf(12)));
    await write(21, 'heritage/media', medium(first), 'erased');
    expect([await sweep(), here(...first)]).toEqual([
      [0, 0],
      [true, true],
    ]);
  });

  test('of an item that was taken down go with it', async () => {
    const files = await kept('one');
    await write(11, 'heritage/item', { kind: 'tangible', takedown: { ground: 'consent' } }, 'erased');
    await write(21, 'heritage/media', medium(files));
    expect([await sweep(), here(...files)]).toEqual([
      [2, 0],
      [false, false],
    ]);
  });

  test('that nobody recorded stay for a day, lie aside for thirty, and are deleted then', async () => {
    const files = await kept('unclaimed');
    const asideAt = Date.now() + day + 60_000;
    expect([await sweep(), await sweep(true, asideAt), here(...files)]).toEqual([
      [0, 0],
      [0, 2],
      [false, false],
    ]);
    expect([await sweep(true, asideAt + 29 * day), [...media.aside()].length]).toEqual([[0, 0], 2]);
    expect([await sweep(true, asideAt + 30 * day), [...media.aside()]]).toEqual([[2, 0], []]);
  });

  test('that lie aside come back with the medium that speaks of them, and when they are sent again', async () => {
    const files = await kept('late');
    media.putFacts(files[0], { mediaType: 'image/jpeg' });
    await sweep(true, Date.now() + 2 * day);
    expect(here(...files)).toEqual([false, false]);
    await write(11, 'heritage/item', { ...temple, places: [] });
    await write(21, 'heritage/media', medium(files));
    expect([await sweep(), here(...files)]).toEqual([
      [0, 0],
      [true, true],
    ]);
    expect(media.facts(files[0])).toEqual({ mediaType: 'image/jpeg' });
    // Taken down while it lay aside it is deleted at once.
    media.quarantine(files[1], Date.now());
    await write(21, 'heritage/media', medium(files), 'erased');
    expect([await sweep(), [...media.aside()]]).toEqual([[2, 0], []]);
  });

  test('stay while the index is behind: one that is built anew knows of none', async () => {
    const files = await kept('rebuilt');
    expect([await sweep(false, Date.now() + 2 * day), here(...files)]).toEqual([
      [0, 0],
      [true, true],
    ]);
  });

  test('stay while the ledger does not answer: an empty index looks level then', async () => {
    const dataDir = join(folder, 'data');
    const answers = { ledgerUp: false };
    const health = { ledgerUp: () => answers.ledgerUp, indexUp: () => true, lagSeconds: () => 0 };
    const { parts, stop } = mountHeritage(
      { config: { dataDir, unitRoom: { photos: 0, heritage: 0 } } as Config, store },
      health,
      noScanner,
      keys,
    );
    const digest = await parts.media.put(Buffer.from('the only master'));
    utimesSync(parts.media.path(digest)!, 0, 0);
    await parts.sweep();
    expect(parts.media.path(digest)).toBeDefined();
    answers.ledgerUp = true;
    await parts.sweep();
    expect([parts.media.path(digest), [...parts.media.aside()].map((one) => one.digest)]).toEqual([
      undefined,
      [digest],
    ]);
    stop();
  });
});
