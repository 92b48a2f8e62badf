/** A gateway that shows different people different logs. Its log key is genuine, so each of its heads is signed by the log. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  consistencyProof,
  cosign,
  parseNote,
  parseVkey,
  rootAt,
  signCheckpoint,
  verify,
  readTrustPolicy,
  encodeAddCheckpoint,
} from '@daunguon/proof';
import type { Gateway } from './gateway.ts';
import { Ledger } from './ledger.ts';
import { openWorld, origin, policyJson, type World } from './world.ts';

jest.setTimeout(60_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const hidden = '4G7N0PQRSTVWXYZ12345ABCDEF';
/** A block that only the fork has. */
const further = { number: 3, headerHash: 'ab'.repeat(32), transactions: new Ledger().block().transactions };
const grey = { code: 'cannot-check', tone: 'grey' };
let world: World;
/** The log for the other half: the same first block, and then a recall that it leaves out. */
let fork: Gateway;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  world = await openWorld();
  world.commit({ id }, { id: hidden });
  expect(await world.gateway.publish()).toBe(true);
  const ledger = new Ledger();
  fork = await world.anotherGateway(ledger);
  for (const block of [ledger.block(), ledger.block({ id }, { id: hidden })]) fork.take(block);
  world.commit({ id, status: 'recalled' });
  fork.take(ledger.block({ id: hidden, body: { lot: 'nothing happened' } }));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const signed = (of: Gateway): string => {
  const size = BigInt(of.log.store.size());
  return signCheckpoint({ origin, size, root: rootAt(size, of.log.store.nodes) }, world.logSigner);
};
/** A head of the fork with cosignatures that only organisations and witness together with the gateway could give. */
const colluding = (names: readonly string[] = ['agri', 'edu', 'health', 'press']): string => {
  const note = signed(fork);
  const parties = [...world.organisations, world.press].filter(({ name }) => names.includes(name));
  const seconds = Math.floor(world.clock.wall / 1000);
  return note + parties.map(({ signer }) => cosign(parseNote(note).text, signer, seconds)).join('');
};
const showFork = (note: string): void => {
  fork.lie = (_honest, of, wish) => fork.bundle(of, wish, note);
};
const toThe = (gateway: Gateway): void => {
  world.policy = { ...world.policy, json: policyJson([gateway.url]) };
};

test('no organisation cosigns the other log, and each keeps the proof; the reader of it finds no quorum', async () => {
  expect(await world.gateway.publish()).toBe(true);
  expect(await fork.publish()).toBe(false);
  // Of the same size as what they cosigned, so that two signatures of the log stand against each other.
  expect(world.alarms()).toEqual({ agri: ['fork'], edu: ['fork'], health: ['fork'], tech: ['fork'], press: ['fork'] });
  const { first, second } = world.press.alarms.list()[0]!.evidence as { first: string; second: string };
  expect([first, second].map((note) => parseNote(note).text)).toEqual(
    [world.gateway, fork].map((of) => parseNote(signed(of)).text),
  );
  showFork(signed(fork));
  toThe(fork);
  expect(await world.strangers(id)).toMatchObject({
    ...grey,
    exit: 2,
    failed: { quorum: 'too few cosignatures count: none' },
  });
});

test('shown to the organisations first, it is refused by its root; the newspaper, which derives nothing, is bound by it', async () => {
  expect(await fork.publish()).toBe(false);
  expect(world.alarms()).toEqual({ agri: ['root'], edu: ['root'], health: ['root'], tech: ['root'] });
  const { derivedRoot, checkpoint } = world.organisations[0]!.alarms.list()[0]!.evidence as Record<string, string>;
  expect(derivedRoot).toBe(parseNote(signed(world.gateway)).text.split('\n')[2]);
  expect(checkpoint).toBe(signed(fork));
  // The newspaper has cosigned the fork and now refuses the true log: that too is an alarm with both heads.
  expect(await world.gateway.publish()).toBe(false);
  expect(world.alarms()).toMatchObject({ press: ['fork'] });
});

test('a larger head of another history: no proof of growth exists, and the organisations raise the alarm', async () => {
  expect(await world.gateway.publish()).toBe(true);
  fork.take(further);
  const proof = consistencyProof(7n, BigInt(fork.log.store.size()), fork.log.store.nodes);
  const request = encodeAddCheckpoint({ oldSize: 7n, proof, checkpoint: signed(fork) });
  const answers = () =>
    [...world.organisations, world.press].map(({ cosigner }) => cosigner.addCheckpoint(request).status);
  expect(answers()).toEqual([503, 503, 503, 503, 422]);
  world.commit({ id, status: 'recalled', body: { lot: 'more' } });
  expect(answers()).toEqual([422, 422, 422, 422, 422]);
  expect(world.alarms()).toEqual({ agri: ['root'], edu: ['root'], health: ['root'], tech: ['root'] });
});

