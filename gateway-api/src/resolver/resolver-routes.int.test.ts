import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originFields } from '../domains/origin/origin-projection.ts';
import { sendProblem } from '../http/http-problem.ts';
import type { Doc } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { collections } from '../project-block.ts';
import { resolverRoutes } from './resolver-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'resolver-'));
const sscc = '893850000000000012';
const [batch, area, notice, ended, pallet] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '00000000000000000000000001',
  '00000000000000000000000002',
  '00000000000000000000000003',
  '00000000000000000000000004',
];
const gtin = '09521234543213';
const gln = '9521234567899';
const verifierUrl = 'https://xacminh.example.vn';
const gatewayUrl = 'https://nguon.example.vn';
let served: Served;

const state = (id: string, type: string, body: object) => ({ id, type, body, status: 'active', owner: 'U', ts: '' });
const journey = (id: string, status: string, identity: object) => ({
  ...state(id, 'origin/shipment-unit', { identity, batches: [batch], units: [] }),
  status,
});
const states = [
  journey(ended, 'closed', { kind: 'pallet', number: sscc }),
  journey(pallet, 'active', { kind: 'pallet', number: sscc }),
  // A carrier's tracking number may look like anything, and many may begin alike.
  ...Array.from({ length: 60 }, (_, index) =>
    journey(`000000000000000000000001${String(index).padStart(2, '0')}`, 'active', {
      ...{ kind: 'parcel', number: index === 0 ? sscc : `${sscc}-${index}` },
    }),
  ),
  state(batch, 'origin/batch', {
    ...{ lot: 'A/1', product: { name: 'Sầu riêng', gtin }, growingArea: area, recalls: [notice] },
  }),
  state(`01/${gtin}/10/A%2F1`, 'origin/alias', { target: batch }),
  state(notice, 'origin/recall', { batch, reason: 'Dư lượng', class: 'I' }),
  state(area, 'origin/growing-area', {
    ...{ name: 'Xuân Định', puc: 'VN-DNOR-0269', pucNormalised: 'VN-DNOR-0269', standard: { name: 'VietGAP' } },
  }),
];

beforeAll(async () => {
  const store = openSqliteStore(join(folder, 'index.db'), collections);
  const ops = states.map((one) => {
    const { type, status, ts } = one;
    const doc = { type, status, ts, ...originFields(one as never), state: one as unknown as Doc };
    return { op: 'put', collection: 'records', id: one.id, doc } as const;
  });
  await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops }]);
  const routes = resolverRoutes({ store, verifierUrl, gatewayUrl, gln });
  served = await serve(express().use(routes, sendProblem));
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, init: RequestInit = {}) => fetch(`${served.url}${path}`, { redirect: 'manual', ...init });
const to = async (path: string, init?: RequestInit): Promise<[number, string | null]> => {
  const answer = await ask(path, init);
  return [answer.status, answer.headers.get('location')];
};
const lot = `/01/${gtin}/10/A%2F1`;

