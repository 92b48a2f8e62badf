/** A gateway that shows an old state, or signatures that are not enough. Time is the tests'; keys, rules and servers are real. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  algorithms,
  consistencyProof,
  cosign,
  ed25519Signer,
  parseNote,
  rootAt,
  signCheckpoint,
  toBase64,
  type NoteSigner,
} from '@daunguon/proof';
import { openWorld, origin, policyJson, policyText, type World } from './world.ts';

jest.setTimeout(60_000);

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const minute = 60_000;
const grey = { code: 'cannot-check', tone: 'grey' };
let world: World;
let said: string[];

beforeEach(async () => {
  said = [];
  jest.spyOn(console, 'error').mockImplementation((...text) => void said.push(text.join(' ')));
  world = await openWorld();
  world.commit({ id, body: { lot: 'L1' } });
  expect(await world.gateway.publish()).toBe(true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const pass = (ms: number): void => {
  world.clock.wall += ms;
  world.clock.monotonic += ms;
};
const seconds = (): number => Math.floor(world.clock.wall / 1000);
/** A note over the gateway's own log, its log signature genuine, with these lines under it. */
const note = (
  lines: (text: string) => string,
  size = world.gateway.log.store.size(),
  log = world.logSigner,
): string => {
  const signed = signCheckpoint(
    { origin, size: BigInt(size), root: rootAt(BigInt(size), world.gateway.log.store.nodes) },
    log,
  );
  return signed + lines(parseNote(signed).text);
};
/** The cosignatures of named parties as the newest published note has them. */
const lineOf = (...names: string[]): string => {
  const lines = (world.gateway.checkpoints.newest()?.note ?? '').split('\n');
  return names
    .map((name) => `${lines.find((line) => line.startsWith(`— ${name}.`)) ?? `no line of ${name}`}\n`)
    .join('');
};
const show = (shown: string): void => {
  world.gateway.lie = (_honest, of, wish) => world.gateway.bundle(of, wish, shown);
};
const signerOf = (name: string): NoteSigner => {
  const party = [...world.organisations, world.press].find((one) => one.name === name);
  if (party === undefined) throw new Error(`no party ${name}`);
  return party.signer;
};

test('hidden revocation: the old head cannot be dated anew once a minute has passed, and within the hour it is stale', async () => {
  const reader = world.reader();
  expect(await reader.scan(id)).toMatchObject({ code: 'authentic', tone: 'green' });
  world.commitWithoutGateway({ id, status: 'revoked' });
  pass(minute);
  // Up to a minute a revocation may be on its way; the gateway gets a last fresh date, and no alarm yet.
  expect(await world.gateway.publish()).toBe(true);
  pass(1);
  expect(await world.gateway.publish()).toBe(false);
  expect(world.gateway.trouble()).toContain('missing: agri, edu, health, tech');
  expect(world.alarms()).toEqual({
    agri: ['uncovered'],
    edu: ['uncovered'],
    health: ['uncovered'],
    tech: ['uncovered'],
  });
  const [alarm] = world.organisations[0]!.alarms.list();
  expect(String(alarm?.evidence['leaf'])).toContain('"status":"revoked"');
  expect(String(alarm?.evidence['checkpoint'])).toContain(`${origin}\n4\n`);
  expect(said.join()).toContain('leaf 4 has waited more than a minute to be covered');
  pass(60 * minute);
  for (const one of [reader, world.reader()])
    expect(await one.scan(id)).toMatchObject({
      ...{ code: 'stale', tone: 'amber' },
      failed: { freshness: 'the status is older than 3600 s' },
    });
});

test('hidden revocation: told without being asked, when the gateway publishes nothing at all', () => {
  world.commitWithoutGateway({ id, status: 'revoked' });
  for (const { cosigner } of world.organisations) cosigner.watch(origin);
  expect(world.alarms()).toEqual({});
  pass(minute + 1);
  for (const { cosigner } of world.organisations) cosigner.watch(origin);
  expect(world.alarms()).toEqual({
    agri: ['uncovered'],
    edu: ['uncovered'],
    health: ['uncovered'],
    tech: ['uncovered'],
  });
});

