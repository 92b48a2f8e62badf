/** Real answers of a running system against the description that the same system publishes. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { watch } from '../explorer/visitor.ts';
import { type Answer, daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;
let seed: Record<string, string>;
let ajv: Ajv2020;
let paths: Record<string, Record<string, { responses: Record<string, object> }>>;

beforeAll(async () => {
  system = await startSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const document = (await system.get('/openapi.json')).body;
  paths = document['paths'] as typeof paths;
  // Formats are words for readers here; what they mean is checked where values come in.
  ajv = new Ajv2020({ allErrors: true, validateFormats: false, strict: false });
  ajv.addSchema(document, 'api');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** The answer is one of those that the description promises for this operation. */
function expectDescribed(method: string, path: string, { status, body, headers }: Answer): void {
  const { responses } = paths[path]![method]!;
  const media = headers.get('content-type')?.split(';')[0] ?? '';
  const isProblem = media === 'application/problem+json';
  const key = !isProblem && String(status) in responses ? String(status) : 'default';
  expect([path, status, isProblem || key !== 'default']).toEqual([path, status, true]);
  const { content = {} } = responses[key] as { content?: Readonly<Record<string, { schema?: object }>> };
  expect([path, status, Object.keys(content)]).toEqual([path, status, expect.arrayContaining([media])]);
  // Of a file its media type is promised, and of JSON what is in it.
  if (content[media]?.schema === undefined) return;
  const ref = `api#${pointer('paths', path, method, 'responses', key, 'content', media, 'schema')}`;
  const valid = ajv.validate({ $ref: ref }, body);
  expect([method, path, status, valid ? [] : ajv.errors]).toEqual([method, path, status, []]);
}

