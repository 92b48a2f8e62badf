/** Somebody's name and number, sent in every way and to every operation: taken or refused, they lie readable nowhere. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { placesOfAll } from '../credential/planted.ts';
import { photograph } from '../../../gateway-api/src/domains/heritage/media/test-media.ts';
import { documentOf, event, epcisClient } from '../origin/epcis-client.ts';
import { seedId } from '../seed-id.ts';
import { freshId, sharedSystem, type System } from '../system.ts';

jest.setTimeout(240_000);
let system: System;
/** Another person in each run: the data of one system serves many files. */
const number = `0793${String(randomInt(1e8)).padStart(8, '0')}`;
const planted = { name: `Quách Thị Mẫu Đơn ${number.slice(-6)}`, number, phone: `09${number.slice(-8)}` };
const texts = Object.values(planted);
beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(() => system?.stop(), 30_000);

type Methods = Readonly<Record<string, { readonly parameters?: readonly { name: string; in: string }[] }>>;

test('in the path, the query, the body and the headers of every operation', async () => {
  const { paths } = (await system.get('/openapi.json')).body as { paths: Record<string, Methods> };
  const headers = {
    ...{ authorization: `Bearer ${await system.token('farmer')}`, 'content-type': 'application/json' },
    'user-agent': `phone of ${planted.number}`,
  };
  // Records that many may read are made of words that their unit chose: what is planted must not become one.
  const body = JSON.stringify({ [planted.name]: planted.number, note: planted.phone });
  const statuses = new Map<number, number>();
  const broken: string[] = [];
  for (const [pattern, methods] of Object.entries(paths))
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      if (!['get', 'post'].includes(method) || pattern.endsWith('/events')) continue;
      const path = pattern.replaceAll(/\{\w+\}/g, () => encodeURIComponent(planted.name));
      const query = new URLSearchParams(
        [...parameters.filter((one) => one.in === 'query').map((one) => one.name), 'x'].map(
          (name): [string, string] => [name, planted.number],
        ),
      );
      const answer = await fetch(`${system.gateway}${path}?${query}`, {
        ...{ method, headers, redirect: 'manual' },
        ...(method === 'post' ? { body } : {}),
      });
      await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500) broken.push(`${method} ${pattern} ${answer.status}`);
    }
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(400);
  // Registers that are not connected say so.
  expect(broken.filter((one) => !/(lookups|csc|legal-signatures).* 503$/.test(one))).toEqual([]);
  expect(placesOfAll(system.dataDir, texts)).toEqual([]);
});

test('where it is asked for: taken, and sealed', async () => {
  const { token } = (await system.post('/api/origin/scan-tokens', {})).body;
  const report = await system.post('/api/origin/fake-reports', {
    ...{ id: freshId(), token, record: seedId(system, 'area-durian'), reason: 'other' },
    ...{ note: `Gọi ${planted.name}`, contact: planted.phone },
  });
  const client = epcisClient(() => system);
  const captured = await client.capture(documentOf(event({ 'ex:driver': planted.name, 'ex:phone': planted.phone })));
  const csv = { 'content-type': 'text/csv' };
  const head = 'Số lô,Loại cây,Tên sản phẩm,Mã vùng trồng,Ngày thu hoạch,Khối lượng (kg),Ghi chú';
  const row = `HOA-1,durian,Sầu riêng,${planted.number},hôm qua,1,${planted.name}`;
  const rows = await system.post('/api/origin/imports', `${head}\n${row}\n`, 'farmer', csv);
  const register = await system.post('/api/lookups/household', { key: planted.number }, 'commune');
  const paper = await system.post('/api/credential/paper-lookup', { number: planted.number, name: planted.name });
  const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), Buffer.from(`\0\x10Exif\0\0${planted.name}`)]);
  const shot = await system.post('/api/origin/photos', photo as never, 'farmer', { 'content-type': 'image/jpeg' });
  const master = await photograph(300, 200)
    .withExif({ IFD0: { Artist: `tac gia ${planted.number}`, Copyright: planted.phone } })
    .jpeg()
    .toBuffer();
  const item = seedId(system, 'heritage temple');
  const bytes = { 'content-type': 'application/octet-stream' };
  const kept = await system.post(`/api/heritage/uploads?item=${item}`, master, 'steward', bytes);
  expect(kept.status).toBe(201);
  const back = await fetch(`${system.gateway}/api/heritage/masters/${String(kept.body['sha256'])}`, {
    headers: { authorization: `Bearer ${await system.token('steward')}` },
  });
  // Not until a medium names it.
  expect([back.status, master.includes(planted.number)]).toEqual([404, true]);
  expect([report.status, captured.body['success'], rows.status]).toEqual([expect.any(Number), true, 200]);
  expect([report, register, paper, shot].filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
  expect(report.status).toBeLessThan(300);
  expect(placesOfAll(system.dataDir, texts)).toEqual([]);
});

test('a person’s account and name at the sign-in lie nowhere in what the gateway keeps', () => {
  // The development sign-in is another organisation's machine; the seed is the demonstration's own notes.
  const own = placesOfAll(system.dataDir, ['demo-farmer']).filter(
    ([, file]) => !/\/(oidc|seed|sign-in)[/.]/.test(file.slice(system.dataDir.length)),
  );
  expect(own).toEqual([]);
});
