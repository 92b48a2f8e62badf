import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  encodeLeaf,
  fromBase64,
  leafHash,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  verify,
  verifyConsistency,
  type Bundle,
} from '@daunguon/proof';
import { Alarms } from '../cosigner/alarms.ts';
import { Follower } from './follower.ts';
import { LogSource } from './log-source.ts';
import { Mirror } from './mirror.ts';
import { mirrorApp } from './mirror-app.ts';
import { MirrorLog } from './mirror-log.ts';
import { mirrorStatus } from './mirror-status.ts';
import { idOf, serve, TestLog, type Served, type TestRecord } from './test-log.ts';
import { flip, startLyingProxy, type Lie, type LyingProxy } from './test-proxy.ts';

let dir = '';
let gateway: TestLog;
let served: Served;
let proxy: LyingProxy;
let log: MirrorLog;
let alarms: Alarms;
let follower: Follower;
/** How far the mirror's clock is ahead, milliseconds. */
let ahead = 0;

/** Every tenth record is public and has a body. */
const recordOf = (n: number): TestRecord => ({ id: idOf(n), ...(n % 10 === 7 ? { body: { lot: idOf(n) } } : {}) });
/** 300 records in blocks of 100: 303 leaves, so that there are a full tile, a partial one and a level above. */
const fill = (to: TestLog, blocks = 3, from = 0): TestLog => {
  for (let block = 0; block < blocks; block += 1)
    to.put(...Array.from({ length: 100 }, (_, at) => recordOf(from + block * 100 + at)));
  return to;
};
const open = (): void => {
  log = new MirrorLog(join(dir, 'mirror'));
  const source = new LogSource({ url: proxy.url, pausesMs: [] });
  const mirror = new Mirror({ log, source, policy: () => gateway.policy(), now: () => Date.now() + ahead });
  alarms = new Alarms(join(dir, 'mirror/alarms'), Date.now, () => undefined);
  follower = new Follower({ mirror, alarms, origin: () => 'log', now: Date.now, say: () => undefined });
};

beforeEach(async () => {
  ahead = 0;
  dir = mkdtempSync(join(tmpdir(), 'mirror-'));
  gateway = fill(new TestLog(join(dir, 'gateway'))).publish();
  served = await serve(gateway.app());
  proxy = await startLyingProxy(served.url);
  open();
});
afterEach(async () => {
  log.close();
  await proxy.close();
  await served.close();
  rmSync(dir, { recursive: true });
});

const get = async (url: string): Promise<{ status: number; bundle: Bundle }> => {
  const answer = await fetch(url);
  return { status: answer.status, bundle: (await answer.json()) as Bundle };
};
const status = () => mirrorStatus({ gateway: proxy.url, log, follower, origin: () => 'log' });
const whileServing = async (work: (url: string) => Promise<void>): Promise<void> => {
  const mirror = await serve(mirrorApp(log, status));
  try {
    await work(mirror.url);
  } finally {
    await mirror.close();
  }
};
const judged = (bundle: Bundle, id: string) =>
  verify({ bundle, id, policy: gateway.policy(), now: Date.now() }).authenticity;

