import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AddMedia } from '@daunguon/records';
import express from 'express';
import { idOf, photo } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { sendProblem } from '../../http/http-problem.ts';
import { commandRoutes, type CommandDeps } from '../command-routes.ts';
import { heritageRoutes } from './heritage-routes.ts';
import { requireMeasured } from './media-facts.ts';
import { openMediaStore } from './media/media-store.ts';
import { noScanner } from '../../scanning/scanner.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';
import { takingIn, type MediaFacts } from './media/take-in.ts';
import { photograph } from './media/test-media.ts';

const folder = mkdtempSync(join(tmpdir(), 'media-facts-'));
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
const media = openMediaStore(folder, keys);
const reachedLedger: object[] = [];
let server: Server;
let base = '';
let facts: MediaFacts;

beforeAll(async () => {
  facts = await takingIn(media, noScanner)(Readable.from([await photograph(800, 600).jpeg().toBuffer()]), idOf('1'));
  const deps = {
    authenticate: async () => ({ issuer: 'https://issuer', subject: 'steward', token: '' }),
    identityOf: async () => ({}),
    ledger: {
      submit: async (_identity: object, _transaction: string, command: object) => {
        reachedLedger.push(command);
        return { txId: 't', blockNumber: 1, result: { ids: [] } };
      },
    },
    indexed: async () => true,
    covered: async () => true,
  } as unknown as CommandDeps;
  const before = (_: string, command: object): void => requireMeasured(media, command as AddMedia);
  server = express()
    .use(commandRoutes(deps, heritageRoutes, { before }), sendProblem)
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  keys.close();
  rmSync(folder, { recursive: true });
});

const add = async (change: object) => {
  reachedLedger.length = 0;
  const command = { requestId: idOf('2'), id: idOf('3'), item: idOf('4'), ...facts, alt: photo.alt, ...change };
  const answer = await fetch(`${base}/api/heritage/media`, { method: 'POST', body: JSON.stringify(command) });
  const { code, errors = [] } = (await answer.json()) as { code?: string; errors?: { pointer: string }[] };
  return [answer.status, code, errors.map(({ pointer }) => pointer), reachedLedger.length];
};

test('what was measured of a file goes to the ledger as it was answered', async () => {
  expect(facts.derivatives.length).toBeGreaterThan(0);
  expect(await add({})).toEqual([201, undefined, [], 1]);
});

test.each([
  ['a verdict', () => ({ c2pa: { verdict: 'valid' } }), ['/c2pa']],
  ['copies', () => ({ derivatives: photo.derivatives }), ['/derivatives']],
  ['a copy’s size', () => ({ derivatives: facts.derivatives.map((one) => ({ ...one, width: 1 })) }), ['/derivatives']],
  ['a duration that it has not', () => ({ durationMs: 5 }), ['/durationMs']],
  ['sizes', () => ({ bytes: 1, width: 2 }), ['/bytes', '/width']],
])('%s of the sender’s own choosing is refused before the ledger hears of it', async (_, change, fields) => {
  expect(await add(change())).toEqual([422, 'heritage/file-differs', fields, 0]);
});

test('of a file that was never here nothing can be compared: the ledger decides', async () => {
  expect(await add({ ...photo })).toEqual([201, undefined, [], 1]);
});
