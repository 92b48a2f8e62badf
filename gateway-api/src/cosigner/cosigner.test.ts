import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  algorithms,
  consistencyProof,
  ed25519Signer,
  encodeAddCheckpoint,
  parseNote,
  parseVkey,
  rootAt,
  signCheckpoint,
  verifyCosignature,
} from '@daunguon/proof';
import { DerivedLog } from '../log/derived-log.ts';
import { testBlock, type TestRecord } from '../log/test-blocks.ts';
import { Alarms } from './alarms.ts';
import { Cosigner, originHash } from './cosigner.ts';
import { DerivationTimes } from './uncovered.ts';

const root = mkdtempSync(join(tmpdir(), 'cosigner-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

const origin = 'daunguon.local/province/00112233445566ff';
const logSigner = ed25519Signer(origin, new Uint8Array(32).fill(1), algorithms.note);
const signer = ed25519Signer('agri.example', new Uint8Array(32).fill(2), algorithms.cosignature);

/** A gateway's log or an organisation's: both are derived from the blocks that they were given. */
class Party {
  readonly log: DerivedLog;
  readonly times = new DerivationTimes();
  constructor() {
    this.log = new DerivedLog({ dir: join(root, String((folders += 1))), trusted: () => 0 });
  }
  take(records: readonly TestRecord[], at = 0): void {
    this.log.take(testBlock(this.log.next(), records));
    this.times.derived(this.log.store.size(), at);
  }
  size(): number {
    return this.log.store.size();
  }
  request(oldSize: number, size = this.size(), change: (note: string) => string = (note) => note): string {
    const checkpoint = { origin, size: BigInt(size), root: rootAt(BigInt(size), this.log.store.nodes) };
    const proof =
      oldSize === 0 || oldSize >= size ? [] : consistencyProof(BigInt(oldSize), BigInt(size), this.log.store.nodes);
    const note = change(signCheckpoint(checkpoint, logSigner));
    return encodeAddCheckpoint({ oldSize: BigInt(oldSize), proof, checkpoint: note });
  }
}

let gateway: Party;
let own: Party;
let dir: string;
let alarms: Alarms;
let clock: { wall: number; monotonic: number };

const cosignerOf = (derives: boolean): Cosigner =>
  new Cosigner({
    ...{ stateDir: join(dir, 'cosigned'), signer, alarms, logKeys: () => [parseVkey(logSigner.vkey)] },
    now: () => clock.wall,
    monotonic: () => clock.monotonic,
    ...(derives
      ? {
          derivation: () => ({
            size: () => own.size(),
            rootAt: (size: number) => rootAt(BigInt(size), own.log.store.nodes),
            endsWithState: (size: number) =>
              Buffer.from(own.log.store.leaf(size - 1))
                .toString()
                .includes('"state/1"'),
            uncoveredSince: (size: number) => own.times.since(size),
            leafText: (index: number) => Buffer.from(own.log.store.leaf(index)).toString(),
          }),
        }
      : {}),
  });
const kinds = (): string[] => alarms.list().map(({ kind }) => kind);

beforeEach(() => {
  dir = join(root, String((folders += 1)));
  clock = { wall: 1_795_000_000_000, monotonic: 0 };
  alarms = new Alarms(
    join(dir, 'alarms'),
    () => clock.wall,
    () => undefined,
  );
  gateway = new Party();
  own = new Party();
  for (const party of [gateway, own]) {
    party.take([]);
    party.take([{ id: 'A' }, { id: 'B' }]);
  }
});

describe('an organisation', () => {
  test('cosigns what it derived itself, and the state is on disk before the answer', () => {
    const cosigner = cosignerOf(true);
    const answer = cosigner.addCheckpoint(gateway.request(0));
    expect(answer.status).toBe(200);
    const saved = readFileSync(join(dir, 'cosigned', originHash(origin)), 'utf8');
    expect(saved.endsWith(answer.body)).toBe(true);
    const { text, signatures } = parseNote(saved);
    expect(verifyCosignature(text, signatures[1]!.signature, parseVkey(signer.vkey))).toEqual({
      timestamp: 1_795_000_000,
    });
    // A restart knows it.
    expect(cosignerOf(true).addCheckpoint(gateway.request(0))).toMatchObject({ status: 409, body: '5\n' });
    expect(cosignerOf(true).addCheckpoint(gateway.request(5)).status).toBe(200);
  });

  test('that is behind says so, without an alarm', () => {
    gateway.take([{ id: 'C' }]);
    expect(cosignerOf(true).addCheckpoint(gateway.request(0))).toMatchObject({ status: 503 });
    expect(kinds()).toEqual([]);
  });

  test('refuses another root with an alarm that carries the evidence: a write was dropped or changed', () => {
    gateway.take([{ id: 'C', status: 'active' }]);
    own.take([{ id: 'C', status: 'recalled' }]);
    const answer = cosignerOf(true).addCheckpoint(gateway.request(0));
    expect(answer.status).toBe(422);
    expect(kinds()).toEqual(['root']);
    const [alarm] = alarms.list();
    expect(alarm).toMatchObject({ size: 7, origin, evidence: { derivedSize: 7 } });
    expect(String(alarm?.evidence['checkpoint'])).toContain(`${origin}\n7\n`);
  });

  test('does not let a liar fill its disk: small evidence, and a thousand alarms of one kind', () => {
    const cosigner = cosignerOf(true);
    const lie = (at: number): string => {
      const checkpoint = { origin, size: 5n, root: new Uint8Array(32).fill(at & 0xff).fill(at >> 8, 0, 1) };
      const note = `${signCheckpoint(checkpoint, logSigner)}${`— x ${'A'.repeat(4000)}\n`.repeat(30)}`;
      return encodeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: note });
    };
    for (let at = 1; at <= 1010; at += 1) expect(cosigner.addCheckpoint(lie(at)).status).toBe(422);
    expect(alarms.list()).toHaveLength(1000);
    expect(alarms.list().every((alarm) => JSON.stringify(alarm).length < 1000)).toBe(true);
  }, 30_000);

  test('another history is an alarm also where it has outgrown what was cosigned, whatever proof it brings', () => {
    const cosigner = cosignerOf(true);
    expect(cosigner.addCheckpoint(gateway.request(0)).status).toBe(200);
    const fork = new Party();
    for (const records of [[], [{ id: 'A' }, { id: 'X' }], [{ id: 'C' }]]) fork.take(records);
    expect(cosigner.addCheckpoint(fork.request(5))).toMatchObject({ status: 503 });
    own.take([{ id: 'C' }]);
    expect(cosigner.addCheckpoint(fork.request(5))).toMatchObject({ status: 422 });
    expect(kinds()).toEqual(['root']);
  });

  test('a proof of growth that does not verify is refused, without an alarm: anybody may have spoilt it', () => {
    const cosigner = cosignerOf(true);
    expect(cosigner.addCheckpoint(gateway.request(0)).status).toBe(200);
    for (const party of [gateway, own]) party.take([{ id: 'C' }]);
    const spoilt = gateway.request(5).replace(/\n\S{44}\n/, `\n${'A'.repeat(43)}=\n`);
    expect(spoilt).not.toBe(gateway.request(5));
    expect(cosigner.addCheckpoint(spoilt)).toMatchObject({
      status: 422,
      body: 'the consistency proof does not verify\n',
    });
    expect(kinds()).toEqual([]);
  });

  test('signs an idle head again only while nothing it derived has waited for more than 60 seconds', () => {
    const cosigner = cosignerOf(true);
    expect(cosigner.addCheckpoint(gateway.request(0)).status).toBe(200);
    clock.monotonic = 10_000_000;
    expect(cosigner.addCheckpoint(gateway.request(5)).status).toBe(200);
    // A revocation reaches the organisation; the gateway goes on to present the head before it.
    own.take([{ id: 'A', version: 2, status: 'revoked' }], clock.monotonic);
    clock.monotonic += 60_000;
    expect(cosigner.addCheckpoint(gateway.request(5)).status).toBe(200);
    clock.monotonic += 1;
    expect(cosigner.addCheckpoint(gateway.request(5)).status).toBe(422);
    expect(kinds()).toEqual(['uncovered']);
    expect(String(alarms.list()[0]?.evidence['leaf'])).toContain('"status":"revoked"');
    // Once it is covered, all is well again.
    gateway.take([{ id: 'A', version: 2, status: 'revoked' }]);
    expect(cosigner.addCheckpoint(gateway.request(5)).status).toBe(200);
  });

  test('a head that is refused for its proof wins no time for the leaves that wait', () => {
    const cosigner = cosignerOf(true);
    expect(cosigner.addCheckpoint(gateway.request(0)).status).toBe(200);
    const revoked = [{ id: 'A', version: 2, status: 'revoked' }];
    own.take(revoked, 0);
    own.take([{ id: 'C' }], 50_000);
    gateway.take(revoked);
    clock.monotonic = 55_000;
    const spoilt = gateway.request(5).replace(/\n\S{44}\n/, `\n${'A'.repeat(43)}=\n`);
    expect(cosigner.addCheckpoint(spoilt).status).toBe(422);
    clock.monotonic = 60_001;
    expect(cosigner.addCheckpoint(gateway.request(5, 5)).status).toBe(422);
    expect(kinds()).toEqual(['uncovered']);
  });

  test('raises the alarm without being asked when nobody covers a leaf', () => {
    const cosigner = cosignerOf(true);
    cosigner.addCheckpoint(gateway.request(0));
    own.take([{ id: 'C' }], 1000);
    clock.monotonic = 61_000;
    cosigner.watch(origin);
    expect(kinds()).toEqual([]);
    clock.monotonic = 61_001;
    cosigner.watch(origin);
    cosigner.watch(origin);
    expect(kinds()).toEqual(['uncovered']);
  });

  test('refuses a head that does not end with a state', () => {
    expect(cosignerOf(true).addCheckpoint(gateway.request(0, 4)).status).toBe(422);
    expect(kinds()).toEqual(['no-state']);
  });
});

