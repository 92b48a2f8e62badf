import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { HttpProblem, sendProblem } from '../../http/http-problem.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';
import { photoRoutes } from './photo-routes.ts';
import { openUnitPhotos } from './unit-photos.ts';

const farm = '0BP5WKA1SJ3VCT1B62K2XZ06NN';
const other = '0BP5WKA1SJ3VCT1B62K2XZ06PP';
const people: Readonly<Record<string, Pick<LedgerIdentity, 'mspId' | 'unit' | 'role'>>> = {
  farmer: { mspId: 'AgriMSP', unit: farm, role: 'farmer' },
  neighbour: { mspId: 'AgriMSP', unit: other, role: 'farmer' },
  inspector: { mspId: 'AgriMSP', unit: other, role: 'inspector' },
  'market-inspector': { mspId: 'TradeMSP', unit: other, role: 'inspector' },
  'school-inspector': { mspId: 'EduMSP', unit: other, role: 'inspector' },
  registrar: { mspId: 'AgriMSP', unit: '', role: 'registrar' },
};
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const digest = createHash('sha256').update(jpeg).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'photos-'));
const [assisted, own, unknown] = ['AA', 'BB', 'CC'].map((end) => `0BP5WKA1SJ3VCT1B62K2XZ06${end}`);
const forOther = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 9, 9]);
const batches: Readonly<Record<string, object>> = {
  [assisted!]: { type: 'origin/batch', owner: other, body: { enteredBy: farm, photos: [sha(forOther)] } },
  [own!]: { type: 'origin/batch', owner: other, body: { photos: [sha(forOther)] } },
};
function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let server: Server;
let base = '';

beforeAll(async () => {
  const app = express();
  app.use(
    photoRoutes({
      authenticate: async (request) => {
        const login = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
        if (login === undefined) throw new HttpProblem('auth/token-refused');
        return { issuer: 'https://issuer', subject: login, token: login };
      },
      identityOf: async (subject) => people[subject] as LedgerIdentity,
      photos: openUnitPhotos(folder, keys),
      photoLimit: { take: (who) => (who === other ? 60 : 0) },
      config: { unitRoom: { photos: 2000, heritage: 0 } },
      store: { get: async (_: string, id: string) => batches[id] && { _id: id, state: batches[id] } } as never,
    } as Parameters<typeof photoRoutes>[0]),
  );
  app.use(sendProblem);
  await new Promise<void>((resolve) => (server = app.listen(0, () => resolve())));
  base = `http://localhost:${(server.address() as AddressInfo).port}/api/origin/photos`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const headers = (login: string): Record<string, string> =>
  login === '' ? {} : { authorization: `Bearer ${login}`, 'content-type': 'image/jpeg' };
const send = (login: string, body: Buffer): Promise<Response> =>
  fetch(base, { method: 'POST', headers: headers(login), body: new Uint8Array(body) });
const read = (login: string, path: string): Promise<Response> => fetch(`${base}/${path}`, { headers: headers(login) });

test('a photo is kept under its digest, once, and is a picture by its bytes', async () => {
  for (let count = 0; count < 2; count += 1) {
    const answer = await send('farmer', jpeg);
    expect([answer.status, await answer.json()]).toEqual([201, { sha256: digest, bytes: jpeg.length }]);
  }
  expect((await send('farmer', Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(415);
  expect((await send('', jpeg)).status).toBe(401);
  expect((await send('registrar', jpeg)).status).toBe(403);
});

test.each([
  ['farmer', 200],
  ['inspector', 200],
  ['market-inspector', 200],
  ['school-inspector', 403],
  ['neighbour', 403],
  ['', 401],
])('read by “%s”: %i', async (login, status) => {
  const answer = await read(login, `${farm}/${digest}`);
  expect(answer.status).toBe(status);
  if (status !== 200) return;
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(jpeg);
  expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    'image/jpeg',
    'private, no-store',
  ]);
});

test('no name leads out of the folder', async () => {
  for (const path of [`${farm}/${'0'.repeat(64)}`, `..%2f${farm}/${digest}`, `${farm}/..%2f..%2fpackage.json`])
    expect((await read('inspector', path)).status).toBe(404);
});

test('of a batch that was recorded for another unit it is that unit’s, and no more the one’s that typed', async () => {
  const post = (batch: string | undefined, bytes = forOther) =>
    fetch(`${base}?batch=${batch}`, { method: 'POST', headers: headers('farmer'), body: new Uint8Array(bytes) });
  expect((await post(assisted)).status).toBe(201);
  expect((await read('neighbour', `${other}/${sha(forOther)}`)).status).toBe(200);
  expect((await read('farmer', `${farm}/${sha(forOther)}`)).status).toBe(404);
  // Another's batch, one that does not name it, one that the index has yet to hear of, none at all.
  expect((await post(own)).status).toBe(403);
  expect((await post(assisted, jpeg)).status).toBe(404);
  expect((await post(unknown)).status).toBe(503);
  expect((await post('x')).status).toBe(422);
});

test('a unit has room for so much, and is told when it is used up', async () => {
  const large = (end: number) => Buffer.concat([jpeg, Buffer.alloc(900, end)]);
  expect((await send('farmer', large(1))).status).toBe(201);
  expect((await send('farmer', large(2))).status).toBe(201);
  const answer = await send('farmer', large(3));
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([507, 'upload/storage-full']);
  expect((await send('farmer', jpeg)).status).toBe(201);
});

test('a unit that has sent too many within an hour is told when to go on, and nothing is kept', async () => {
  const answer = await send('neighbour', jpeg);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await read('neighbour', `${other}/${digest}`)).status).toBe(404);
});

test('no file shows the picture; one that an earlier version left readable is sealed; erased, a copy opens no more', async () => {
  await send('farmer', jpeg);
  const file = join(folder, farm, digest);
  expect(readFileSync(file).includes(jpeg)).toBe(false);
  writeFileSync(file, jpeg);
  const photos = openUnitPhotos(folder, keys);
  expect(readFileSync(file).includes(jpeg)).toBe(false);
  expect(photos.get(farm, digest)).toEqual(jpeg);
  keys.destroy(`photos:${farm}`);
  expect(photos.get(farm, digest)).toBeUndefined();
  expect((await read('farmer', `${farm}/${digest}`)).status).toBe(404);
});
