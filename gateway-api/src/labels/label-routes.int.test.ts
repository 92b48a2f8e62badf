import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DomainError, type RecordState } from '@daunguon/records';
import express, { type ErrorRequestHandler } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpProblem } from '../http/http-problem.ts';
import { labelRoutes } from './label-routes.ts';

const batchId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const unverifiedId = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
const areaId = '00000000000000000000000001';
const unitId = '00000000000000000000000002';
const record = (id: string, type: RecordState['type'], body: unknown): RecordState => ({
  ...{ id, type, body, version: 1, status: 'active', owner: unitId, salt: '', commitment: '', ts: '' },
  by: { msp: 'AgriMSP', unit: unitId, role: 'farmer', signing: 'custodial' },
});
const batch = { lot: 'SR1', product: { code: 'durian', name: 'Sầu riêng' }, growingArea: areaId, producer: unitId };
const [productId, expiredId] = ['7ZZZZZZZZZZZZZZZZZZZZZZZZA', '7ZZZZZZZZZZZZZZZZZZZZZZZZB'];
const rating = { stars: 4, certificate: '75-001', expiresOn: '2999-12-31' };
const product = { name: 'Chôm chôm sấy', producer: unitId, rating };
const records = new Map([
  [productId, record(productId, 'ocop/product', product)],
  [expiredId, record(expiredId, 'ocop/product', { ...product, rating: { ...rating, expiresOn: '2025-12-31' } })],
  [batchId, record(batchId, 'origin/batch', batch)],
  [unverifiedId, record(unverifiedId, 'origin/batch', batch)],
  [areaId, record(areaId, 'origin/growing-area', { puc: 'VN-DNOR-0269', name: 'Xuân Định' })],
  [unitId, record(unitId, 'registry/unit', { name: 'Hợp tác xã' })],
]);

describe('label routes', () => {
  let server: Server;
  let url = '';
  beforeAll(async () => {
    const recordOf = (id: string) => Promise.resolve(records.get(id));
    const verified = (id: string) => Promise.resolve(id !== unverifiedId);
    const problem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
      if (error instanceof DomainError) response.status(error.status).json(error);
      else if (error instanceof HttpProblem)
        response.status(error.status).set(error.headers).json({ code: error.code });
      else next(error);
    };
    const app = express().use(labelRoutes({ verifierUrl: 'http://localhost:8081', recordOf, verified }), problem);
    await new Promise<void>((resolve) => (server = app.listen(0, () => resolve())));
    url = `http://localhost:${(server.address() as AddressInfo).port}/api/origin`;
  });
  afterAll(() => {
    server.close();
  });
  const post = (body: unknown) =>
    fetch(`${url}/labels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('answers a PDF for a batch and for a list', async () => {
    for (const answer of [
      await fetch(`${url}/batches/${batchId}/label.pdf?size=roll-50x30`),
      await post({ ids: [batchId] }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
  });

  test('prints the label of an OCOP product while its stars are in force, and of nothing else', async () => {
    const ask = (id: string) => fetch(`${url.replace('origin', 'ocop')}/products/${id}/label.pdf`);
    const answer = await ask(productId);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    for (const id of [expiredId, batchId, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ']) {
      const refused = await ask(id);
      expect([refused.status, await refused.json()]).toEqual([
        409,
        expect.objectContaining({ code: 'ocop/rating-not-in-force' }),
      ]);
    }
  });

  test('prints no label before the receipt of its record was verified', async () => {
    const answer = await post({ ids: [batchId, unverifiedId] });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toEqual({ code: 'log/receipt-not-verified' });
  });

  test.each([
    ['unknown batch', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', '', 404],
    ['a growing area is no batch', areaId, '', 404],
    ['unknown size', batchId, '?size=a5', 422],
    ['no copies', batchId, '?copies=0', 422],
    ['too many copies', batchId, '?copies=241', 422],
    ['copies in words', batchId, '?copies=two', 422],
  ])('%s', async (_, id, query, status) => {
    expect((await fetch(`${url}/batches/${id}/label.pdf${query}`)).status).toBe(status);
  });

  test.each([
    ['no ids', {}, '/ids'],
    ['an empty list', { ids: [] }, '/ids'],
    ['numbers', { ids: [1] }, '/ids/0'],
    ['more than a hundred', { ids: Array(101).fill(batchId) }, '/ids'],
    ['a text', { ids: batchId }, '/ids'],
  ])('refuses %s', async (_, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'registry/invalid-command', errors: [{ pointer }] });
  });
});