test('hidden revocation: the state of before under the head of after', async () => {
  const before = await world.gateway.bundle(id);
  world.commit({ id, status: 'revoked' });
  await world.gateway.publish();
  world.gateway.lie = async (honest) => ({ ...before, checkpoint: (await honest()).checkpoint });
  expect(await world.reader().scan(id)).toMatchObject({
    ...grey,
    failed: {
      'state-leaf': 'the state leaf is not the last leaf of the checkpoint',
      'record-leaf': 'the record leaf is not in the checkpoint',
    },
  });
  // With genuine inclusion of both old leaves under the new head the old state is still not its last leaf.
  world.gateway.lie = async (honest) => ({ ...(await honest()), state: before.state, map: before.map });
  expect((await world.reader().scan(id)).failed).toHaveProperty('state-leaf');
});

test('an old checkpoint with all its signatures, after a revocation: not to who saw the newer one, and to no one for long', async () => {
  const old = world.gateway.checkpoints.newest()?.note ?? '';
  const reader = world.reader();
  world.commit({ id, status: 'revoked' });
  await world.gateway.publish();
  expect(await reader.scan(id)).toMatchObject({ code: 'withdrawn', tone: 'red' });
  show(old);
  // 409 is what an honest gateway says to a reader who knows more; asked again, it shows what is old and never fresh.
  expect(await reader.scan(id)).toMatchObject({
    ...{ code: 'stale', tone: 'amber' },
    failed: { freshness: 'a larger head was seen before' },
  });
  pass(60 * minute + 1000);
  expect(await world.reader().scan(id)).toMatchObject({
    ...{ code: 'stale', tone: 'amber' },
    failed: { freshness: 'the status is older than 3600 s' },
  });
});

test('404 for a young record, with the genuine proof of its absence from before it was written: no red', async () => {
  const young = '4G7N0PQRSTVWXYZ12345ABCDEF';
  const before = world.gateway.checkpoints.newest()?.note;
  pass(11 * minute);
  world.commit({ id: young });
  expect(await world.gateway.publish()).toBe(true);
  world.gateway.lie = (_honest, of, wish) => world.gateway.bundle(of, wish, before);
  expect(await world.reader().scan(young)).toMatchObject({
    ...grey,
    // Carbon's ten minutes: what is hidden may be of any type.
    failed: { freshness: 'the status is older than 600 s' },
  });
});

test('timestamps of the future: they neither count nor lift the date of those that do', async () => {
  const future = (name: string) => (text: string) => cosign(text, signerOf(name), seconds() + 301);
  const now = (name: string) => (text: string) => cosign(text, signerOf(name), seconds());
  const all = (...lines: ((text: string) => string)[]) => note((text) => lines.map((line) => line(text)).join(''));
  show(all(future('agri'), future('edu'), future('health'), future('tech'), now('press')));
  expect(await world.reader().scan(id)).toMatchObject({
    ...grey,
    failed: { quorum: 'too few cosignatures count: press' },
  });
  const hours = (name: string) => (text: string) => cosign(text, signerOf(name), seconds() - 7200);
  show(all(hours('agri'), hours('edu'), hours('health'), future('tech'), now('press')));
  expect(await world.reader().scan(id)).toMatchObject({ code: 'stale', tone: 'amber' });
});

test('a fresh date of one organisation, or of the newspaper, does not make three old ones fresh', async () => {
  const old = (name: string) => (text: string) => cosign(text, signerOf(name), seconds() - 7200);
  for (const fresh of ['press', 'tech']) {
    const others = ['agri', 'edu', 'health', 'press', 'tech'].filter((name) => name !== fresh);
    show(note((text) => others.map((name) => old(name)(text)).join('') + cosign(text, signerOf(fresh), seconds())));
    expect(await world.strangers(id)).toMatchObject({ code: 'stale', tone: 'amber', exit: 0 });
  }
});