describe('a link leads on', () => {
  test.each([
    ['a lot to the page that proves it', lot, `${verifierUrl}${lot}`],
    [
      'an item, with its serial as it was scanned',
      `${lot}/21/X%2d1?17=270101`,
      `${verifierUrl}${lot}/21/X-1?17=270101`,
    ],
    ['over a slash at the end', `${lot}/`, `${verifierUrl}${lot}`],
    ['a product to what the gateway says of it', `/01/${gtin}`, `${gatewayUrl}/products/${gtin}`],
    [
      'an invented lot to the page that proves that there is none, whatever serial it carries',
      `/01/${gtin}/10/UNKNOWN/21/FAKE`,
      `${verifierUrl}/01/${gtin}/10/UNKNOWN/21/FAKE`,
    ],
    [
      'to what is known of its product where that is asked for',
      `/01/${gtin}/10/UNKNOWN?linkType=pip`,
      `${gatewayUrl}/products/${gtin}?linkType=pip`,
    ],
    ['a variant that nobody knows to its product', `/01/${gtin}/22/V?x=1&y`, `${gatewayUrl}/products/${gtin}?x=1&y`],
    ['a growing area by the province’s GLN', `/414/${gln}/254/VN-DNOR-0269`, `${verifierUrl}/R/${area}`],
    ['a pallet by its SSCC to its journey under way', `/00/${sscc}`, `${verifierUrl}/R/${pallet}`],
    [
      'to what was asked for',
      `${lot}?linkType=gs1:traceability`,
      `${gatewayUrl}/r/${batch}/story?linkType=gs1:traceability`,
    ],
    [
      'to the events of a lot, by the name that EPCIS has for it',
      `${lot}/21/X1?17=270101&linkType=gs1:epcis`,
      `${gatewayUrl}/epcis/events?MATCH_anyEPCClass=https%3A%2F%2Fid.gs1.org%2F01%2F${gtin}%2F10%2FA%252F1`,
    ],
    [
      'to a recall that is in force',
      `${lot}?linkType=recallStatus`,
      `${verifierUrl}/R/${notice}?linkType=recallStatus`,
    ],
    [
      'by the full name of a type',
      `${lot}?linkType=https://gs1.org/voc/certificationInfo`,
      `${verifierUrl}/R/${area}?linkType=https://gs1.org/voc/certificationInfo`,
    ],
  ])('%s', async (_, path, location) => {
    expect(await to(path)).toEqual([307, location]);
    expect(await to(path, { method: 'HEAD' })).toEqual([307, location]);
  });
});

