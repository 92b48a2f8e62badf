/** A gateway that keeps something back: a write, an answer, all of it. Cosigners tell, mirrors answer, and a mirror may lie too. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { readTrustPolicy, verify } from '@daunguon/proof';
import { HttpProblem } from '../../../gateway-api/src/http/http-problem.ts';
import { LogSource } from '../../../gateway-api/src/mirror/log-source.ts';
import { Mirror } from '../../../gateway-api/src/mirror/mirror.ts';
import { mirrorApp } from '../../../gateway-api/src/mirror/mirror-app.ts';
import { MirrorLog } from '../../../gateway-api/src/mirror/mirror-log.ts';
import type { Lie } from './gateway.ts';
import { Ledger } from './ledger.ts';
import { serve } from './parties.ts';
import { openWorld, origin, policyJson, type World } from './world.ts';

jest.setTimeout(60_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const dropped = '4G7N0PQRSTVWXYZ12345ABCDEF';
const grey = { code: 'cannot-check', tone: 'grey' };
let world: World;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  world = await openWorld();
  world.commit({ id });
  expect(await world.gateway.publish()).toBe(true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
  await world.close();
});

test('a dropped write: every organisation refuses the head without it and keeps the proof; the issuer gets no receipt', async () => {
  const block = world.commitWithoutGateway({ id, status: 'recalled' }, { id: dropped });
  world.gateway.take({ ...block, transactions: block.transactions.slice(1) });
  expect(await world.gateway.publish()).toBe(false);
  expect(world.gateway.trouble()).toContain('missing: agri, edu, health, tech');
  // The log without it is smaller, and ends where the organisations' own has a record in place of the state.
  expect(world.alarms()).toEqual({ agri: ['root'], edu: ['root'], health: ['root'], tech: ['root'] });
  const [alarm] = world.organisations[2]!.alarms.list();
  expect(alarm?.text).toBe('another root for 6 leaves than this organisation derived');
  expect(alarm?.evidence['derivedSize']).toBe(7);
  // The receipt of an issuer is the record's own bundle, verified: there is none, whatever the gateway says.
  expect(await world.reader().scan(dropped)).not.toMatchObject({ tone: 'green' });
  const policy = readTrustPolicy(world.policy.text, world.policy.json);
  const receipt = verify({ bundle: await world.gateway.bundle(dropped), id: dropped, policy, now: world.clock.wall });
  expect(receipt.standing).toEqual({ absent: true });
});

/** A ledger of the gateway's own invention that so far is as the true one. */
const likeTheOthers = (): Ledger => {
  const ledger = new Ledger();
  ledger.block();
  ledger.block({ id });
  return ledger;
};

test('a write put in the place of another, with the log’s length as it should be', async () => {
  world.commitWithoutGateway({ id, status: 'recalled' });
  const ledger = likeTheOthers();
  world.gateway.take(ledger.block({ id, status: 'active', body: { lot: 'polished' } }));
  expect(await world.gateway.publish()).toBe(false);
  expect(world.alarms()).toEqual({ agri: ['root'], edu: ['root'], health: ['root'], tech: ['root'] });
});

test('invented writes that no ledger has: the organisations are said to be behind, and sign nothing', async () => {
  const ledger = likeTheOthers();
  world.gateway.take(ledger.block({ id: dropped }));
  expect(await world.gateway.publish()).toBe(false);
  // No alarm: a cosigner cannot tell an invention from a block that it has yet to see. Once it has one, it can.
  expect(world.alarms()).toEqual({});
  world.commitWithoutGateway({ id, status: 'held' });
  expect(await world.gateway.publish()).toBe(false);
  expect(world.alarms()).toEqual({ agri: ['root'], edu: ['root'], health: ['root'], tech: ['root'] });
});

