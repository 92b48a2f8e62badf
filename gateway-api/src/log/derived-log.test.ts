import { afterAll, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapKey } from '@daunguon/proof';
import { DerivedLog } from './derived-log.ts';
import { testBlock } from './test-blocks.ts';

const root = mkdtempSync(join(tmpdir(), 'derived-log-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String((folders += 1)));

const blocks = Array.from({ length: 40 }, (_, number) =>
  testBlock(
    number,
    number % 5 === 3
      ? []
      : [
          { id: `N${number}` },
          { id: 'SHARED', version: number - Math.floor((number + 1) / 5) + 1, status: number % 2 ? 'held' : 'active' },
        ],
  ),
);
const open = (dir: string, options: { published?: number; dumpEvery?: number } = {}): DerivedLog =>
  new DerivedLog({
    dir,
    trusted: () => options.published ?? 0,
    ...(options.published === undefined ? {} : { provenFrom: () => options.published ?? 0 }),
    ...(options.dumpEvery === undefined ? {} : { dumpEvery: options.dumpEvery }),
  });
const files = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir)
      .filter((name) => name.endsWith('.bin'))
      .map((name) => [name, readFileSync(join(dir, name), 'base64')]),
  );

test('restarted after every block, with dumps or without, the log has the same bytes', () => {
  const steady = folder();
  const log = open(steady);
  for (const block of blocks) log.take(block);
  expect(log.store.size()).toBe(97);
  log.close();
  for (const dumpEvery of [7, 1_000_000]) {
    const dir = folder();
    for (const block of blocks) {
      const restarted = open(dir, { dumpEvery });
      expect(restarted.next()).toBe(block.number);
      restarted.take(block);
      restarted.close();
    }
    expect(files(dir)).toEqual(files(steady));
  }
});

test('the map proves the published size after a restart, though it is ahead of it', () => {
  const dir = folder();
  const log = open(dir, { published: 0, dumpEvery: 10 });
  for (const block of blocks) log.take(block);
  const published = log.store.mark(20)?.size ?? 0;
  const before = log.map.prove(mapKey('SHARED'), published);
  log.store.close();
  const restarted = open(dir, { published });
  expect(restarted.map.prove(mapKey('SHARED'), published)).toEqual(before);
  expect(before.value).toMatchObject({ n: 17, status: 'active' });
  expect(() => restarted.map.prove(mapKey('SHARED'), restarted.store.mark(5)?.size)).toThrow(RangeError);
  restarted.close();
});

test('a damaged dump is set aside and the map comes from the leaves', () => {
  const dir = folder();
  const log = open(dir, { dumpEvery: 5 });
  for (const block of blocks) log.take(block);
  const mapRoot = Buffer.from(log.map.root()).toString('hex');
  log.close();
  const dumps = readdirSync(dir).filter((name) => name.startsWith('map-'));
  expect(dumps).toHaveLength(1);
  for (const name of dumps) {
    const bytes = readFileSync(join(dir, name));
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    writeFileSync(join(dir, name), bytes);
  }
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const restarted = open(dir);
  expect(said.mock.calls.join()).toContain('set aside');
  said.mockRestore();
  expect(Buffer.from(restarted.map.root()).toString('hex')).toBe(mapRoot);
  restarted.close();
});

test('a block that cannot be stored leaves nothing behind, and comes again', () => {
  const dir = folder();
  const log = open(dir);
  for (const block of blocks.slice(0, 10)) log.take(block);
  const size = log.store.size();
  expect(() => log.take({ ...blocks[12]!, number: 12 })).toThrow('block 12 where 10 is due');
  expect(log.store.size()).toBe(size);
  for (const block of blocks.slice(10)) log.take(block);
  log.close();
  const steady = folder();
  const other = open(steady);
  for (const block of blocks) other.take(block);
  other.close();
  expect(files(dir)).toEqual(files(steady));
});

test('a folder of another network is refused by name', () => {
  const log = open(folder());
  log.requireGenesis('a'.repeat(64));
  log.take(blocks[0]!);
  log.requireGenesis(blocks[0]!.headerHash);
  expect(() => log.requireGenesis('a'.repeat(64))).toThrow(/is not of this network: move the folder away/);
  log.close();
});
