/** Reference clients of others read our log: Go's sumdb packages, transparency-dev's cosignatures, Tessera's fsck. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import { algorithms, ed25519Signer } from '@daunguon/proof';
import { idOf, origin, serve, TestLog, type Served } from '../../../gateway-api/src/mirror/test-log.ts';
import { flip, startLyingProxy, type Lie, type LyingProxy } from '../../../gateway-api/src/mirror/test-proxy.ts';
import { buildOtherClients, testWith } from './build-other-clients.ts';
import { failing, runOtherClients } from './run-other-clients.ts';

jest.setTimeout(60_000);

const program = buildOtherClients();
const withGo = testWith(program);
const dir = mkdtempSync(join(tmpdir(), 'other-clients-'));
const checks = ['sumdb/note', 'formats/note', 'sumdb/tlog', 'bundle', 'tessera/fsck'];
let log: TestLog;
let served: Served;
let proxy: LyingProxy;

beforeAll(async () => {
  log = new TestLog(join(dir, 'log'));
  // 707 leaves, with the seven states: full and partial tiles, and a level above them.
  for (let block = 0; block < 7; block += 1)
    log.put(...Array.from({ length: 100 }, (_, at) => ({ id: idOf(block * 100 + at) })));
  log.publish();
  served = await serve(log.app());
  proxy = await startLyingProxy(served.url);
});
afterAll(async () => {
  await proxy.close();
  await served.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() => void proxy.lies.splice(0));

const run = (keys: { log?: string; witnesses?: readonly string[] } = {}): Promise<Record<string, string>> =>
  runOtherClients({
    program: program ?? '',
    log: `${proxy.url}/log/`,
    logKey: keys.log ?? log.signer.vkey,
    witnesses: keys.witnesses ?? log.witnesses.map(({ vkey }) => vkey),
    bundle: `${proxy.url}/r/${idOf(456)}?from=303`,
  });

withGo('they accept signature, cosignatures, every leaf, tiles, and the proofs that our own code made', async () => {
  expect(await run()).toEqual({
    'sumdb/note': '707 leaves',
    'formats/note': '4 cosignatures',
    'sumdb/tlog': expect.stringMatching(/^707 leaves, 12 inclusion and consistency proofs$/),
    bundle: 'leaf 460, consistent with 303 leaves',
    'tessera/fsck': expect.stringMatching(/^\d+ resources$/),
  });
});

/** Another signature in the same base64 alphabet: a flipped bit may leave it, and then the note is no note at all. */
const otherSignature: Lie = (honest) =>
  Buffer.from(
    String(honest).replace(/(.)(...\n)$/, (_, character: string, end: string) => (character === 'A' ? 'B' : 'A') + end),
  );
const badLeaf: Lie = (honest) => Buffer.from(String(honest).replace('active', 'aktive'));
const lies: [string, RegExp, Lie, string[]][] = [
  ['a byte of a full tile', /tile\/0\/001$/, flip(100), ['sumdb/tlog', 'bundle', 'tessera/fsck']],
  ['a byte of a partial tile', /tile\/0\/002\.p\/195$/, flip(-1), ['sumdb/tlog', 'bundle', 'tessera/fsck']],
  ['a byte of the tile above', /tile\/1\/000\.p\/2$/, flip(0), ['sumdb/tlog', 'bundle', 'tessera/fsck']],
  ['a leaf', /tile\/entries\/001$/, badLeaf, ['sumdb/tlog', 'tessera/fsck']],
  ['the last cosignature', /checkpoint$/, otherSignature, ['formats/note']],
  ['the root', /checkpoint$/, flip(origin.length + 6), ['sumdb/note', 'formats/note', 'tessera/fsck']],
  ['a proof of our bundle', /^\/r\//, (honest) => Buffer.from(String(honest).replace('active', 'aktive')), ['bundle']],
];

withGo.each(lies)('they notice %s that was altered', async (_what, where, lie, expected) => {
  proxy.lies.push([where, lie]);
  expect(failing(await run())).toEqual(expected);
});

withGo('they refuse the signatures of strangers', async () => {
  const seed = Buffer.alloc(32, 7);
  const stranger = ed25519Signer(origin, seed, algorithms.note).vkey;
  expect(failing(await run({ log: stranger }))).toEqual(['sumdb/note', 'tessera/fsck']);
  const witness = ed25519Signer('agri.example.vn', seed, algorithms.cosignature).vkey;
  expect(failing(await run({ witnesses: [witness] }))).toEqual(['formats/note']);
  expect(Object.keys(await run())).toEqual(checks);
});
