import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { DomainError, type RecordState } from '@daunguon/records';
import { readConfig } from '../config.ts';
import { sendProblem } from '../http/http-problem.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { mountOpenData } from '../mount-open-data.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { sha256Of } from '../log/kept-contents.ts';
import { openDataRoutes } from './open-data-routes.ts';
import { harvestLot, openTestIndex, ratedProduct, testId, testLog } from './test-open-data.ts';

const dir = mkdtempSync(join(tmpdir(), 'opendata-'));
const config = { ...readConfig({ DN_VERIFIER_URL: 'https://kiem.example.vn' }), dataDir: dir };
const { store, add } = openTestIndex();
const unit = testId(800);
const people: Readonly<Record<string, Pick<LedgerIdentity, 'mspId' | 'unit' | 'role'>>> = {
  registrar: { mspId: 'TechMSP', unit: '', role: 'registrar' },
  other: { mspId: 'AgriMSP', unit: '', role: 'registrar' },
  farmer: { mspId: 'TechMSP', unit, role: 'farmer' },
  data: { mspId: 'TechMSP', unit, role: 'issuer' },
  neighbour: { mspId: 'TechMSP', unit: testId(802), role: 'issuer' },
  school: { mspId: 'EduMSP', unit: testId(801), role: 'issuer' },
};
const identity = (login: string): LedgerIdentity =>
  ({ certificatePem: '', keyPem: '', ...people[login] }) as LedgerIdentity;

/** Decides as the chaincode does whether the unit is accredited, and writes what it was given. */
let isAccredited = false;
const submitted: { readonly id: string; readonly requestId: string; readonly digest: string }[] = [];
const ledger = {
  submit: async ({ unit: of }: LedgerIdentity, transaction: string, command: object) => {
    expect(transaction).toBe('Credential:Attest');
    if (!isAccredited) throw new DomainError('registry/not-accredited', 'credential:attest');
    const { requestId, id, ...body } = command as RecordState & { requestId: string; digest: string };
    submitted.push({ requestId, id, digest: body.digest });
    await add({ id, type: 'credential/attestation', owner: of, body: { ...body, unit: of } });
    return { txId: 't', blockNumber: 1, result: { ids: [id] } };
  },
} as unknown as Ledger;

let clock = Date.parse('2026-11-24T18:00:00Z');
const vault = { get: (_issuer: string, subject: string) => (subject in people ? identity(subject) : undefined) };
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
const opendata = mountOpenData({ config, store, ledger }, vault, keys, testLog(), { now: () => clock, tickMs: 0 });
let server: Server;
let base = '';
beforeAll(async () => {
  await add({
    id: unit,
    type: 'registry/unit',
    body: { name: 'Trung tâm dữ liệu', kind: 'department', commune: '25195' },
  });
  await add(...[1, 2, 3, 4, 5, 6].map((number) => harvestLot(number)), ratedProduct(70, '=Hạt "điều" <b>'));
  const authenticate = async (asked: express.Request) => {
    const login = asked.get('authorization')?.replace('Bearer ', '') ?? '';
    if (!(login in people)) throw new DomainError('registry/identity-incomplete');
    return { subject: login, token: login };
  };
  const deps = { config, store, authenticate, identityOf: async (subject: string) => identity(subject) };
  const app = express();
  app.use(openDataRoutes({ ...(deps as never as object), opendata: opendata.parts } as never));
  app.use((_request, response) => void response.status(404).end());
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await opendata.stop();
  await store.close();
  rmSync(dir, { recursive: true });
});

