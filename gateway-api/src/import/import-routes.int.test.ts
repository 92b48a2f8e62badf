import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchRow } from '@daunguon/records';
import { sendProblem } from '../http/http-problem.ts';
import { batchImport, batchImportPath } from './batch-import.ts';
import { fixtureAreas } from './fixtures/harvest-batches.ts';
import { importRoutes } from './import-routes.ts';
import { createImportRunner, type ImportCommand, type ImportLedger, type ImportRunner } from './import-runner.ts';
import { openImportStore, type ImportStore } from './import-store.ts';
import { testSealing } from './test-sealing.ts';

jest.setTimeout(30_000);
const unit = '0'.repeat(26);
const directory = mkdtempSync(join(tmpdir(), 'daunguon-import-'));
const csv = readFileSync(join(import.meta.dirname, 'fixtures/harvest-batches-1000.csv'));
const areas = new Map(
  fixtureAreas.map(({ puc, crop, commune }, n) => [
    puc,
    { id: `1${String(n).padStart(25, '0')}`, owner: unit, status: 'active', crop, commune },
  ]),
);

/** The border to the network: keeps the ledger's promise of one result per request id, and can lose answers. */
class LedgerBorder implements ImportLedger<BatchRow> {
  readonly first = new Map<string, string>();
  readonly ids: string[] = [];
  refuseLot: string | undefined;
  loseAnswers = 0;
  calls = 0;
  async submit({ requestId, rows }: ImportCommand<BatchRow>): Promise<{ transactionId: string }> {
    const command = { requestId, batches: rows.map(({ row }) => row) };
    this.calls += 1;
    const bad = command.batches.findIndex((batch) => batch.lot === this.refuseLot);
    if (bad !== -1) {
      const errors = [{ pointer: `/batches/${bad}/lot`, detail: 'in use' }];
      throw Object.assign(new Error('refused'), { code: 'origin/lot-in-use', status: 409, subject: 'in use', errors });
    }
    const body = JSON.stringify(command);
    const before = this.first.get(command.requestId);
    if (before !== undefined && before !== body) throw new Error('request id reused with another body');
    if (before === undefined) this.ids.push(...command.batches.map((batch) => batch.id));
    this.first.set(command.requestId, body);
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new Error('connection lost');
    }
    return { transactionId: `tx-${this.first.size}` };
  }
}

let ledger: LedgerBorder;
let store: ImportStore<BatchRow>;
let runner: ImportRunner;
let server: Server;
let base: string;
let round = 0;
const start = async (): Promise<void> => {
  store = openImportStore(join(directory, `${round}.sqlite`), testSealing());
  runner = createImportRunner(store, ledger, { retryMs: 5 });
  runner.resumeAll();
  const app = express().use(
    importRoutes(batchImportPath, {
      store,
      runner,
      actorOf: async (request) => ({ key: request.get('x-person') ?? 'an', unit }),
      ...batchImport({
        growingAreas: async () => areas,
        lotsInUse: async () => new Map(),
        now: () => new Date('2026-11-24T00:00:00Z'),
      }),
    }),
  );
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/origin/imports`;
};
const stop = async (): Promise<void> => {
  await runner.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  store.close();
};
beforeEach(async () => {
  round += 1;
  ledger = new LedgerBorder();
  await start();
});
afterEach(stop);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const upload = (body: Uint8Array): Promise<Response> =>
  fetch(base, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: new Uint8Array(body) });
const commit = (id: string, body: object = {}): Promise<Response> =>
  fetch(`${base}/${id}/commit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const importOf = async (body: Uint8Array): Promise<{ importId: string; rows: number; ok: number; state: string }> =>
  (await (await upload(body)).json()) as never;
const eventsOf = async (id: string, last = '0'): Promise<string[]> => {
  const text = await (await fetch(`${base}/${id}/events`, { headers: { 'Last-Event-ID': last } })).text();
  return [...text.matchAll(/^id: (\d+)\nevent: (\w+)$/gm)].map(([, seq, type]) => `${seq} ${type}`);
};

describe('import of 1,000 harvest batches over HTTP', () => {
  test('preview, commit, progress to the end; the same file again issues nothing', async () => {
    const { importId, rows, ok } = await importOf(csv);
    expect([rows, ok]).toEqual([1000, 1000]);
    expect((await commit(importId)).status).toBe(202);
    expect(await eventsOf(importId)).toEqual(['1 started', '2 progress', '3 progress', '4 finished']);
    expect(await eventsOf(importId, '3')).toEqual(['4 finished']);
    expect(await importOf(csv)).toMatchObject({ importId, state: 'finished', committed: 1000 });
    expect((await commit(importId)).status).toBe(202);
    expect([ledger.ids.length, new Set(ledger.ids).size]).toEqual([1000, 1000]);
  });
  test('an answer that was lost is asked for again under the same request id', async () => {
    ledger.loseAnswers = 2;
    const { importId } = await importOf(csv);
    await commit(importId);
    expect((await eventsOf(importId)).at(-1)).toBe('4 finished');
    expect([ledger.calls, new Set(ledger.ids).size, ledger.ids.length]).toEqual([4, 1000, 1000]);
  });
  test('a restarted gateway goes on where it was', async () => {
    ledger.loseAnswers = 1_000_000;
    const { importId } = await importOf(csv);
    await commit(importId);
    await stop();
    ledger.loseAnswers = 0;
    await start();
    expect((await eventsOf(importId)).at(-1)).toBe('4 finished');
    expect(ledger.ids.length).toBe(1000);
  });
  test('a row the ledger refuses is taken out and named, the others are issued', async () => {
    ledger.refuseLot = 'BU260623-0325-0001';
    const { importId } = await importOf(csv);
    await commit(importId);
    expect((await eventsOf(importId))[1]).toBe('2 refused');
    expect(await importOf(csv)).toMatchObject({ state: 'finished', committed: 999, refused: 1 });
  });
});

test('nothing is issued while a row is wrong, unless told so', async () => {
  const body = Buffer.from(csv.toString().replace(',3880.5,', ',-1,'));
  const { importId, ok } = await importOf(body);
  expect(ok).toBe(999);
  expect((await commit(importId)).status).toBe(409);
  expect(ledger.calls).toBe(0);
  expect((await commit(importId, { onlyValid: true })).status).toBe(202);
  await eventsOf(importId);
  expect(ledger.ids.length).toBe(999);
});

test('an import is its own person’s', async () => {
  const { importId } = await importOf(csv);
  expect((await fetch(`${base}/${importId}`, { headers: { 'x-person': 'binh' } })).status).toBe(404);
});

test.each<[string, Uint8Array, number, string]>([
  ['not UTF-8', Buffer.from([0x6c, 0x6f, 0x74, 0xff]), 422, 'import-file'],
  ['over 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 413, 'import-file-too-large'],
])('a file %s is refused with its reason', async (_name, body, status, type) => {
  const response = await upload(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    type: `urn:daunguon:problem:origin:${type}`,
    errors: [{ line: 1 }],
  });
});