describe('what the description promises is what comes', () => {
  test('every command’s request schema takes the request that the ledger takes', async () => {
    const batch = {
      ...{ requestId: freshId(), id: freshId(), lot: 'API/1', weightKg: '30', harvestDate: daysAgo(20) },
      ...{
        product: { code: 'durian', name: 'Sầu riêng Ri6', gtin: '09521234543213' },
        growingArea: seed['area-durian'],
      },
    };
    const path = '/api/origin/batches';
    const request = `api#${pointer('paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema')}`;
    expect([ajv.validate({ $ref: request }, batch), ajv.validate({ $ref: request }, { ...batch, x: 1 })]).toEqual([
      true,
      false,
    ]);
    const created = await system.post(path, batch, 'farmer');
    expect(created.status).toBe(201);
    expectDescribed('post', path, created);
    expect(created.body['ids']).toEqual([batch.id, '01/09521234543213/10/API%2F1']);
    expectDescribed('post', path, await system.post(path, { ...batch, requestId: freshId(), id: freshId() }, 'farmer'));
    expectDescribed('post', path, await system.post(path, { ...batch, lot: 'a b' }, 'farmer'));
    expectDescribed('post', path, await system.post(path, batch));
    const recall = { requestId: freshId(), id: freshId(), batch: batch.id, reason: 'Dư lượng', class: 'II' };
    const recalled = await system.post('/api/origin/recalls', recall, 'inspector');
    expect([recalled.status, recalled.body['propagation']]).toEqual([201, 'complete']);
    expectDescribed('post', '/api/origin/recalls', recalled);
  });

  test('lists and single records, of every type that the demonstration has', async () => {
    const isList = (path: string): boolean =>
      path.startsWith('/api/') && `${path}/{id}` in paths && 'get' in paths[path]!;
    const lists = Object.keys(paths).filter(isList);
    expect(lists.length).toBeGreaterThanOrEqual(8);
    const refused: string[] = [];
    for (const path of lists) {
      const list = await system.get(`${path}?limit=100`, 'farmer');
      expectDescribed('get', path, list);
      if (list.status !== 200) {
        refused.push(`${path} ${list.status} ${String(list.body['code'])}`);
        continue;
      }
      const items = list.body['items'] as { id: string }[];
      for (const { id } of items.slice(0, 5)) {
        const one = await system.get(`${path}/${id}`, 'farmer');
        expect([path, one.status]).toEqual([path, 200]);
        expectDescribed('get', `${path}/{id}`, one);
      }
      expectDescribed('get', `${path}/{id}`, await system.get(`${path}/${freshId()}`, 'farmer'));
    }
    // Whose a unit's own papers are, the farmer is not told.
    const imports = '/api/exchange/imports';
    expect(refused.sort()).toEqual([
      ...['/api/credential/imports', '/api/credential/register'].map((path) => `${path} 403 auth/not-your-unit`),
      ...['course-certificates', 'diplomas'].map((name) => `${imports}/${name} 403 auth/not-your-unit`),
      ...['growing-areas', 'health-accounts'].map((name) => `${imports}/${name} 403 registry/role-not-allowed`),
    ]);
    expectDescribed('get', lists[0]!, await system.get(`${lists[0]}?limit=0`, 'farmer'));
    expectDescribed('get', lists[0]!, await system.get(`${lists[0]}?after=x`, 'farmer'));
  });

  test.each(['farmer', 'registrar', 'inspector', 'school'])(
    'whatever can be asked without more, asked by %s',
    async (login) => {
      const plain = Object.keys(paths).filter((path) => {
        const answers = Object.values(paths[path]!['get']?.responses ?? {}) as { content?: object }[];
        // Streams do not end, and a redirection leads to somebody else.
        const isOpen = answers.some(({ content = {} }) => 'text/event-stream' in content);
        return (
          answers.length > 0 &&
          /^\/(api|session)\b(?!\/(sign-in|callback))/.test(path) &&
          !path.includes('{') &&
          !isOpen
        );
      });
      expect(plain.length).toBeGreaterThan(70);
      for (const path of plain) expectDescribed('get', path, await system.get(path, login));
    },
  );

  test('the proof of a record, and open data as CKAN tells of it', async () => {
    expectDescribed('get', '/r/{id}', await system.get(`/r/${seed['split-1']}?history=1&dates=1`));
    expectDescribed('get', '/r/{id}', await system.get(`/r/${freshId()}`));
    const show = '/api/3/action/package_show';
    for (const path of ['/api/3/action/package_list', show, '/api/3/action/resource_show'])
      expectDescribed('get', path, await system.get(`${path}?id=none`));
  });

  test('a batch’s whole family is among them', async () => {
    const { body } = await system.get(`/api/origin/batches/${seed['packed-0']}`, 'farmer');
    const { upstream, downstream, cut } = body['genealogy'] as Record<string, { id: string }[]>;
    expect([upstream!.map(({ id }) => id), downstream!.map(({ id }) => id).sort(), cut]).toEqual([
      [seed['batch-0']],
      [seed['split-0'], seed['split-1']].sort(),
      false,
    ]);
  });

  test('public answers, imports and operations', async () => {
    const story = await system.get(`/r/${seed['split-1']}/story`);
    expect(story.status).toBe(200);
    expectDescribed('get', '/r/{id}/story', story);
    expectDescribed('get', '/r/{id}/story', await system.get('/r/x/story'));
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/api/registry/log-status', '/session', '/api/lists']) {
      expectDescribed('get', path, await system.get(path));
    }
    expectDescribed('get', '/api/overview', await system.get('/api/overview', 'farmer'));
    const market = '/api/origin/market/lots';
    expectDescribed('get', market, await system.get(`${market}?gtin=09521234543213&lot=A`));
    expectDescribed('get', market, await system.get(`${market}?gtin=1`));
    const completeness = (of: string): string => `/api/origin/batches/${of}/completeness`;
    const complete = await system.get(completeness(seed['packed-0']!), 'farmer');
    expectDescribed('get', completeness('{id}'), complete);
    for (const path of ['/ogc', '/ogc/conformance', '/ogc/collections', '/ogc/collections/growing-areas']) {
      expectDescribed('get', path, await system.get(path));
    }
    const imports = '/api/origin/imports';
    const csv = 'Số lô,Cây trồng,Tên sản phẩm,Mã số vùng trồng,Ngày thu hoạch,Khối lượng (kg)\nA B,x,y,z,q,-1\n';
    const preview = await system.post(imports, csv, 'farmer', { 'content-type': 'text/csv' });
    expect(preview.status).toBe(200);
    expectDescribed('post', imports, preview);
    const id = String(preview.body['importId']);
    expectDescribed('get', `${imports}/{id}`, await system.get(`${imports}/${id}`, 'farmer'));
    expectDescribed('post', `${imports}/{id}/commit`, await system.post(`${imports}/${id}/commit`, {}, 'farmer'));
    expectDescribed('get', `${imports}/{id}`, await system.get(`${imports}/${freshId()}`, 'farmer'));
    expectDescribed('post', imports, await system.post(imports, '{}', 'farmer'));
  });
});

inBrowser('on the documentation page a person signs in and tries an operation; no other origin is asked', async () => {
  const context = await browser!.newContext();
  const page = await context.newPage();
  const complaints = watch(context);
  const origins = new Set<string>();
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(`${system.gateway}/docs`);
  await page.locator('.scheme-container button.authorize').click();
  const opening = context.waitForEvent('page');
  await page
    .locator('.auth-container', { hasText: 'authorization_code' })
    .getByText('Authorize', { exact: true })
    .click();
  const popup = await opening;
  await Promise.all([popup.waitForEvent('close'), popup.locator('button[value=farmer]').click()]);
  await page.locator('.modal-ux .close-modal').click();
  await page.locator('#operations-tag-origin').click({ timeout: 60_000 });
  const operation = page.locator('.opblock-get:has([data-path="/api/origin/batches"])');
  await operation.locator('.opblock-summary-control').click();
  await operation.getByText('Try it out').click();
  await operation.getByText('Execute', { exact: true }).click();
  expect(await operation.locator('.live-responses-table .response-col_status').last().innerText()).toMatch(/^200/);
  expect([...origins].sort()).toEqual([system.gateway, system.issuer]);
  expect(complaints).toEqual([]);
  await context.close();
});