describe('an honest gateway', () => {
  test('is copied whole; the copy gives the very same bundles and files', async () => {
    expect(await follower.round()).toBe('checked');
    expect([log.head()?.size, log.map.keys, log.db.counts()]).toEqual([303, 300, { bodies: 30, missing: 0 }]);
    await whileServing(async (url) => {
      for (const path of [`/r/${idOf(7)}`, `/r/${idOf(297)}?from=202`, `/r/${idOf(9999)}?from=303`])
        expect([path, await get(url + path)]).toEqual([path, await get(served.url + path)]);
      for (const path of ['checkpoint', 'tile/0/000', 'tile/0/001.p/47', 'tile/1/000.p/1', 'tile/entries/000']) {
        const [own, theirs] = await Promise.all([url, served.url].map((at) => fetch(`${at}/log/${path}`)));
        expect([path, own?.status]).toEqual([path, 200]);
        expect(Buffer.from(await own!.arrayBuffer())).toEqual(Buffer.from(await theirs!.arrayBuffer()));
      }
    });
  });

  test('is followed: new versions and their history, an alias, a status that was confirmed again', async () => {
    expect(await follower.round()).toBe('checked');
    const alias = '01/08936012345674/10/A-1';
    gateway.put(
      { id: idOf(7), body: { lot: 'second' } },
      { id: alias, type: 'origin/alias', body: { target: idOf(7) } },
    );
    gateway
      .put({ id: idOf(7), body: { lot: 'third' }, status: 'recalled' })
      .publish({ at: Math.floor(Date.now() / 1000) + 3600 });
    // A head dated in the future does not count yet.
    expect(await follower.round()).toBe('difference');
    const now = Math.floor(Date.now() / 1000);
    gateway.publish({ at: now - 50 });
    expect(await follower.round()).toBe('checked');
    gateway.publish({ at: now - 10 });
    expect(await follower.round()).toBe('checked');
    const newest = log.head()?.note;
    expect(newest).toBe(gateway.head?.note);
    gateway.publish({ at: now - 30 });
    expect(await follower.round()).toBe('checked');
    expect(log.head()?.note).toBe(newest);
    await whileServing(async (url) => {
      const { bundle } = await get(`${url}/r/${idOf(7)}?history=1`);
      expect([judged(bundle, idOf(7)), bundle.body]).toEqual(['authentic', { lot: 'third' }]);
      expect(bundle.history?.map(({ body }) => body)).toEqual([{ lot: 'second' }, { lot: idOf(7) }]);
      const byLot = await get(`${url}/r/${alias}`);
      expect([byLot.bundle.id, byLot.bundle.alias?.id, judged(byLot.bundle, alias)]).toEqual([
        idOf(7),
        alias,
        'authentic',
      ]);
    });
  });

  test('may have given up partial tiles: what a head needs is cut from the full ones', async () => {
    const { note = '' } = gateway.head ?? {};
    fill(gateway, 3, 300).publish();
    proxy.lies.push([/checkpoint$/, () => Buffer.from(note)], [/(0|entries)\/001\.p\/47$/, () => 404]);
    expect(await follower.round()).toBe('checked');
    expect([log.head()?.size, log.store.root()]).toEqual([303, log.head()?.root]);
    proxy.lies.length = 0;
    expect(await follower.round()).toBe('checked');
    expect(log.head()?.size).toBe(606);
  });

  test('may be stopped for good: the mirror, restarted, still proves records and absence', async () => {
    expect(await follower.round()).toBe('checked');
    log.close();
    await served.close();
    open();
    expect(await follower.round()).toBe('incomplete');
    expect(status().trouble).toMatch(/^checkpoint: /);
    await whileServing(async (url) => {
      const { bundle } = await get(`${url}/r/${idOf(47)}`);
      expect(judged(bundle, idOf(47))).toBe('authentic');
      const absent = await get(`${url}/r/${idOf(5000)}`);
      expect([absent.status, judged(absent.bundle, idOf(5000))]).toEqual([404, 'not-authentic']);
      const beyond = await fetch(`${url}/r/${idOf(47)}?from=304`);
      expect([beyond.status, await beyond.json()]).toEqual([409, { size: 303 }]);
      expect(beyond.headers.get('access-control-allow-origin')).toBe('*');
      const page = await fetch(`${url}/status`, { headers: { accept: 'text/html' } });
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
      expect(await page.text()).toContain('Chưa đối chiếu được hết');
    });
  });
});

