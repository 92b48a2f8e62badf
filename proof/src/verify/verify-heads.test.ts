/** Whose head it is, how old, and whether it goes on from what is known: time, the reader's last head, signers, retired keys, the anchor. */
import { describe, expect, test } from '@jest/globals';
import { toBase64 } from '../base64.ts';
import { readTrustPolicy } from '../bundle/trust-policy.ts';
import { ed25519Signer } from '../note/ed25519-signer.ts';
import { logSigner, origin, policyJson, policyText, SmallLog, witnessSigner } from './bundle-fixture.ts';
import {
  all,
  at,
  check,
  checkpoint,
  failed,
  id,
  log,
  now,
  personal,
  resultOf,
  seconds,
  sizeBefore,
} from './verify-fixture.ts';

describe('time', () => {
  const bundle = log.bundle(id, checkpoint);

  test('limits go by the longest prefix of the type', () => {
    expect(check(bundle, { now: at('10:00:00') }).fresh).toBe(true);
    const stale = check(bundle, { now: at('10:00:00') + 1 });
    expect(stale).toMatchObject({ authenticity: 'authentic', fresh: false, statusTime: at('09:00:00') });
    expect(failed(stale)).toEqual(['freshness']);
    expect(check(log.bundle(personal, checkpoint), { id: personal, now: now + 80_000_000 }).fresh).toBe(true);
  });

  test('cosignatures more than five minutes ahead of the clock do not count', () => {
    expect(check(bundle, { now: at('08:55:20') }).authenticity).toBe('authentic');
    const early = check(bundle, { now: at('08:55:19.999') });
    expect(failed(early)).toEqual(['quorum']);
    expect(early.standing).toBeUndefined();
  });

  test('one late signature does not date the status, three do', () => {
    const late = { ...all, agri: seconds('09:29:00') };
    expect(check(log.bundle(id, log.checkpoint(late))).statusTime).toBe(at('09:00:10'));
  });

  test('outside witnesses date nothing', () => {
    const pressed = log.bundle(id, log.checkpoint({ ...all, press: seconds('09:29:00') }));
    expect(check(pressed).statusTime).toBe(at('09:00:00'));
  });

  test('an ended standing does not go stale', () => {
    const ended = new SmallLog();
    ended.block('2026-11-24T08:00:00.000Z', { [id]: { status: 'revoked' } });
    const revoked = ended.bundle(id, ended.checkpoint(all));
    expect(check(revoked, { now: now + 1e12 })).toMatchObject({ fresh: true, authenticity: 'authentic' });
    expect(check(revoked, { lastHead: { origin, size: 99n, root: new Uint8Array(32) } }).fresh).toBe(true);
  });
});

describe('the reader’s last head', () => {
  const from = log.head(sizeBefore);
  const bundle = log.bundle(id, checkpoint, { from: sizeBefore });

  test('must be extended', () => {
    expect(resultOf(check(bundle, { lastHead: from }), 'consistency')).toBe('pass');
    const forked = { ...from, root: new Uint8Array(32) };
    expect(check(bundle, { lastHead: forked })).toMatchObject({ authenticity: 'cannot-confirm', fresh: false });
    expect(failed(check(bundle, { lastHead: forked }))).toEqual(['consistency']);
    expect(check(bundle, { lastHead: forked }).head).toBeUndefined();
  });

  test('asks for a proof: a larger head without one is not believed', () => {
    const without = log.bundle(id, checkpoint);
    expect(failed(check(without, { lastHead: from }))).toEqual(['consistency']);
    expect(failed(check(log.bundle(id, checkpoint, { from: 1 }), { lastHead: from }))).toEqual(['consistency']);
  });

  test('of the same size has the same root', () => {
    expect(resultOf(check(bundle, { lastHead: log.head() }), 'consistency')).toBe('pass');
    expect(failed(check(bundle, { lastHead: { ...log.head(), root: new Uint8Array(32) } }))).toEqual(['consistency']);
  });

  test('that is larger makes the answer old, not false', () => {
    const old = log.bundle(id, log.checkpoint(all, sizeBefore));
    const verification = check(old, { lastHead: log.head() });
    expect(verification).toMatchObject({ authenticity: 'authentic', fresh: false, standing: { n: 1 } });
    expect(resultOf(verification, 'consistency')).toBe('unknown');
    expect(check(old).fresh).toBe(true);
  });

  test('of another log or an empty one says nothing', () => {
    expect(resultOf(check(bundle, { lastHead: { ...from, origin: 'other' } }), 'consistency')).toBe('not-applicable');
    expect(resultOf(check(bundle, { lastHead: { ...from, size: 0n } }), 'consistency')).toBe('not-applicable');
  });
});

