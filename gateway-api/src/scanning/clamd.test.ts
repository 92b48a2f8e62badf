import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import express from 'express';
import { sendProblem } from '../http/http-problem.ts';
import { limitedBody } from '../http/limited-body.ts';
import { clamd, clamdAddress } from './clamd.ts';
import { scanUploadsWith } from './scan-upload.ts';
import { noScanner, type UploadScanner } from './scanner.ts';
import { eicar, startTestClamd, type TestClamd } from './test-clamd.ts';

const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
const open: { close(): unknown }[] = [];
const started = async (where?: string, most?: number): Promise<TestClamd> => {
  const server = await startTestClamd(where, most);
  open.push(server);
  return server;
};
const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => {
  said.mockRestore();
  rmSync(folder, { recursive: true });
});

test.each([
  ['a port', undefined],
  ['a Unix socket', join(folder, 'clamd.ctl')],
])('by %s: a clean file is clean, EICAR is found wherever the pieces are cut', async (_by, where) => {
  const server = await started(where);
  const scanner = clamd(clamdAddress(server.address));
  expect(await scanner.scan([Buffer.alloc(200_000, 1)])).toEqual({});
  expect(await scanner.scan([])).toEqual({});
  const pieces = Readable.from([Buffer.alloc(70_000), eicar.subarray(0, 20), eicar.subarray(20), Buffer.alloc(9)]);
  expect(await scanner.scan(pieces)).toEqual({ found: 'Eicar-Test-Signature' });
  expect(server.seen).toEqual([200_000, 0, 70_009 + eicar.length]);
});

test('no verdict is no clean file: too large for it, nobody there, an answer that never comes', async () => {
  const small = await started(undefined, 100_000);
  await expect(clamd(clamdAddress(small.address)).scan([Buffer.alloc(900_000)])).rejects.toThrow(/size limit exceeded/);
  await small.close();
  await expect(clamd(clamdAddress(small.address)).scan([eicar])).rejects.toThrow(/ECONNREFUSED/);
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const held: Socket[] = [];
  silent.on('connection', (socket) => held.push(socket));
  open.push({ close: () => (held.forEach((socket) => socket.destroy()), silent.close()) });
  const { port } = silent.address() as AddressInfo;
  await expect(clamd({ host: '127.0.0.1', port }, 50).scan([eicar])).rejects.toThrow(/too long/);
});

test.each(['', 'clamd', 'http://host:3310', 'tcp://host', 'unix:relative'])('%s is no address of it', (text) =>
  expect(() => clamdAddress(text)).toThrow('DN_CLAMD must be'),
);

/** A route that takes a file as the product's do. */
const post = async (
  scanner: UploadScanner,
  body: Buffer,
): Promise<{ status: number; code?: string; retry: string | null }> => {
  const app = express();
  scanUploadsWith(app, scanner);
  app.post(
    '/',
    limitedBody(['*/*'], 1_000_000),
    (request, response) => void response.json({ bytes: (request.body as Buffer).length }),
  );
  app.use(sendProblem);
  const server: Server = app.listen(0);
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'image/png', connection: 'close' },
    body: new Uint8Array(body),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, ...(code === undefined ? {} : { code }), retry: answer.headers.get('retry-after') };
};

test('a route takes what is clean, refuses what is not, and takes nothing while the scanner is down', async () => {
  const server = await started();
  const scanner = clamd(clamdAddress(server.address));
  expect(await post(scanner, Buffer.from('clean'))).toEqual({ status: 200, retry: null });
  expect(await post(scanner, eicar)).toEqual({ status: 422, code: 'upload/malware', retry: null });
  await server.close();
  expect(await post(scanner, Buffer.from('clean'))).toEqual({ status: 503, code: 'upload/scanner-down', retry: '30' });
  expect(await post(noScanner, eicar)).toEqual({ status: 200, retry: null });
});

const real =
  process.env['DN_CLAMD'] ?? (spawnSync('clamdscan', ['--ping', '1']).status === 0 ? 'unix:/run/clamav/clamd.ctl' : '');
if (real === '') console.log('skipped: ClamAV itself, which DN_CLAMD does not name and this machine does not run');
(real === '' ? test.skip : test)('ClamAV finds EICAR', async () => {
  expect(await clamd(clamdAddress(real)).scan([eicar])).toMatchObject({ found: expect.stringMatching(/eicar/i) });
});