describe('a witness', () => {
  test('demands a proof that the log only grew', () => {
    const cosigner = cosignerOf(false);
    expect(cosigner.addCheckpoint(gateway.request(0)).status).toBe(200);
    const fork = new Party();
    fork.take([]);
    fork.take([{ id: 'A' }, { id: 'X' }]);
    fork.take([{ id: 'C' }]);
    expect(cosigner.addCheckpoint(fork.request(5)).status).toBe(422);
    gateway.take([{ id: 'C' }]);
    expect(cosigner.addCheckpoint(gateway.request(5)).status).toBe(200);
    expect(kinds()).toEqual([]);
  });

  test('keeps two heads of one size, both signed by the log, as evidence', () => {
    const cosigner = cosignerOf(false);
    cosigner.addCheckpoint(gateway.request(0));
    const fork = new Party();
    fork.take([]);
    fork.take([{ id: 'A' }, { id: 'X' }]);
    expect(cosigner.addCheckpoint(fork.request(5))).toMatchObject({ status: 422 });
    expect(kinds()).toEqual(['fork']);
    const { first, second } = alarms.list()[0]!.evidence as { first: string; second: string };
    expect(first.split('\n')[1]).toBe(second.split('\n')[1]);
    expect(first.split('\n')[2]).not.toBe(second.split('\n')[2]);
  });

  test.each([
    ['no request', () => 'hello', 400],
    ['an old size above the checkpoint', () => gateway.request(9), 400],
    ['a log that is not known', () => gateway.request(0, 5, (note) => note.replaceAll(origin, 'other')), 404],
    ['a text that the log did not sign', () => gateway.request(0, 5, (note) => note.replace('\n5\n', '\n6\n')), 403],
  ])('%s is refused', (_name, request, status) => {
    expect(cosignerOf(false).addCheckpoint(request()).status).toBe(status);
  });

  test('answers the newest checkpoint by the hash of its origin only', () => {
    const cosigner = cosignerOf(false);
    cosigner.addCheckpoint(gateway.request(0));
    expect(cosigner.newest(originHash(origin))).toContain(`${origin}\n5\n`);
    expect(cosigner.newest(`../${originHash(origin)}`)).toBeUndefined();
    expect(cosigner.newest(originHash('other'))).toBeUndefined();
  });
});
