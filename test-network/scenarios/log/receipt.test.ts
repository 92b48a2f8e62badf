/** From a write to what its issuer keeps and its reader checks, over HTTP on the whole system. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitRecord, readTrustPolicy, verify, type Verification } from '@daunguon/proof';
import { type System, freshId, startSystem } from '../system.ts';
import { seedId } from '../seed-id.ts';

jest.setTimeout(180_000);

let system: System;
beforeAll(async () => {
  system = await startSystem({ env: { DN_RECORD_CHECKPOINT_SECONDS: '2' } });
}, 240_000);
afterAll(() => system?.stop());

const batch = (id: string) => ({
  ...{ requestId: freshId(), id, lot: `R-${id.slice(-12)}`, product: { code: 'durian', name: 'Sầu riêng Ri6' } },
  ...{ growingArea: seedId(system, 'area-durian'), weightKg: '1' },
  harvestDate: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
});
const check = async (id: string): Promise<Verification> => {
  const trust = (name: string): string => readFileSync(join(system.dataDir, 'trust', name), 'utf8');
  const policy = readTrustPolicy(trust('policy.txt'), JSON.parse(trust('policy.json')));
  const { body: bundle } = await system.get(`/r/${id}?history=1`);
  return verify({ bundle, id, policy, now: Date.now() });
};
interface LogStatus {
  readonly size: number;
  readonly recorded: number;
  readonly waiting: number;
  readonly checkpoint: { readonly size: number; readonly cosigned: object };
  readonly trouble: string | null;
}
const status = async (): Promise<LogStatus> =>
  (await system.get('/api/registry/log-status')).body as unknown as LogStatus;
const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 200) throw new Error(`waited in vain: ${what}`);
    await sleep(100);
  }
};

test('a write that prefers to wait is answered with a receipt that verifies', async () => {
  const id = freshId();
  const answer = await system.post('/api/origin/batches', batch(id), 'farmer', { prefer: 'wait=30' });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('preference-applied')).toBe('wait=30');
  expect(answer.body).toMatchObject({ receipt: `/r/${id}`, covered: true });
  const receipt = await check(id);
  expect(receipt).toMatchObject({
    authenticity: 'authentic',
    fresh: true,
    standing: { status: 'active', n: 1, type: 'origin/batch' },
    record: { msp: 'AgriMSP', signing: 'custodial' },
    body: { lot: `R-${id.slice(-12)}` },
  });
  const { body, salt } = (await system.get(`/log/body/${receipt.record?.commitment}`)).body;
  expect(commitRecord(body, String(salt))).toBe(receipt.record?.commitment);
});

test('every version of a recalled batch is proven, back to its first', async () => {
  await until('the seed to be covered', async () => (await status()).waiting === 0);
  const recalled = await check(seedId(system, 'split-1'));
  expect(recalled.standing).toMatchObject({ status: 'recalled' });
  expect(recalled.steps.find(({ name }) => name === 'history')).toEqual({ name: 'history', result: 'pass' });
  expect(recalled.history.map(({ leaf }) => leaf.n)).toEqual(
    Array.from({ length: (recalled.record?.n ?? 0) - 1 }, (_, index) => (recalled.record?.n ?? 0) - 1 - index),
  );
});

test('a label is printed once the receipt was verified, and not before', async () => {
  const id = freshId();
  const sent = await system.post('/api/origin/batches', batch(id), 'farmer');
  expect(sent.status).toBe(201);
  expect(sent.body['covered']).toBeUndefined();
  const label = () => fetch(`${system.gateway}/api/origin/batches/${id}/label.pdf`);
  const first = await label();
  const text = await first.text();
  if (first.status === 409) {
    expect(first.headers.get('retry-after')).toBe('2');
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:daunguon:problem:log:receipt-not-verified' });
  } else expect((await check(id)).authenticity).toBe('authentic');
  await until('the label', async () => (await label()).status === 200);
  expect((await check(id)).authenticity).toBe('authentic');
});

test('checkpoints go onto the ledger, and that feeds no log', async () => {
  let before: LogStatus;
  let after = await status();
  // Others may still be writing, such as the hub that batches health records; checkpoints that fed the log would never end.
  for (let tries = 0; tries < 12; tries += 1) {
    before = after;
    await sleep(5000);
    after = await status();
    if (before.size === after.size && before.recorded === after.size) break;
  }
  expect(after).toMatchObject({ size: before!.size, recorded: before!.size, waiting: 0, trouble: null });
  expect(Object.keys(after.checkpoint.cosigned).length).toBeGreaterThanOrEqual(3);
});

test('the gateway tells how its log stands to whoever watches it', async () => {
  const text = (await system.get('/metrics')).body['text'] as string;
  expect(text).toMatch(/^daunguon_log_waiting_leaves 0$/m);
  expect(text).toMatch(/^daunguon_log_trouble 0$/m);
  expect(text.match(/^daunguon_log_cosigner_signed\{cosigner="[a-z.]+"\} 1$/gm)?.length).toBeGreaterThanOrEqual(3);
});
