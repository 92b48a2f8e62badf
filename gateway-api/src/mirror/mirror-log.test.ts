import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mapKey, ReplayError, verify } from '@daunguon/proof';
import { bundleOf } from '../log/bundle-of.ts';
import { mirrorSource } from './mirror-app.ts';
import { MirrorLog } from './mirror-log.ts';
import { idOf, TestLog } from './test-log.ts';

let dir = '';
let gateway: TestLog;
let log: MirrorLog;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mirror-log-'));
  gateway = new TestLog(join(dir, 'gateway'));
  // Three blocks of five records and a state leaf each.
  for (let block = 0; block < 3; block += 1)
    gateway.put(...Array.from({ length: 5 }, (_, at) => ({ id: idOf(block * 5 + at), body: { lot: at } })));
  gateway.publish();
  log = new MirrorLog(join(dir, 'mirror'));
});
afterEach(() => {
  log.close();
  rmSync(dir, { recursive: true });
});

const applyUpTo = (end: number): void => {
  for (const leaf of gateway.log.store.leaves(log.size(), end)) log.apply(leaf);
};
const leafOf = (n: number): number | undefined => log.db.leafOf(mapKey(idOf(n)), 1);
const published = async (n: number) => {
  const bundle = await bundleOf(mirrorSource(log), idOf(n));
  return verify({ bundle, id: idOf(n), policy: gateway.policy(), now: Date.now() }).standing;
};

test('a block of which only the beginning came is forgotten, and comes again', async () => {
  applyUpTo(9);
  expect([log.size(), log.store.size()]).toEqual([9, 6]);
  log.abandon();
  expect([log.size(), log.map.keys]).toEqual([6, 5]);
  applyUpTo(18);
  log.takeIn();
  log.publish(gateway.head?.note ?? '');
  expect(await published(14)).toMatchObject({ absent: false, index: 16, status: 'active' });
});

test('a leaf that contradicts those before it leaves nothing of its block', () => {
  applyUpTo(8);
  expect(() => log.apply(gateway.log.store.leaf(0))).toThrow(ReplayError);
  expect([log.size(), log.map.keys]).toEqual([6, 5]);
  applyUpTo(18);
  expect(log.store.root()).toEqual(gateway.log.store.root());
});

test('what a crash took from the log is forgotten beside it too, and comes again', async () => {
  applyUpTo(18);
  log.takeIn();
  expect([leafOf(4), leafOf(12)]).toEqual([4, 14]);
  log.close();
  const marks = join(dir, 'mirror/blocks.bin');
  truncateSync(marks, statSync(marks).size - 1);
  log = new MirrorLog(join(dir, 'mirror'));
  expect([log.size(), log.db.taken(), leafOf(4), leafOf(12)]).toEqual([12, 12, 4, undefined]);
  applyUpTo(18);
  log.takeIn();
  log.publish(gateway.head?.note ?? '');
  expect(leafOf(12)).toBe(14);
  expect(await published(12)).toMatchObject({ absent: false, index: 14 });
});

test('leaves beyond the head change nothing of what it proves, after a restart either', async () => {
  const { note = '' } = gateway.head ?? {};
  applyUpTo(18);
  log.publish(note);
  gateway.put({ id: idOf(3), status: 'recalled' }, { id: idOf(99) });
  applyUpTo(21);
  for (let restart = 0; restart < 2; restart += 1) {
    expect(await published(3)).toMatchObject({ absent: false, n: 1, status: 'active' });
    expect(await published(99)).toEqual({ absent: true });
    log.close();
    log = new MirrorLog(join(dir, 'mirror'));
  }
  log.publish(gateway.publish().head?.note ?? '');
  expect(await published(3)).toMatchObject({ absent: false, n: 2, status: 'recalled' });
});
