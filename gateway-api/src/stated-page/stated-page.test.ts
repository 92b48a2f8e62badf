import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../project-block.ts';
import { statedRoutes } from './stated-routes.ts';

const batch = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const unit = '00000000000000000000000002';
const expired = '00000000000000000000000003';
const evil = '</dd><script>alert(1)</script>"\'&';
const store = openSqliteStore(':memory:', collections);
let server: Server;
let base: string;

const state = (id: string, type: string, status: string, body: object) => {
  const by = { msp: 'AgriMSP', unit, role: 'farmer', signing: 'custodial' };
  const common = { version: 1, owner: unit, ts: '2026-11-24T08:00:00.000Z', salt: '00', commitment: '00', by };
  return { key: `r/${id}`, value: JSON.stringify({ id, type, status, body, ...common }) };
};
beforeAll(async () => {
  const product = { code: 'durian', name: evil };
  const body = {
    lot: 'SR-01',
    product,
    commune: '25195',
    weightKg: '12.5',
    kind: 'harvest',
    harvestDate: '2026-11-20',
    producer: unit,
  };
  const writes = [
    state(unit, 'registry/unit', 'active', { name: 'Hợp tác xã Xuân Lộc', kind: 'farm', commune: '25195' }),
    state(batch, 'origin/batch', 'recalled', { ...body, parents: [], children: [], unshipped: [], recalls: ['N'] }),
    state(expired, 'ocop/product', 'active', {
      ...{ name: 'Hạt điều rang', producer: unit },
      rating: { stars: 4, certificate: '75-1', expiresOn: '2025-12-31' },
    }),
    state('N', 'origin/recall', 'active', { batch, reason: 'Dư lượng vượt mức', class: 'I' }),
  ];
  const ref = { number: 0, hash: 'a' };
  const transactions = [{ txId: 't', time: '', endorsers: [], writes }];
  await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  server = express().use(statedRoutes(store, 'https://nguon.example.vn')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s`;
});
afterAll(async () => {
  server.close();
  await store.close();
});
const ask = async (path: string) => {
  const answer = await fetch(`${base}/${path}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe('the page of the gateway itself', () => {
  test('says whose word it is before anything else, in both languages, and never that it was checked', async () => {
    const { status, text } = await ask(batch);
    expect(status).toBe(200);
    expect(text.replaceAll(/>\s+</g, '><')).toMatch(
      /<h1>Theo lời máy chủ – chưa kiểm chứng<\/h1><p lang="en">As stated by the server – not verified<\/p>/,
    );
    expect(text.indexOf('<h1>')).toBeLessThan(text.indexOf('SR-01'));
    for (const said of ['Số lô', '12.5', 'Hợp tác xã Xuân Lộc', 'Bình Phước', 'Dư lượng vượt mức', 'ĐANG BỊ THU HỒI']) {
      expect(text).toContain(said);
    }
    expect(text).toContain('15:00 24/11/2026');
    expect(text).toContain(`href="https://nguon.example.vn/R/${batch}"`);
  });

  test('says days and what was done as people do, and leaves out a code without words', async () => {
    const facts = async (id: string): Promise<string> => (await ask(id)).text.replaceAll(/\s+/g, ' ');
    expect(await facts(batch)).toContain('<time datetime="2026-11-20">20/11/2026</time>');
    expect(await facts(batch)).toContain('<dd>Thu hoạch <span lang="en">Harvest</span></dd>');
    expect(await facts(unit)).not.toContain('farm');
  });

  test('calls OCOP stars expired, though nobody wrote so', async () => {
    const { text } = await ask(expired);
    for (const said of ['Đã hết hạn', 'OCOP 4 sao (75-1)', 'Hạt điều rang']) expect(text).toContain(said);
    expect(text).not.toContain('Còn hiệu lực');
  });

  test('escapes what people wrote, and has no script and no foreign part', async () => {
    const { text, headers } = await ask(batch);
    expect(text).toContain('&#60;/dd&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
    expect(text).not.toMatch(/<script|<img|<iframe|<form|style=|onerror/i);
    expect([...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url)).toEqual([
      '/s/style.css',
      `https://nguon.example.vn/R/${batch}`,
    ]);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test('is never green, and tells a screen reader its language and its standing', async () => {
    const css = (await ask('style.css')).text;
    for (const [, red = '', green = '', blue = ''] of css.matchAll(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/g)) {
      const [r, g, b] = [red, green, blue].map((part) => parseInt(part, 16)) as [number, number, number];
      expect([red + green + blue, g > r + 30 && g > b + 30]).toEqual([red + green + blue, false]);
    }
    const { text } = await ask(batch);
    expect(text).toContain('<html lang="vi">');
    expect(text).toContain('role="status" class="bad"');
    expect(text.match(/<h1>/g)).toHaveLength(1);
  });

  test('takes the code as people type it', async () => {
    expect((await ask(batch.toLowerCase().replace('arz3', 'arz3-'))).status).toBe(200);
  });

  test.each([['7ZZZZZZZZZZZZZZZZZZZZZZZZZ'], ['x'], ['%3Cscript%3E']])(
    'no record %s: 404 in the same words',
    async (id) => {
      const { status, text } = await ask(id);
      expect(status).toBe(404);
      expect(text).toContain('<h1>Theo lời máy chủ – chưa kiểm chứng</h1>');
      expect(text).toContain('Máy chủ nói không có hồ sơ mang mã này.');
      expect(text).not.toContain('script');
    },
  );
});