const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(base + path, init);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: () => JSON.parse(text) as Record<string, never>,
  };
};
const as = (login: string, method = 'POST'): RequestInit => ({ method, headers: { authorization: `Bearer ${login}` } });
/** The path as it is, which fetch would tidy. */
const rawStatus = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, path, host: '127.0.0.1' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('open data over HTTP', () => {
  test('before anything was published the page says so', async () => {
    expect((await ask('/opendata')).text).toContain('Chưa có phiên bản nào được công bố');
    expect((await ask('/api/3/action/package_list')).json()).toMatchObject({ success: true, result: [] });
    expect((await ask('/api/3/action/package_show?id=harvest')).status).toBe(404);
  });

  test('only a registrar of the gateway’s own organisation publishes', async () => {
    for (const login of ['other', 'farmer', 'data'])
      expect([login, (await ask('/api/opendata/snapshots', as(login))).status]).toEqual([login, 403]);
    const { status, json } = await ask('/api/opendata/snapshots', as('registrar'));
    expect([status, json()]).toMatchObject([
      201,
      {
        items: [{ dataset: 'harvest', version: 1 }, { dataset: 'ocop-products', version: 1 }, { dataset: 'units' }],
        anchor: { anchored: 0, waiting: 6, reason: 'no-attester' },
      },
    ]);
  });

  test('a file that no unit stands for is called so, in both languages', async () => {
    expect((await ask('/opendata/datasets/harvest')).text).toContain('Chưa ghi lên sổ');
    expect((await ask('/opendata/datasets/harvest?lang=en')).text).toContain('Not on the ledger yet');
  });

  test('only a person of a unit of the own organisation is appointed; a unit that may not attest leaves it waiting', async () => {
    for (const login of ['registrar', 'farmer', 'school'])
      expect([login, (await ask('/api/opendata/attester', as(login))).status]).toEqual([login, 403]);
    const { status, json } = await ask('/api/opendata/attester', as('data'));
    expect([status, json()]).toMatchObject([
      201,
      { unit, anchor: { anchored: 0, waiting: 6, reason: 'registry/not-accredited' } },
    ]);
    expect((await ask('/opendata/datasets/harvest')).text).toContain('Chưa ghi lên sổ');
    expect((await ask('/api/opendata/attester', as('neighbour'))).status).toBe(403);
    expect(opendata.parts.anchoring.attester.current()).toMatchObject({ unit });
  });

  test('the next round anchors every file once it may, nothing twice', async () => {
    isAccredited = true;
    await opendata.tick();
    expect(submitted).toHaveLength(6);
    const { text } = await ask('/opendata/datasets/harvest');
    expect(text).toContain('Trung tâm dữ liệu');
    expect(text).not.toContain('Chưa ghi lên sổ');
    await opendata.tick();
    expect(submitted).toHaveLength(6);
    expect(new Set(submitted.map(({ id }) => id)).size).toBe(6);
  });

  test('the schedule publishes once a day in Việt Nam, and only what changed', async () => {
    await add(harvestLot(7));
    await opendata.tick();
    expect(opendata.parts.snapshots.newest('harvest')?.version).toBe(1);
    clock = Date.parse('2026-11-25T17:30:00Z');
    await opendata.tick();
    expect(opendata.parts.snapshots.newest('harvest')?.version).toBe(2);
    expect(opendata.parts.snapshots.newest('ocop-products')?.version).toBe(1);
    expect(submitted).toHaveLength(8);
  });

  test('a download is the bytes whose SHA-256 the page, the headers and the ledger name', async () => {
    const { status, headers, text } = await ask('/opendata/datasets/harvest/versions/1.csv');
    expect(status).toBe(200);
    expect(submitted.map(({ digest }) => digest)).toContain(sha256Of(text));
    expect(headers.get('etag')).toBe(`"${sha256Of(text)}"`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('cache-control')).toContain('immutable');
    expect((await ask('/opendata/datasets/harvest/versions/2.json')).json()).toMatchObject({ dataset: 'harvest' });
  });

  test.each([
    '/opendata/datasets/harvest/versions/9.csv',
    '/opendata/datasets/harvest/versions/1.xml',
    '/opendata/datasets/harvest/versions/..%2f..%2fattester.json',
    '/opendata/datasets/..%2f..%2f/versions/1.csv',
    '/opendata/datasets/harvest/versions/%2e%2e/%2e%2e/attester.json',
    '/opendata/datasets/../attester.json',
    '/opendata/datasets/harvest/versions/000001.json',
    '/opendata/datasets/harvest/versions/01.csv',
    '/opendata/datasets/health',
    '/opendata/datasets/__proto__',
    '/opendata/files/x',
  ])('%s: 404', async (path) => expect(await rawStatus(path)).toBe(404));

  test.each(['health', 'credential', 'credentials', 'registry', 'attester', '../attester.json', 'constructor'])(
    'private data %s is no dataset and no resource',
    async (id) => {
      const name = encodeURIComponent(id);
      for (const path of [
        `package_show?id=${name}`,
        `resource_show?id=${name}.1.csv`,
        `datastore_search?resource_id=${name}.1.json`,
      ]) {
        const { status, json } = await ask(`/api/3/action/${path}`);
        expect([path, status, json()]).toMatchObject([
          path,
          404,
          { success: false, error: { __type: 'Not Found Error' } },
        ]);
      }
    },
  );

  test('the CKAN answers: envelope, package, resource, rows', async () => {
    expect((await ask('/api/3/action/package_list')).json()).toEqual({
      ...{ help: `${config.publicUrl}/docs`, success: true, result: ['harvest', 'ocop-products', 'units'] },
    });
    const { result } = (await ask('/api/3/action/package_show?id=harvest')).json() as unknown as {
      result: { resources: object[] };
    };
    expect(result).toMatchObject({ id: 'harvest', license_id: 'cc-by-4.0', version: '2', num_resources: 2 });
    expect(result.resources[0]).toMatchObject({ id: 'harvest.2.csv', format: 'CSV', mimetype: 'text/csv' });
    expect((await ask('/api/3/action/resource_show?id=harvest.1.json')).json()).toMatchObject({
      ...{ success: true, result: { url: `${config.publicUrl}/opendata/datasets/harvest/versions/1.json` } },
    });
    const search = (more: string) => ask(`/api/3/action/datastore_search?resource_id=harvest.2.csv${more}`);
    expect((await search('&q=binh phuoc')).json()).toMatchObject({
      ...{ result: { total: 1, records: [{ commune: 'Phường Bình Phước', units: 7 }] } },
    });
    expect((await search('&limit=1&offset=1')).json()).toMatchObject({ result: { total: 2, records: [{ units: 7 }] } });
    expect((await search('&limit=0')).json()).toMatchObject({ result: { total: 2, records: [] } });
  });

  test.each([
    'limit=1001',
    'limit=-1',
    'limit=x',
    'limit=1e3',
    'offset=-1',
    'offset=1.5',
    'limit=1&limit=2',
    'q=a&q=b',
  ])('datastore_search with %s: Validation Error', async (query) => {
    const { status, json } = await ask(`/api/3/action/datastore_search?resource_id=harvest.1.csv&${query}`);
    expect([status, json()]).toMatchObject([409, { success: false, error: { __type: 'Validation Error' } }]);
  });

  test('the catalogue comes as asked', async () => {
    const typeFor = async (accept: string, path = '/opendata/catalog') =>
      (await ask(path, { headers: { accept } })).headers.get('content-type')?.split(';')[0];
    expect(await typeFor('text/turtle')).toBe('text/turtle');
    expect(await typeFor('application/ld+json')).toBe('application/ld+json');
    expect(await typeFor('*/*')).toBe('application/ld+json');
    expect(await typeFor('text/html', '/opendata/catalog.ttl')).toBe('text/turtle');
    expect((await ask('/opendata/catalog.ttl')).text).toContain('/opendata/datasets/harvest/versions/2.csv>');
  });

  test('pages have no script and escape what people wrote; the address of the verifier is on each file', async () => {
    for (const path of ['/opendata', '/opendata/datasets/ocop-products', '/opendata/datasets/nothing']) {
      const { text, headers } = await ask(path);
      expect(text).not.toMatch(/<script|onerror|style="/);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(text).toContain('<html lang="vi">');
    }
    expect((await ask('/opendata/datasets/harvest')).text).toContain('href="https://kiem.example.vn/kiem-tra-tep"');
  });

  test('the person stops it; a stranger does not', async () => {
    expect((await ask('/api/opendata/attester', as('farmer', 'DELETE'))).status).toBe(403);
    expect((await ask('/api/opendata/attester', as('data', 'DELETE'))).status).toBe(204);
    expect(opendata.parts.anchoring.attester.current()).toBeUndefined();
  });
});