describe('who signs', () => {
  test('too few, strangers, or no outside witness: cannot confirm', () => {
    const { agri, edu, health, press } = all;
    const tooFew: Record<string, number>[] = [
      {},
      { agri, edu, press },
      { agri, edu, health },
      { agri, edu, tech: health },
    ];
    for (const cosigned of tooFew)
      expect(check(log.bundle(id, log.checkpoint(cosigned))).authenticity).toBe('cannot-confirm');
    const strangers = log.checkpoint(all, log.size, logSigner(), (name) => witnessSigner(`stranger-${name}`));
    expect(failed(check(log.bundle(id, strangers)))).toEqual(['quorum']);
  });

  test('a log key of a stranger is no log key', () => {
    const stranger = log.checkpoint(all, log.size, logSigner('stranger'));
    expect(failed(check(log.bundle(id, stranger)))).toEqual(['log-signature']);
  });

  test('a log of another origin is another log', () => {
    const elsewhere = readTrustPolicy(
      policyText({ log: ed25519Signer('log.example/province/ffffffffffffffff', new Uint8Array(32).fill(1), 1) }),
      { ...policyJson, origin: 'log.example/province/ffffffffffffffff' },
    );
    expect(failed(check(log.bundle(id, checkpoint), { policy: elsewhere }))).toEqual(['log-signature']);
  });

  test('a spoilt signature of a known key spoils the note', () => {
    const lines = checkpoint.split('\n');
    const [, name] = lines[5]!.split(' ');
    const swapped = lines.with(5, `— ${name} ${lines[6]!.split(' ')[2]}`).join('\n');
    // Another witness's bytes carry another key id, so the name is unknown: ignored, and the quorum lacks one.
    expect(failed(check({ ...log.bundle(id, checkpoint), checkpoint: swapped }))).toEqual(['quorum']);
    const bytes = Uint8Array.from(atob(lines[5]!.split(' ')[2]!), (one) => one.charCodeAt(0));
    bytes[20]! ^= 1;
    const spoilt = lines.with(5, `— ${name} ${toBase64(bytes)}`).join('\n');
    expect(failed(check({ ...log.bundle(id, checkpoint), checkpoint: spoilt }))).toEqual(['log-signature']);
  });
});

describe('retired keys', () => {
  const newKeys = { log: logSigner('new log'), witness: (name: string) => witnessSigner(`new-${name}`) };
  const epoch = (size: number, root = log.head(size).root) => ({
    policy: policyText(),
    toSize: size,
    root: toBase64(root),
  });
  const renewed = (...epochs: object[]) => readTrustPolicy(policyText(newKeys), { ...policyJson, epochs });
  const old = log.bundle(id, log.checkpoint(all, sizeBefore));
  const proof = log.consistency(sizeBefore, log.size).map(toBase64);

  test('count for a prefix of their epoch’s last head, and never for freshness', () => {
    const input = { policy: renewed(epoch(log.size)) };
    expect(check(old, input).authenticity).toBe('cannot-confirm');
    const archived = { ...old, epoch: { toSize: log.size, proof } };
    expect(check(archived, input)).toMatchObject({
      authenticity: 'authentic',
      fresh: false,
      // What the tree itself says, not what old keys may sign today.
      statusTime: at('08:10:00'),
    });
    expect(check(archived, input).head).toBeUndefined();
    expect(check(old, { policy: renewed(epoch(sizeBefore)) }).authenticity).toBe('authentic');
  });

  test('do not count beyond it, or for another tree', () => {
    expect(check(log.bundle(id, checkpoint), { policy: renewed(epoch(sizeBefore)) }).authenticity).toBe(
      'cannot-confirm',
    );
    const archived = { ...old, epoch: { toSize: log.size, proof } };
    expect(check(archived, { policy: renewed(epoch(log.size, new Uint8Array(32))) }).authenticity).toBe(
      'cannot-confirm',
    );
  });

  test('new keys count as ever', () => {
    const fresh = log.checkpoint(all, log.size, newKeys.log, newKeys.witness);
    expect(check(log.bundle(id, fresh), { policy: renewed(epoch(sizeBefore)) })).toMatchObject({ fresh: true });
  });
});

test('an anchored head must be a prefix; without asking the chain the step is open', () => {
  const { root } = log.head(sizeBefore);
  const proof = log.consistency(sizeBefore, log.size);
  const anchor = { chainId: 1, size: sizeBefore, root: 'what the gateway says', proof: proof.map(toBase64) };
  const bundle = { ...log.bundle(id, checkpoint), anchor };
  const anchorHead = { size: BigInt(sizeBefore), root };
  expect(resultOf(check(bundle), 'anchor')).toBe('unknown');
  expect(check(bundle).authenticity).toBe('authentic');
  expect(resultOf(check(bundle, { anchorHead }), 'anchor')).toBe('pass');
  expect(resultOf(check({ ...bundle, anchor: null }, { anchorHead: { ...anchorHead, proof } }), 'anchor')).toBe('pass');
  expect(resultOf(check({ ...bundle, anchor: null }, { anchorHead }), 'anchor')).toBe('unknown');
  const forked = check(bundle, { anchorHead: { ...anchorHead, root: new Uint8Array(32) } });
  expect(failed(forked)).toEqual(['anchor']);
  expect(forked.authenticity).toBe('cannot-confirm');
  expect(resultOf(check(bundle, { anchorHead: { ...anchorHead, size: 99n } }), 'anchor')).toBe('unknown');
});
