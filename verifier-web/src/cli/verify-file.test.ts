import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readTrustPolicy } from '@daunguon/proof';
import { alias, batchBody, ids, playedLog } from '../../test/cast.ts';
import { bestOf } from '../check/outcome.ts';
import type { GetJson } from '../check/source.ts';
import { tlogProofOf } from '../check/tlog-proof-of.ts';
import { verifyFile } from './verify-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const log = playedLog();
const signed = { signing: { at: Math.floor(Date.now() / 1000) - 10 } };
const honest = log.bundle(ids.honest, signed);
const nobody: GetJson = () => Promise.resolve(null);
const policy = readTrustPolicy(log.policyText(), log.policyJson(['https://gateway.example.vn'], []));

const verified = (text: string, getJson = nobody) => {
  const file = join(folder, 'file');
  writeFileSync(file, text);
  return verifyFile(file, { policy, now: Date.now(), known: null, saved: null, getJson });
};

test('a .tlog-proof proves what it holds, where nobody answers for its standing', async () => {
  expect(await verified(tlogProofOf(honest) ?? '')).toEqual({ kind: 'tlog-proof', included: true });
});

test.each([
  ['other contents', { ...honest, body: batchBody({ weightKg: '9999' }) }],
  ['another id', { ...honest, id: ids.held }],
  ['contents without a salt', { ...honest, salt: undefined }],
])('a .tlog-proof of a true leaf with %s proves nothing', async (_what, forged) => {
  expect(await verified(tlogProofOf(forged) ?? '')).toEqual({ kind: 'tlog-proof', included: false });
});

test('contents that were altered in a .tlog-proof are not authentic once the register is asked', async () => {
  const forged = tlogProofOf({ ...honest, body: batchBody({ weightKg: '9999' }) }) ?? '';
  const outcome = await verified(forged, () => Promise.resolve({ status: 200, json: honest }));
  expect(bestOf(outcome)?.verification.authenticity).toBe('not-authentic');
});

test('evidence of a label must be of its GTIN and lot, also without the network', async () => {
  const evidence = (bundle: unknown): string =>
    JSON.stringify({ evidence: 'daunguon-evidence/1', asked: alias, bundle });
  const own = log.lotBundle(alias, ids.honest, signed);
  expect(bestOf(await verified(evidence(own)))?.verification.authenticity).toBe('authentic');
  const turned = playedLog();
  turned.put({ id: alias, type: 'origin/alias', body: { target: ids.held } });
  const other = turned.lotBundle(alias, ids.held, signed);
  expect(bestOf(await verified(evidence(other)))?.verification.authenticity).toBe('cannot-confirm');
});
