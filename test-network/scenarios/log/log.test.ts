import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapKey, openCheckpoint, parseLeaf, verify, type RecordLeaf, type TrustPolicy } from '@daunguon/proof';
import { provenDates } from '@daunguon/proof/dates';
import { openChannel } from '../../../gateway-api/src/ledger/follow-channel.ts';
import {
  beginLogKey,
  changeCosignerKey,
  changeWitness,
  finishLogKey,
} from '../../../gateway-api/src/log/change-key.ts';
import { DerivedLog } from '../../../gateway-api/src/log/derived-log.ts';
import { logFiles, startLogNetwork, until, type LogNetwork } from './log-network.ts';

jest.setTimeout(120_000);

const idA = '0000000000000000000000000A';
const idB = '0000000000000000000000000B';
const absent = '0000000000000000000000000Z';
let system: LogNetwork;
beforeAll(async () => {
  system = await startLogNetwork();
});
afterAll(() => system.stop());

const check = async (id: string) => {
  const policy = system.log.policy();
  if (policy === undefined) throw new Error('no policy');
  return verify({ bundle: await system.bundle(id), id, policy, now: Date.now() });
};

test('a write becomes a leaf, a cosigned checkpoint and a bundle that anybody can verify', async () => {
  const block = await system.write({ id: idA }, { id: idB }, { id: idA, version: 2, status: 'held' });
  expect(await system.log.covered(block, 15_000)).toBe(true);
  const found = await check(idA);
  expect(found).toMatchObject({
    authenticity: 'authentic',
    fresh: true,
    standing: { status: 'held', n: 2, type: 'origin/batch' },
    body: { name: idA },
    trial: true,
  });
  expect(found.confirmedBy.length).toBeGreaterThanOrEqual(3);
  expect(await check(absent)).toMatchObject({ authenticity: 'not-authentic', standing: { absent: true } });
});

test('what is no record, is deleted or configures the channel is told by its leaf too', async () => {
  await system.submit('put', 'r/0000000000000000000000000C', 'no JSON');
  await system.submit('put', 'other/key', 'no leaf');
  const block = await system.submit('delete', `r/${idB}`);
  expect(await system.log.covered(block, 15_000)).toBe(true);
  const leaves = [...system.log.store.leaves(0)].map((bytes) => parseLeaf(bytes));
  expect(leaves[0]).toMatchObject({ leaf: 'config/1', block: 0 });
  const byKey = (id: string) =>
    leaves.filter((leaf): leaf is RecordLeaf => leaf.leaf === 'record/1' && leaf.key === hex(mapKey(id))).at(-1);
  expect(byKey('0000000000000000000000000C')).toMatchObject({ op: 'opaque', status: 'opaque', msp: 'AgriMSP', n: 1 });
  expect(byKey(idB)).toMatchObject({ op: 'delete', status: 'deleted', commitment: null, n: 2 });
  expect((await check(idB)).standing).toMatchObject({ status: 'deleted' });
  // Two blocks without a record, a write elsewhere among them, gave no leaf.
  expect(leaves.at(-1)).toMatchObject({ leaf: 'state/1', block });
});
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('an invalid transaction gives no leaf, one that writes two records gives two', async () => {
  const contract = system.network.connect('AgriMSP').getContract('records');
  const [counter, first, second] = ['D', 'E', 'F'].map((last) => `r/0000000000000000000000000${last}`);
  const endorse = () => contract.newProposal('increment', { arguments: [counter!] }).endorse();
  // Both read the same version, so the second to be ordered is an MVCC_READ_CONFLICT.
  const endorsed = [await endorse(), await endorse()];
  const codes: number[] = [];
  for (const transaction of endorsed) codes.push((await (await transaction.submit()).getStatus()).code);
  expect(codes).toEqual([0, 11]);
  const block = await system.submit('putBoth', first!, second!, 'no JSON');
  expect(await system.log.covered(block, 15_000)).toBe(true);
  const leaves = [...system.log.store.leaves(0)].map((bytes) => parseLeaf(bytes));
  const versions = (key: string) =>
    leaves.flatMap((leaf) => (leaf.leaf === 'record/1' && leaf.key === hex(mapKey(key.slice(2))) ? [leaf.n] : []));
  expect([counter, first, second].map((key) => versions(key!))).toEqual([[1], [1], [1]]);
});

test('four organisations and one that restarts at every block derive the same bytes', async () => {
  const own = logFiles(join(system.data, 'log'));
  for (const mspId of ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP']) {
    await until(`${mspId} to catch up`, () =>
      logFiles(join(system.folderOf(mspId), 'log'))['blocks.bin'] === own['blocks.bin'] ? true : undefined,
    );
    expect(logFiles(join(system.folderOf(mspId), 'log'))).toEqual(own);
  }
  const dir = mkdtempSync(join(tmpdir(), 'restarts-'));
  const channel = openChannel({ ...system.logOptions, mspId: 'EduMSP' });
  let log = new DerivedLog({ dir, trusted: () => 0, dumpEvery: 4 });
  const following = channel.follow(
    () => log.next(),
    (block) => {
      log.take(block);
      log.close();
      log = new DerivedLog({ dir, trusted: () => 0, dumpEvery: 4 });
    },
  );
  const last = system.log.store.last()?.number ?? 0;
  await until('the blocks', () => (log.next() > last ? true : undefined));
  await following.stop();
  channel.close();
  log.close();
  expect(logFiles(dir)).toEqual(own);
  rmSync(dir, { recursive: true });
});

