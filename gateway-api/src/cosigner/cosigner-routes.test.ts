import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { algorithms, ed25519Signer } from '@daunguon/proof';
import { Alarms } from './alarms.ts';
import { Cosigner } from './cosigner.ts';
import { cosignerRoutes } from './cosigner-routes.ts';

const dir = mkdtempSync(join(tmpdir(), 'cosigner-routes-'));
let server: Server;
let url = '';

beforeAll(async () => {
  const alarms = new Alarms(join(dir, 'alarms'), Date.now, () => undefined);
  const signer = ed25519Signer('press', new Uint8Array(32).fill(2), algorithms.cosignature);
  const clocks = { now: Date.now, monotonic: () => performance.now() };
  const cosigner = new Cosigner({ stateDir: join(dir, 'cosigned'), signer, alarms, logKeys: () => [], ...clocks });
  await new Promise<void>((resolve) => {
    server = express()
      .use(cosignerRoutes(cosigner, alarms))
      .listen(0, '127.0.0.1', () => resolve());
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

const sent = async (body: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body, headers });
  return { status: answer.status, text: await answer.text() };
};

test.each([
  ['a body without end', 413, 'x'.repeat(300_000), {}],
  ['a body in no known character set', 415, 'x', { 'content-type': 'text/plain; charset=none' }],
  ['a body that is not packed as it says', 400, 'x', { 'content-encoding': 'gzip' }],
])('%s is refused with %d and without a word about this machine', async (_what, status, body, headers) => {
  const answer = await sent(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(/node_modules|\.js|\.ts/);
});

test('what is no request, or asks for another file, is told so', async () => {
  expect(await sent('')).toMatchObject({ status: 400 });
  for (const path of ['..%2Falarms/checkpoint', `${'0'.repeat(64)}/checkpoint`, '__proto__/checkpoint'])
    expect((await fetch(`${url}/${path}`)).status).toBe(404);
});