describe('a lying gateway', () => {
  const grown = (): void => void fill(gateway, 3, 300).publish();
  const lies: [string, string, RegExp, Lie][] = [
    [
      'a checkpoint with another root',
      'checkpoint',
      /checkpoint$/,
      (honest) => Buffer.from(String(honest).replace(/\n606\n./, '\n606\nA')),
    ],
    ['a spoilt cosignature', 'checkpoint', /checkpoint$/, flip(-4)],
    ['a full tile of leaf hashes', 'tile', /tile\/0\/001$/, flip(0)],
    ['a partial tile of leaf hashes', 'tile', /tile\/0\/002\.p\/94$/, flip(-1)],
    ['a tile of the level above', 'tile', /tile\/1\/000\.p\/2$/, flip(40)],
    ['a tile that is cut short', 'tile', /tile\/0\/002\.p\/94$/, (honest) => honest.subarray(32)],
    [
      'an altered leaf',
      'leaf',
      /tile\/entries\/001$/,
      (honest) => Buffer.from(String(honest).replace('active', 'aktive')),
    ],
    [
      'a leaf that is left out',
      'leaf',
      /tile\/entries\/002\.p\/94$/,
      (honest) => honest.subarray(0, honest.length - 5),
    ],
  ];

  test.each(lies)('%s: an alarm, and nothing of it is served', async (_lie, kind, where, lie) => {
    expect(await follower.round()).toBe('checked');
    const before = log.head()?.note;
    grown();
    proxy.lies.push([where, lie]);
    expect(await follower.round()).toBe('difference');
    expect(await follower.round()).toBe('difference');
    expect(alarms.list()).toEqual([expect.objectContaining({ kind })]);
    expect(log.head()?.note).toBe(before);
    await whileServing(async (url) => {
      const absent = await get(`${url}/r/${idOf(400)}`);
      expect([absent.status, judged(absent.bundle, idOf(400))]).toEqual([404, 'not-authentic']);
      const page = await fetch(`${url}/status`, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('CÓ SAI LỆCH');
    });
    proxy.lies.length = 0;
    expect(await follower.round()).toBe('checked');
    expect(log.head()?.size).toBe(606);
  });

  test('another body than was committed to is not kept, and asked for again later', async () => {
    const wrong = (honest: Buffer): Buffer => Buffer.from(String(honest).replace(idOf(7), idOf(8)));
    proxy.lies.push([/\/log\/body\//, wrong]);
    expect(await follower.round()).toBe('difference');
    const [alarm] = alarms.list();
    expect([alarm?.kind, log.db.counts()]).toEqual(['body', { bodies: 29, missing: 1 }]);
    expect(alarm?.evidence['served']).toContain(idOf(8));
    await whileServing(async (url) => {
      const { bundle } = await get(`${url}/r/${idOf(7)}`);
      expect([bundle.body, judged(bundle, idOf(7))]).toEqual([undefined, 'cannot-confirm']);
    });
  });

  test.each([
    ['nested deeper than any stack', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['with a million combining marks', JSON.stringify(`x${'\u0315\u0300'.repeat(500_000)}`)],
  ])('a body %s neither ends nor stalls the mirror', async (_what, hostile) => {
    proxy.lies.push([/\/log\/body\/0/, () => Buffer.from(`{"body":${hostile},"salt":"${'0'.repeat(32)}"}`)]);
    const began = performance.now();
    expect(await follower.round()).toBe('difference');
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(log.head()?.size).toBe(303);
    expect(alarms.list().every((alarm) => alarm.kind === 'body' && JSON.stringify(alarm).length < 40_000)).toBe(true);
  });

  test('a body that is held back does not hold up the head, and is asked for again soon', async () => {
    proxy.lies.push([/\/log\/body\//, () => 404]);
    expect(await follower.round()).toBe('incomplete');
    expect([log.head()?.size, status().missingBodies, alarms.list()]).toEqual([303, 30, []]);
    proxy.lies.length = 0;
    expect(await follower.round()).toBe('incomplete');
    ahead = 2000;
    expect(await follower.round()).toBe('checked');
    expect(log.db.counts()).toEqual({ bodies: 30, missing: 0 });
  });

  test('an older head is not gone back to', async () => {
    const old = gateway.head!.note;
    grown();
    expect(await follower.round()).toBe('checked');
    proxy.lies.push([/checkpoint$/, () => Buffer.from(old)]);
    expect(await follower.round()).toBe('incomplete');
    expect([log.head()?.size, alarms.list()]).toEqual([606, []]);
  });

  test.each([
    ['of the same size', 3],
    ['that is longer', 5],
  ])('another history %s, signed by all: evidence that anybody can check', async (_what, blocks) => {
    expect(await follower.round()).toBe('checked');
    await served.close();
    await proxy.close();
    const other = fill(
      new TestLog(join(dir, 'other')).put(
        { id: idOf(90_000) },
        ...Array.from({ length: 99 }, (_, at) => ({ id: idOf(at + 1) })),
      ),
      blocks - 1,
      100,
    ).publish();
    served = await serve(other.app());
    proxy = await startLyingProxy(served.url);
    log.close();
    open();
    expect(await follower.round()).toBe('difference');
    expect(log.head()?.note).toBe(gateway.head?.note);
    const { kind, evidence } = alarms.list()[0]!;
    const [first, second] = (evidence['notes'] as string[]).map((note) => parseCheckpoint(parseNote(note).text));
    expect([kind, evidence['evidence'], first?.size]).toEqual(['fork', 'daunguon-equivocation/1', 303n]);
    if (first?.size === second?.size) expect(first?.root).not.toEqual(second?.root);
    else {
      const hashes = (evidence['newerProof'] as string[]).map((text) => fromBase64(text)!);
      const newer = fromBase64(evidence['newerRoot'] as string)!;
      expect(newer).not.toEqual(first?.root);
      expect(
        verifyConsistency({
          size1: first!.size,
          size2: second!.size,
          root1: newer,
          root2: second!.root,
          proof: hashes,
        }),
      ).toBe(true);
    }
  });

  test('a state leaf with another root of the map, though all had signed it', async () => {
    expect(await follower.round()).toBe('checked');
    const block = gateway.block([{ id: idOf(9), status: 'active' }]);
    const store = gateway.log.store;
    const honest = new TestLog(join(dir, 'twin'));
    fill(honest).put({ id: idOf(9) });
    const leaves = [303, 304].map((index) => {
      const leaf = parseLeaf(honest.log.store.leaf(index));
      const bytes = encodeLeaf(leaf.leaf === 'state/1' ? { ...leaf, mapRoot: 'ab'.repeat(32) } : leaf);
      return { bytes, hash: leafHash(bytes) };
    });
    store.appendBlock(block, leaves);
    gateway.publish();
    expect(await follower.round()).toBe('difference');
    expect(alarms.list()).toEqual([
      expect.objectContaining({ kind: 'leaf', text: 'leaf 304: the root of the map differs' }),
    ]);
    expect(log.head()?.size).toBe(303);
  });
});
