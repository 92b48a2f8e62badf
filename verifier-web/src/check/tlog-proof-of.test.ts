import { expect, test } from '@jest/globals';
import { leafHash, parseTlogProof, parseTlogPolicy, verifyTlogProof } from '@daunguon/proof';
import { ids, playedLog } from '../../test/cast.ts';
import { tlogProofOf } from './tlog-proof-of.ts';

const log = playedLog();
const bundle = log.bundle(ids.honest);

test('the file verifies by the policy alone, and its extra line holds the leaf that it proves', () => {
  const file = tlogProofOf(bundle) ?? '';
  expect(file.split('\n')[0]).toBe('c2sp.org/tlog-proof@v1');
  const { extra } = parseTlogProof(file);
  const { id, leaf, body } = JSON.parse(new TextDecoder().decode(extra)) as Record<string, unknown>;
  expect([id, leaf, body]).toEqual([ids.honest, bundle.record?.leaf, bundle.body]);
  const hash = leafHash(new TextEncoder().encode(String(leaf)));
  expect(verifyTlogProof(file, hash, parseTlogPolicy(log.policyText()))?.index).toBe(
    BigInt(bundle.record?.index ?? -1),
  );
});

test.each([
  ['an absence', log.bundle(ids.absent)],
  ['no bundle', 'x'],
  ['a broken note', { ...bundle, checkpoint: 7 }],
  ['a broken hash', { ...bundle, record: { ...bundle.record, inclusion: ['?'] } }],
])('%s gives no file', (_what, given) => {
  expect(tlogProofOf(given)).toBeNull();
});