test.each<[string, () => string, string]>([
  ['2 of 4 cosignatures', () => lineOf('agri', 'edu', 'press'), 'agri, edu, press'],
  ['no outside witness', () => lineOf('agri', 'edu', 'health', 'tech'), 'agri, edu, health, tech'],
  [
    'one organisation three times, at different times',
    () => lineOf('agri', 'edu', 'press') + ['agri', 'edu'].map((name) => again(name)).join(''),
    'agri, edu, press',
  ],
  [
    'the newspaper in the place of an organisation',
    () => lineOf('agri', 'edu', 'press') + again('press'),
    'agri, edu, press',
  ],
  ['cosignatures of strangers', () => lineOf('agri', 'press') + strangers(['a', 'b', 'c']), 'agri, press'],
  [
    'cosignatures of strangers under the organisations’ names',
    () => lineOf('agri', 'press') + strangers(['edu', 'health', 'tech']),
    'agri, press',
  ],
])('%s: no quorum, and no colour but grey', async (_lie, lines, counted) => {
  show(note(lines));
  expect(await world.reader().scan(id)).toMatchObject({
    ...{ ...grey, unproven: ['gateway unproven'] },
    failed: { quorum: `too few cosignatures count: ${counted}` },
  });
});
/** Signed a second time over the newest head, a minute later. */
const again = (name: string): string =>
  cosign(parseNote(world.gateway.checkpoints.newest()?.note ?? '').text, signerOf(name), seconds() + 60);
const strangers = (names: readonly string[]): string => {
  const { text } = parseNote(world.gateway.checkpoints.newest()?.note ?? '');
  return names
    .map((name) =>
      cosign(text, ed25519Signer(`${name}.example.vn`, randomBytes(32), algorithms.cosignature), seconds()),
    )
    .join('');
};

test('a stranger’s log key, and a stranger’s signature under the genuine key’s name and id', async () => {
  const stranger = ed25519Signer(origin, randomBytes(32), algorithms.note);
  const lines = (text: string): string =>
    ['agri', 'edu', 'health', 'press'].map((name) => cosign(text, signerOf(name), seconds())).join('');
  show(note(lines, 4, stranger));
  expect(await world.reader().scan(id)).toMatchObject({
    ...grey,
    failed: { 'log-signature': 'no known log key signed' },
  });
  const { keyId } = world.logSigner;
  show(note(lines, 4, { ...world.logSigner, keyId, sign: (message) => stranger.sign(message) }));
  expect(await world.reader().scan(id)).toMatchObject({
    ...grey,
    failed: { 'log-signature': `the signature of ${origin} does not verify` },
  });
});

test('keys past their validity: what they sign is never current, and nothing beyond their time', async () => {
  const old = {
    log: world.logSigner,
    parties: [...world.organisations, world.press].map(({ name, signer }) => ({ name, signer })),
  };
  const closed = world.gateway.checkpoints.newest()!;
  world.commit({ id, status: 'revoked' });
  // The log has other keys from here on; the old ones got into the gateway's hands.
  const fresh = (name: string) => ed25519Signer(`${name}.example.vn`, randomBytes(32), algorithms.cosignature).vkey;
  world.policy = {
    text: policyText(
      ed25519Signer(origin, randomBytes(32), algorithms.note).vkey,
      old.parties.map(({ name }) => ({ name, vkey: fresh(name) })),
    ),
    json: policyJson([world.gateway.url], {
      epochs: [{ policy: world.policy.text, toSize: closed.size, root: toBase64(closed.root) }],
    }),
  };
  const stolen = (text: string): string => old.parties.map(({ signer }) => cosign(text, signer, seconds())).join('');
  show(note(stolen, 4));
  expect(await world.reader().scan(id)).toMatchObject({
    ...{ code: 'stale', tone: 'amber' },
    failed: { freshness: 'the keys of this checkpoint sign no longer' },
  });
  show(note(stolen, 6));
  expect(await world.reader().scan(id)).toMatchObject({
    ...grey,
    failed: { 'log-signature': 'no known log key signed' },
  });
  // A proof of consistency with the epoch's end does not help a head that comes after it.
  const proof = consistencyProof(4n, 6n, world.gateway.log.store.nodes).map(toBase64);
  world.gateway.lie = async (_honest, of, wish) =>
    ({ ...(await world.gateway.bundle(of, wish, note(stolen, 6))), epoch: { toSize: 4, proof } }) as never;
  expect(await world.reader().scan(id)).toMatchObject(grey);
});
