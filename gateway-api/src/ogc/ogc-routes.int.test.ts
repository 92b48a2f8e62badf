import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GrowingAreaBody, RecordState } from '@daunguon/records';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { area, batchOf, idOf } from '../../../records/src/domains/origin/origin-fixtures.ts';
import { indexOf } from '../domains/origin/test-index.ts';
import { sendProblem } from '../http/http-problem.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { ringOf, type AreaFeature } from './area-feature.ts';
import { ogcRoutes } from './ogc-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'ogc-'));
const root = 'https://nguon.example.vn/ogc';
/** A square of 0.01 degrees whose south-west corner is at 107.x, 11. */
const square = (tenths: number): NonNullable<GrowingAreaBody['polygonE7']> => {
  const [west, south] = [1_070_000_000 + tenths * 1_000_000, 110_000_000];
  return [
    [west, south],
    [west, south + 100_000],
    [west + 100_000, south + 100_000],
    [west + 100_000, south],
  ];
};
const areaOf = (n: number, more: Partial<RecordState> = {}, polygonE7?: GrowingAreaBody['polygonE7']) =>
  ({
    ...area,
    id: idOf(`A${n}`),
    body: { ...area.body, puc: `VN-DNOR-000${n}`, ...(polygonE7 === undefined ? {} : { polygonE7 }) },
    ...more,
  }) as RecordState;
const states = [
  areaOf(1, {}, square(0)),
  areaOf(2, { ts: '2026-01-01T00:00:00.000Z', status: 'suspended' }, square(1)),
  areaOf(3, {}, square(2)),
  areaOf(4),
  batchOf('B1'),
];
let served: Served;
let ask: (path: string) => Promise<{ status: number; type: string | null; body: Collection }>;
interface Collection {
  readonly features: AreaFeature[];
  readonly numberReturned: number;
  readonly links: { rel: string; href: string }[];
  readonly [name: string]: unknown;
}

beforeAll(async () => {
  const store = await indexOf(join(folder, 'index.db'), states);
  served = await serve(express().use(ogcRoutes({ store, publicUrl: 'https://nguon.example.vn' }), sendProblem));
  ask = async (path) => {
    const answer = await fetch(`${served.url}/ogc${path}`);
    const body = (await answer.json()) as Collection;
    return { status: answer.status, type: answer.headers.get('content-type'), body };
  };
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

const items = '/collections/growing-areas/items';
const codes = ({ features }: Collection) => features.map(({ properties }) => properties.code);

test('the landing page leads to conformance, data and the description of the API', async () => {
  const { body } = await ask('');
  expect(body.links.map(({ rel }) => rel)).toEqual(['self', 'service-desc', 'service-doc', 'conformance', 'data']);
  expect((await ask('/conformance')).body['conformsTo']).toEqual([
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  ]);
  const [collection] = (await ask('/collections')).body['collections'] as Collection[];
  expect(collection).toEqual((await ask('/collections/growing-areas')).body);
  expect(collection).toMatchObject({ id: 'growing-areas', itemType: 'feature' });
});

test('one feature, as GeoJSON has it: degrees, closed, counterclockwise', async () => {
  const { type, body } = await ask(`${items}/${idOf('A1')}`);
  expect(type).toMatch(/^application\/geo\+json/);
  expect(body).toMatchObject({
    ...{ type: 'Feature', id: idOf('A1') },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [107.01, 11],
          [107.01, 11.01],
          [107, 11.01],
          [107, 11],
          [107.01, 11],
        ],
      ],
    },
    properties: { code: 'VN-DNOR-0001', status: 'active', crop: 'durian', commune: { code: '25195' } },
  });
  expect((await ask(`${items}/${idOf('B1')}`)).status).toBe(404);
  const closed = [...square(0), ...square(0).slice(0, 1)];
  expect(ringOf(closed)).toEqual(ringOf(square(0)));
});

describe('items', () => {
  test.each([
    ['', ['VN-DNOR-0001', 'VN-DNOR-0002', 'VN-DNOR-0003', 'VN-DNOR-0004']],
    ['?bbox=107.005,10.9,107.105,11.2', ['VN-DNOR-0001', 'VN-DNOR-0002']],
    ['?bbox=107.005,10.9,0,107.105,11.2,900', ['VN-DNOR-0001', 'VN-DNOR-0002']],
    ['?bbox=107.01,11.01,107.02,11.02', ['VN-DNOR-0001']],
    ['?bbox=107.2,10,-170,12', ['VN-DNOR-0003']],
    ['?bbox=0,0,1,1', []],
    ['?datetime=2026-06-01T00:00:00Z/..', ['VN-DNOR-0001', 'VN-DNOR-0003', 'VN-DNOR-0004']],
    ['?datetime=2026-01-01T00:00:00Z', ['VN-DNOR-0002']],
    ['?datetime=../2026-01-01T07:00:00%2B07:00', ['VN-DNOR-0002']],
    ['?limit=999999&bbox=107.19,11,107.3,11.3', ['VN-DNOR-0003']],
  ])('%s', async (query, expected) => {
    const { status, body } = await ask(`${items}${query}`);
    expect([status, codes(body), body.numberReturned]).toEqual([200, expected, expected.length]);
  });

  test('pages lead on until nothing is left, each feature once', async () => {
    const seen: string[] = [];
    let path = `${items}?limit=1&bbox=106,10,108,12`;
    for (let page = 0; page < 10; page += 1) {
      const { body } = await ask(path);
      seen.push(...codes(body));
      expect(body.numberReturned).toBeLessThanOrEqual(1);
      const next = body.links.find(({ rel }) => rel === 'next')?.href;
      if (next === undefined) break;
      expect(next.startsWith(`${root}${items}?limit=1&bbox=`)).toBe(true);
      path = next.slice(root.length);
    }
    expect(seen).toEqual(['VN-DNOR-0001', 'VN-DNOR-0002', 'VN-DNOR-0003']);
  });

  test.each([
    '?limit=0',
    '?limit=ten',
    '?bbox=1,2,3',
    '?bbox=a,b,c,d',
    '?bbox=107,12,108,11',
    '?bbox=200,0,201,1',
    '?datetime=yesterday',
    '?datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z',
    '?datetime=..',
    '?after=nonsense',
    '?unknown=1',
    '?limit=1&limit=2',
  ])('%s is a bad request', async (query) => {
    expect((await ask(`${items}${query}`)).status).toBe(400);
  });
});