/** A mirror that has copied the gateway's log: the product's code over HTTP. */
async function openMirror() {
  const log = new MirrorLog(join(world.dir, 'mirror'));
  const policy = () => readTrustPolicy(world.policy.text, world.policy.json);
  const source = new LogSource({ url: world.gateway.url, pausesMs: [] });
  const mirror = new Mirror({ log, source, policy, now: () => world.clock.wall });
  const { url, close } = await serve(
    mirrorApp(log, () => {
      throw new Error('nobody asks for the status');
    }),
  );
  closing.push(close, () => log.close());
  return { url, log, copy: () => mirror.round(AbortSignal.timeout(10_000)) };
}
const withMirrors = (...mirrors: string[]): void => {
  world.policy = { ...world.policy, json: policyJson([world.gateway.url], { mirrors }) };
};
/** Takes the question and never answers; answers that it cannot. */
const never: Lie = () => new Promise(() => undefined);
const broken: Lie = () => {
  throw new HttpProblem('log/not-published');
};

test('a withheld answer comes from a mirror: proven, and the reader is told from where', async () => {
  const mirror = await openMirror();
  world.commit({ id, status: 'recalled' });
  await world.gateway.publish();
  await mirror.copy();
  withMirrors(mirror.url);
  world.gateway.lie = never;
  expect(await world.reader().scan(id)).toMatchObject({
    ...{ code: 'recalled', tone: 'red', source: 'mirror', unproven: ['gateway unreachable'], failed: {} },
  });
  world.gateway.lie = async (honest) => ({ ...(await honest()), body: { lot: 'other' } });
  expect(await world.strangers(id)).toMatchObject({ code: 'recalled', tone: 'red', exit: 0 });
});

test('a revocation withheld from one reader comes from a mirror, once the gateway’s head is stale', async () => {
  const old = world.gateway.checkpoints.newest()?.note;
  world.commit({ id, status: 'revoked' });
  world.clock.wall += 2 * 3_600_000;
  await world.gateway.publish();
  const mirror = await openMirror();
  await mirror.copy();
  withMirrors(mirror.url);
  world.gateway.lie = (_honest, of, wish) => world.gateway.bundle(of, wish, old);
  expect(await world.reader().scan(id)).toMatchObject({ code: 'withdrawn', tone: 'red', source: 'mirror' });
});

test('a lying mirror is believed no more than a lying gateway', async () => {
  const honest = await world.gateway.bundle(id);
  const old = world.gateway.checkpoints.newest()?.note;
  world.gateway.lie = broken;
  for (const [lie, failed] of [
    [{ ...honest, salt: '00'.repeat(16) }, { commitment: 'body and salt do not give the commitment' }],
    [
      { ...honest, checkpoint: old?.replace('\n4\n', '\n5\n') },
      { 'log-signature': `the signature of ${origin} does not verify` },
    ],
  ] as const) {
    const { url, close } = await serve((_request, response) => void response.end(JSON.stringify(lie)));
    closing.push(close);
    withMirrors(url);
    expect(await world.reader().scan(id)).toMatchObject({
      ...{ ...grey, source: 'mirror', unproven: ['gateway unreachable', 'mirror unproven'], failed },
    });
  }
});

test('a mirror takes in no head that nobody cosigned, says so, and goes on to show what it has', async () => {
  const mirror = await openMirror();
  await mirror.copy();
  const head = world.gateway.checkpoints.newest()!;
  const larger = { ...head, size: 5, note: head.note.replace('\n4\n', '\n5\n') };
  jest.spyOn(world.gateway.checkpoints, 'newest').mockReturnValue(larger);
  await expect(mirror.copy()).rejects.toMatchObject({
    name: 'Difference',
    message: expect.stringContaining('signature'),
  });
  expect(mirror.log.head()?.note).toBe(head.note);
});

test('nobody answers at all: grey, and never a fake', async () => {
  world.gateway.lie = broken;
  expect(await world.reader().scan(id)).toEqual({
    ...{ ...grey, failed: {}, source: 'none', unproven: ['gateway unreachable'], equivocation: false },
  });
});