test('without a quorum nothing is published; with the cosigners back it goes on', async () => {
  const before = system.log.head()?.size ?? 0;
  await system.killCosigners();
  const block = await system.write({ id: idA, version: 3 });
  expect(await system.log.covered(block, 2500)).toBe(false);
  expect(system.log.head()?.size).toBe(before);
  expect((await check(idA)).standing).toMatchObject({ n: 2 });
  await system.startCosigners();
  expect(await system.log.covered(block, 15_000)).toBe(true);
  expect((await check(idA)).standing).toMatchObject({ n: 3 });
});

test('a restarted gateway proves from its newest head at once, and goes on', async () => {
  const head = system.log.head();
  await system.log.stop();
  const block = await system.write({ id: idB, version: 3 });
  system.openLog();
  expect(system.log.head()).toEqual(head);
  expect((await check(idA)).authenticity).toBe('authentic');
  expect(await system.log.covered(block, 15_000)).toBe(true);
});

test('a log of another network is not gone on with: its process ends and says why', async () => {
  await system.log.stop();
  const blocks = join(system.data, 'log', 'blocks.bin');
  const bytes = readFileSync(blocks);
  // The header hash of block 0, as if the network had been made anew under an old folder.
  writeFileSync(blocks, Buffer.from(bytes).fill(0xab, 24, 56));
  const child = spawn(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'log-process.ts')],
    JSON.stringify(system.logOptions),
  ]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(said).toContain('is not of this network: move the folder away');
  writeFileSync(blocks, bytes);
  system.openLog();
});

const policyNow = async (): Promise<TrustPolicy> => until('a policy', () => system.log.policy());
const newestNote = (): string => system.log.head()!.note;
const readBy = async (policy: TrustPolicy) => {
  const { authenticity, fresh } = verify({ bundle: await system.bundle(idA), id: idA, policy, now: Date.now() });
  return [authenticity, fresh];
};
/** By when the record's version is proven, from checkpoints that were kept. */
const datedBy = async (policy: TrustPolicy) =>
  provenDates(await system.bundle(idA, { dates: true }), policy, Date.now())[0]?.notAfter;

test('the log’s key is changed while it runs: both sign, then the new one; what the old one signed still dates', async () => {
  const [dir, trust] = [join(system.data, 'log'), join(system.data, 'trust')];
  const old = await policyNow();
  const dated = await datedBy(old);
  expect(dated).toBeGreaterThan(0);
  const fresh = beginLogKey(dir, trust);
  const both = () => openCheckpoint(newestNote(), system.log.policy()!.tlog).logKeys.length === 2 || undefined;
  await until('both signatures', both);
  expect([await readBy(old), await readBy(await policyNow())]).toEqual([
    ['authentic', true],
    ['authentic', true],
  ]);
  finishLogKey(dir, trust, newestNote());
  await until(
    'the new signature alone',
    () => openCheckpoint(newestNote(), old.tlog).logKeys.length === 0 || undefined,
  );
  const now = await policyNow();
  expect(openCheckpoint(newestNote(), now.tlog).logKeys).toEqual([fresh]);
  // A reader with the policy from before is told nothing false.
  expect([await readBy(now), await readBy(old)]).toEqual([
    ['authentic', true],
    ['cannot-confirm', false],
  ]);
  expect(await datedBy(now)).toBe(dated);
});

test('a cosigner’s key is changed: three others go on meanwhile, and it counts again with the new one', async () => {
  const saved = await system.bundle(idA);
  const fresh = changeCosignerKey(system.folderOf('AgriMSP'));
  changeWitness(join(system.data, 'trust'), fresh, newestNote());
  expect(await system.log.covered(await system.write({ id: idB, version: 4 }), 15_000)).toBe(true);
  const policy = await policyNow();
  const [name] = [...policy.tlog.witnesses].find(([, { vkey }]) => fresh.startsWith(`${vkey.name}+`))!;
  expect(openCheckpoint(newestNote(), policy.tlog).cosigned.has(name)).toBe(false);
  await system.killCosigners();
  await system.startCosigners();
  expect(await system.log.covered(await system.write({ id: idB, version: 5 }), 15_000)).toBe(true);
  let version = 6;
  while (!openCheckpoint(newestNote(), policy.tlog).cosigned.has(name)) {
    if (version === 40) throw new Error('it does not cosign again');
    expect(await system.log.covered(await system.write({ id: idB, version: version++ }), 15_000)).toBe(true);
  }
  const of = (bundle: object) => verify({ bundle, id: idA, policy, now: Date.now() }).authenticity;
  expect([of(await system.bundle(idA)), of(saved)]).toEqual(['authentic', 'authentic']);
});

test('the cosigners show what they cosigned, and no alarm', async () => {
  const signer = await until('the log to be known', () => system.log.signer());
  const { originHash } = await import('../../../gateway-api/src/cosigner/cosigner.ts');
  for (const mspId of ['AgriMSP', 'TechMSP']) {
    const answer = await fetch(`${system.cosignerUrl(mspId)}/${originHash(signer.name)}/checkpoint`);
    expect((await answer.text()).split('\n').slice(0, 2)).toEqual([signer.name, String(system.log.head()?.size)]);
    expect(await (await fetch(`${system.cosignerUrl(mspId)}/alarms`)).json()).toEqual({ alarms: [] });
  }
  expect(readFileSync(join(system.data, 'trust', 'policy.txt'), 'utf8')).toContain('group organisations 3 ');
});