test('even with three organisations and the newspaper in the plot: who saw the true head catches it, with evidence', async () => {
  expect(await world.gateway.publish()).toBe(true);
  const [half, otherHalf] = [world.reader(), world.reader()];
  expect(await half.scan(id)).toMatchObject({ code: 'recalled', tone: 'red' });
  showFork(colluding());
  toThe(fork);
  // A reader who never saw anything else is deceived by a plot of this size until the two meet.
  expect(await otherHalf.scan(id)).toMatchObject({ code: 'authentic', tone: 'green' });
  const { told, lookup } = await half.lookUp(id);
  expect(told).toMatchObject({
    ...{ ...grey, equivocation: true },
    failed: { consistency: 'the log does not extend the last head seen, of size 7' },
  });
  const notes = lookup.equivocation?.notes ?? [];
  expect(notes.map((note) => parseNote(note).text)).toEqual(
    [world.gateway, fork].map((of) => parseNote(signed(of)).text),
  );
  expect(half.known).toMatchObject({ size: 7n, note: world.gateway.checkpoints.newest()?.note });
  expect(secondProgram(notes)).toBe('two histories: size 7');
  expect(secondProgram([notes[0] ?? '', notes[0] ?? ''])).toBe('no evidence');
  expect(secondProgram([notes[0] ?? '', (notes[1] ?? '').replace('\n7\n', '\n8\n')])).toBe('no evidence');

  // The deceived half finds out as soon as it is shown the truth.
  toThe(world.gateway);
  expect(await otherHalf.scan(id)).toMatchObject({ ...grey, equivocation: true });
});

/** Another program, which shares no code with this product: Python's standard library and the strict Ed25519 of docs/second-verifier. */
function secondProgram(notes: readonly string[]): string {
  const [evidence, program] = [join(world.dir, 'evidence.json'), join(world.dir, 'two_histories.py')];
  writeFileSync(evidence, JSON.stringify({ evidence: 'daunguon-equivocation/1', notes }));
  writeFileSync(program, judgeInPython);
  const key = Buffer.from(parseVkey(world.logSigner.vkey).publicKey).toString('hex');
  return execFileSync('python3', [program, join(import.meta.dirname, '../../../docs/second-verifier'), evidence, key], {
    encoding: 'utf8',
  }).trim();
}
const judgeInPython = `
import base64, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from verify import Bad, ed25519
notes, key = json.load(open(sys.argv[2]))["notes"], bytes.fromhex(sys.argv[3])
heads = []
for note in notes:
    text, lines = note.split("\\n\\n", 1)
    raw = base64.b64decode(lines.split("\\n")[0].split(" ")[2])
    origin, size, root = text.split("\\n")
    try:
        if ed25519(raw[4:], (text + "\\n").encode(), key):
            heads.append((origin, size, root))
    except Bad:
        pass
same = len(heads) == 2 and heads[0][:2] == heads[1][:2] and heads[0][2] != heads[1][2]
print("two histories: size " + heads[0][1] if same else "no evidence")
`;

test('a plot that grows its own log: without a proof from the head that is known nothing of it counts', async () => {
  expect(await world.gateway.publish()).toBe(true);
  const reader = world.reader();
  await reader.scan(id);
  fork.take(further);
  showFork(colluding());
  toThe(fork);
  expect(await reader.scan(id)).toMatchObject({
    ...grey,
    failed: { consistency: 'the log does not extend the last head seen, of size 7' },
  });
  fork.lie = async (_honest, of) => ({ ...(await fork.bundle(of, {}, colluding())), consistency: null });
  expect(await reader.scan(id)).toMatchObject({
    ...grey,
    failed: { consistency: 'there is no proof from the last head seen, of size 7' },
  });
  expect(reader.known?.size).toBe(7n);
});

test('an anchored head is a prefix of the true log and of no other', async () => {
  expect(await world.gateway.publish()).toBe(true);
  const anchored = { size: 7n, root: rootAt(7n, world.gateway.log.store.nodes) };
  world.commit({ id: hidden, status: 'held' });
  expect(await world.gateway.publish()).toBe(true);
  fork.take(further);
  const policy = readTrustPolicy(world.policy.text, world.policy.json);
  const step = (bundle: unknown, of: Gateway) => {
    const proof = consistencyProof(7n, BigInt(of.log.store.size()), of.log.store.nodes);
    const { steps } = verify({ bundle, id, policy, now: world.clock.wall, anchorHead: { ...anchored, proof } });
    return steps.find(({ name }) => name === 'anchor');
  };
  expect(step(await world.gateway.bundle(id), world.gateway)).toEqual({ name: 'anchor', result: 'pass' });
  expect(step(await fork.bundle(id, {}, colluding()), fork)).toEqual({
    ...{ name: 'anchor', result: 'fail' },
    detail: 'the log does not extend the anchored head, of size 7',
  });
});
