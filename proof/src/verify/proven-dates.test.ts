import { describe, expect, test } from '@jest/globals';
import { toBase64 } from '../base64.ts';
import { inclusionProof } from '../log/merkle-prove.ts';
import { nodeHash } from '../log/merkle.ts';
import { readTrustPolicy, type TrustPolicy } from '../bundle/trust-policy.ts';
import { logSigner, policy, policyJson, policyText, witnessSigner } from './bundle-fixture.ts';
import { provenDates } from './proven-dates.ts';
import { all, at, checkpoint, id, log, now, seconds, sizeBefore } from './verify-fixture.ts';

const stamps = (time: string) => ({ agri: seconds(time), edu: seconds(time), health: seconds(time), press: 0 });
/** Before the second version came to be, and after it. */
const [before, by] = [log.checkpoint(stamps('08:15:00'), sizeBefore), log.checkpoint(stamps('08:21:00'))];
const read = (level: number, index: bigint): Uint8Array =>
  level === 0
    ? log.leaves[Number(index)]!.hash
    : nodeHash(read(level - 1, index * 2n), read(level - 1, index * 2n + 1n));
const bundle = log.bundle(id, checkpoint, { history: true });
const { index } = bundle['record'] as { index: number };
const inclusion = inclusionProof(BigInt(index), BigInt(log.size), read).map((hash) => toBase64(hash));
const dated = (dates: unknown) => provenDates({ ...bundle, dates }, policy, now);

test('a version came to be between the last checkpoint without it and the first with it', () => {
  expect(dated([{ n: 2, before, by, inclusion }])).toEqual([
    { n: 2, index, notBefore: at('08:14:00'), notAfter: at('08:21:00') },
    { n: 1, index: expect.any(Number), notBefore: -Infinity, notAfter: undefined },
  ]);
});

describe('after the log key was changed', () => {
  const oldText = policyText();
  const epoch = (toSize: number) => ({ policy: oldText, toSize, root: toBase64(log.head(toSize).root) });
  /** The log has another key; the cosigners have theirs. */
  const renewed = (
    toSize: number,
    keys: Parameters<typeof policyText>[0] = { log: logSigner('new log'), witness: witnessSigner },
  ) =>
    // prettier-ignore
    readTrustPolicy(policyText(keys), { ...policyJson, epochs: [epoch(toSize)] });
  const first = (policy: TrustPolicy) =>
    provenDates({ ...bundle, dates: [{ n: 2, before, by, inclusion }] }, policy, now)[0];

  test('checkpoints of its time still date, by cosigners who sign today', () => {
    expect(first(renewed(log.size))).toMatchObject({ notBefore: at('08:14:00'), notAfter: at('08:21:00') });
    // What is larger than the epoch’s end was not signed in its time.
    expect(first(renewed(sizeBefore))).toMatchObject({ notBefore: at('08:14:00'), notAfter: undefined });
  });

  test('where the cosigners changed their keys as well, nobody vouches for the time', () => {
    const keys = { log: logSigner('new log'), witness: (name: string) => witnessSigner(`new-${name}`) };
    expect(first(renewed(log.size, keys))).toMatchObject({ notBefore: -Infinity, notAfter: undefined });
  });
});

test.each<[string, object]>([
  ['a checkpoint that has the leaf is not before it', { before: by }],
  ['one that too few signed dates nothing', { before: log.checkpoint({ agri: 1, press: 1 }, sizeBefore) }],
  ['a time ahead of the clock dates nothing', { before: log.checkpoint(stamps('23:00:00'), sizeBefore) }],
])('%s', (_, changed) => {
  expect(dated([{ n: 2, before, by, inclusion, ...changed }])[0]).toMatchObject({ notBefore: -Infinity });
});

test.each<[string, object]>([
  ['a leaf is not in a checkpoint that lacks it', { by: before }],
  ['an inclusion that does not prove', { inclusion: inclusion.slice(1) }],
  ['no checkpoint at all', { by: null }],
  ['the head of two organisations', { by: log.checkpoint({ agri: all.agri, edu: all.edu, press: all.press }) }],
])('%s leaves the end open', (_, changed) => {
  expect(dated([{ n: 2, before, by, inclusion, ...changed }])[0]).toMatchObject({ notAfter: undefined });
});

test('what cannot be read dates nothing, and nothing throws', () => {
  for (const dates of [7, [{ n: -1 }], [{ n: 2, before: 'x'.repeat(200_000) }]]) expect(dated(dates)).toEqual([]);
  expect(provenDates(null, policy, now)).toEqual([]);
  expect(dated(undefined).map(({ notAfter }) => notAfter)).toEqual([undefined, undefined]);
});