describe('what is wrong is refused, never answered 200', () => {
  test.each([
    ['/01/09521234543214', 400, 'resolver/bad-link', 'check-digit (01)'],
    ['/01/9521234543213', 400, 'resolver/bad-link', 'length (01)'],
    [`/01/${gtin}/21/X/10/A`, 400, 'resolver/bad-link', 'ai-order (10)'],
    [`/01/${gtin}/10/L%C3%B4`, 400, 'resolver/bad-link', 'characters (10)'],
    [`/01/${gtin}?10=A`, 400, 'resolver/bad-link', 'ai-not-attribute (10)'],
    [`/01/${gtin}/10/%zz`, 400, 'resolver/bad-link', 'encoding'],
    ['/00', 400, 'resolver/bad-link', ''],
    ['/00/893850000000000013', 400, 'resolver/bad-link', 'check-digit (00)'],
    ['/01/08936012345674', 404, 'resolver/unknown', '/01/08936012345674'],
    ['/00/006141411234567890', 404, 'resolver/unknown', '/00/006141411234567890'],
    ['/8003/09521234567899A1', 404, 'resolver/key-not-kept', '8003 ∉ 00, 01, 414'],
    ['/8004/9521234567GRAI1', 404, 'resolver/key-not-kept', '8004 ∉ 00, 01, 414'],
    [`/414/9520123456788/254/VN-DNOR-0269`, 404, 'resolver/unknown', ''],
    [`/414/${gln}/254/VN-DNOR-9999`, 404, 'resolver/unknown', ''],
    [`${lot}?linkType=gs1:recipeInfo`, 404, 'resolver/no-such-link', 'gs1:recipeInfo'],
    [`/01/${gtin}/10/UNKNOWN?linkType=traceability`, 404, 'resolver/no-such-link', ''],
  ])('%s', async (path, status, code, detail) => {
    const answer = await ask(path);
    const problem = (await answer.json()) as { code: string; detail: string };
    expect([answer.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toContain(detail);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s of a link is refused, with what it takes', async (method) => {
  for (const path of [lot, `/00/${sscc}`, '/.well-known/gs1resolver']) {
    const answer = await ask(path, { method });
    const { code } = (await answer.json()) as { code: string };
    expect([answer.status, code, answer.headers.get('allow')]).toEqual([
      ...[405, 'http/method-not-allowed', 'GET, HEAD, OPTIONS'],
    ]);
  }
});

test('what is wrong with a link is said in the reader’s language', async () => {
  const detail = async (headers: Record<string, string>) =>
    ((await (await ask('/01/09521234543214', { headers })).json()) as { detail: string }).detail;
  expect(await detail({})).toBe('Liên kết GS1 viết sai: check-digit (01): số kiểm tra sai');
  expect(await detail({ 'accept-language': 'en' })).toMatch(/: check-digit \(01\): wrong check digit$/);
});

describe('a linkset', () => {
  const voc = 'https://gs1.org/voc/';
  test.each([
    ['asked for by its link type', `${lot}/21/X1?linkType=linkset`, {}],
    ['asked for by its media type', `${lot}/21/X1`, { headers: { accept: 'application/linkset+json' } }],
  ])('holds the links of every level, %s', async (_, path, init) => {
    const answer = await ask(path, init);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/linkset+json; charset=utf-8',
    ]);
    const { linkset } = (await answer.json()) as { linkset: Record<string, unknown>[] };
    expect(linkset.map(({ anchor, itemDescription }) => [anchor, itemDescription])).toEqual([
      [`${gatewayUrl}${lot}`, 'Sầu riêng, lô A/1'],
      [`${gatewayUrl}/01/${gtin}`, 'Sầu riêng'],
    ]);
    // Each item by the GS1 linkset schema: anchor, description, and full names whose links have an address and a title.
    for (const { anchor, itemDescription, ...links } of linkset) {
      expect([typeof anchor, typeof itemDescription]).toEqual(['string', 'string']);
      expect(links[`${voc}defaultLink`]).toHaveLength(1);
      for (const [name, targets] of Object.entries(links)) {
        expect(name).toMatch(/^https:\/\/gs1\.org\/voc\/[A-Za-z]+$/);
        for (const target of targets as Record<string, unknown>[]) {
          expect(Object.keys(target).filter((key) => !['href', 'title', 'hreflang', 'type'].includes(key))).toEqual([]);
          expect(new URL(String(target['href'])).protocol).toBe('https:');
          expect(target['title']).not.toBe('');
        }
      }
      const [first] = links[`${voc}defaultLink`] as { href: string; title: string }[];
      const all = Object.entries(links).filter(([name]) => name !== `${voc}defaultLink`);
      expect(all.flatMap(([, targets]) => targets as { href: string }[]).map(({ href }) => href)).toContain(
        first?.href,
      );
      expect(Object.keys(first ?? {}).sort()).toEqual(['href', 'title']);
    }
  });

  test('is named by every redirect, readable by any page, after asking or not', async () => {
    const answer = await ask(lot);
    expect(answer.headers.get('link')).toContain(`<${gatewayUrl}${lot}?linkType=linkset>; rel="linkset"`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('vary')).toMatch(/Accept.*Accept-Language/);
    const asked = await ask(lot, { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const english = await ask(lot, { headers: { 'accept-language': 'en' } });
    expect(english.headers.get('content-language')).toBe('en');
  });
});

test('says what it is', async () => {
  const description = (await (await ask('/.well-known/gs1resolver')).json()) as Record<string, unknown>;
  expect(description).toMatchObject({ resolverRoot: gatewayUrl, linkTypeDefaultCanBeLinkset: false });
  expect(description['supportedPrimaryKeys']).toEqual(expect.arrayContaining(['00', '01', '414', '8004']));
});

test('a product has a page of the gateway’s word, with its lots', async () => {
  const page = await (await ask(`/products/${gtin}`)).text();
  expect(page).toContain('Sầu riêng');
  expect(page).toContain(`href="${verifierUrl}${lot}"`);
  expect(page).toMatch(/A\/1<\/a>\s*<strong>[^]*đang bị thu hồi[^]*recalled/);
  for (const other of ['08936012345674', 'x']) expect((await ask(`/products/${other}`)).status).toBe(404);
});
