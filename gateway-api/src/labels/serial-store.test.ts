import { afterAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeSerial, proveSerial, rootAt, serialKey } from '@daunguon/proof';
import { drawSerials, serialLength } from './draw-serials.ts';
import { serialProofs } from './serial-proofs.ts';
import { openSerialStore } from './serial-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'serials-'));
const store = openSerialStore(join(folder, 'labels.db'));
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});
const treeOf = ({ root, count }: { root: string; count: number }) => ({ root: Buffer.from(root, 'hex'), count });

test('serials are random, different, and of characters that a label prints in QR alphanumeric mode', () => {
  const serials = drawSerials(2000);
  expect(new Set(serials).size).toBe(2000);
  for (const serial of serials) expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/);
  expect(serialLength).toBeGreaterThanOrEqual(13);
  let byte = 0;
  // A source that repeats itself gives each serial once only.
  expect(drawSerials(2, (size) => new Uint8Array(size).fill((byte += 1) >> 1))).toEqual([
    '0'.repeat(17),
    '1'.repeat(17),
  ]);
});

test.each([1, 2, 255, 256, 257, 1500])('%i labels: each is proven issued, another proven not to be', (count) => {
  const serials = drawSerials(count);
  const id = `issue-${count}`;
  const drawn = store.add({ id, batch: 'B', unit: 'U' }, serials);
  const source = store.source(id)!;
  expect(Buffer.from(rootAt(BigInt(count), source.nodes)).toString('hex')).toBe(drawn.root);
  for (const serial of serials.slice(0, 40)) {
    expect(judgeSerial(serialKey(serial), treeOf(drawn), proveSerial(serialKey(serial), source))).toBe('issued');
  }
  for (const serial of drawSerials(40)) {
    expect(judgeSerial(serialKey(serial), treeOf(drawn), proveSerial(serialKey(serial), source))).toBe('not-issued');
  }
  expect(new Set([...store.serials(id, 0, 100), ...store.serials(id, 100, count)])).toEqual(new Set(serials));
});

test('drawn again under the same id, the first labels stay', () => {
  const first = store.add({ id: 'again', batch: 'B', unit: 'U' }, ['A']);
  expect(store.add({ id: 'again', batch: 'B', unit: 'U' }, ['B', 'C'])).toEqual(first);
  expect(store.issue('again')).toEqual(first);
  expect(store.issue('never')).toBeUndefined();
});

test('a bundle shows the one issue that holds a serial, or what each says of it', () => {
  store.add({ id: 'one', batch: 'L1', unit: 'U' }, ['X1', 'X2']);
  store.add({ id: 'two', batch: 'L1', unit: 'U' }, ['Y1']);
  const body = { labels: [{ id: 'one' }, { id: 'two' }, { id: 'elsewhere' }] };
  expect(serialProofs(store, body, 'Y1').map(({ issue }) => issue)).toEqual(['two']);
  expect(serialProofs(store, body, 'Z').map(({ issue }) => issue)).toEqual(['one', 'two']);
  expect(serialProofs(store, {}, 'Y1')).toEqual([]);
  expect([store.issuesOf('X2'), store.issuesOf('Z')]).toEqual([['one'], []]);
});

test('what was told is on disk: a process killed right after it has lost no label', () => {
  const file = join(folder, 'crash.db');
  const flags = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'crash-store.ts'), file, 'C1'];
  const { stdout, signal } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  expect(signal).toBe('SIGKILL');
  const survivor = openSerialStore(file);
  expect(survivor.issue('C1')).toMatchObject({ root: stdout, count: 600 });
  expect(survivor.serials('C1', 0, 1000)).toHaveLength(600);
  survivor.close();
});
