import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../../record-state.ts';
import { registerCertificate, setCertificateStanding } from './certificate-rules.ts';
import type { CertificateBody } from './certificate.ts';
import { growingAreaBodySchema, updateGrowingAreaSchema, type GrowingAreaBody } from './growing-area.ts';
import { registerGrowingAreas, updateGrowingArea } from './growing-area-rules.ts';
import {
  actorOf,
  area,
  batchOf,
  farmer,
  idOf,
  refusalOf,
  registrar,
  saved,
  standingOf,
  txTime,
} from './origin-fixtures.ts';
import { pack } from './pack-rules.ts';
import type { PackingHouseBody } from './packing-house.ts';
import { replaceSiteCode, setSiteMarket, setSiteStanding } from './site-rules.ts';
import { schemeOf } from './site.ts';

const requestId = idOf('Q');
const change = { requestId, id: area.id, reason: 'Quyết định mới' };
const areaOf = (body: Partial<GrowingAreaBody>): RecordState<GrowingAreaBody> => ({
  ...area,
  body: { ...area.body, ...body },
});
const approved = { market: 'CHN', status: 'approved', from: '2026-01-01' } as const;

test.each([
  ['VN-DNOR-0269', 'export'],
  ['VN - DNPH - 131', 'export'],
  ['75-PUC-SR-00001', 'province'],
  ['75-PHC-SR-00005-CHN', 'province'],
  ['VN-75-731-26425-0012', 'administrative'],
  ['VT 12/2024 Tan Trieu', 'other'],
])('%s is a code of scheme %s', (code, scheme) => {
  expect(schemeOf(code)).toBe(scheme);
});

describe('a growing area changes', () => {
  test('a replaced code stays in the history and names its reason', () => {
    const command = { ...change, code: '75-PUC-SR-00001' };
    const outcome = replaceSiteCode({ site: area, taken: undefined }, command, registrar, txTime);
    expect(outcome.next[0]).toMatchObject({
      version: 2,
      body: {
        ...{ puc: '75-PUC-SR-00001', pucNormalised: '75-PUC-SR-00001', scheme: 'province' },
        formerCodes: [{ scheme: 'export', code: 'VN-DNOR-0269', until: txTime, reason: 'Quyết định mới' }],
        change: { reason: 'Quyết định mới', at: txTime },
      },
    });
    expect(outcome.entries).toEqual([{ key: 'a/puc/75-PUC-SR-00001', value: area.id }]);
    const taken = () => replaceSiteCode({ site: area, taken: idOf('AREA2') }, command, registrar, txTime);
    expect(refusalOf(taken)).toBe('origin/puc-in-use');
  });

  test('a market has one standing, the newest', () => {
    const site = areaOf({ markets: [approved, { market: 'USA', status: 'applied', from: '2026-02-01' }] });
    const command = { ...change, market: 'CHN', status: 'suspended', from: '2026-11-01' } as const;
    expect(setSiteMarket({ site }, command, registrar, txTime).next[0]?.body).toMatchObject({
      markets: [
        { market: 'CHN', status: 'suspended', from: '2026-11-01', reason: 'Quyết định mới' },
        { market: 'USA' },
      ],
    });
  });

  test('fields that are left out stay; nobody but a registrar of the department changes any', () => {
    const command = { ...change, areaM2: 9000, households: 12 };
    const body = updateGrowingArea({ area }, command, registrar, txTime).next[0]?.body;
    expect(body).toMatchObject({ areaM2: 9000, households: 12, maxYieldKgPerHa: 20_000, puc: 'VN-DNOR-0269' });
    expect(refusalOf(() => updateGrowingArea({ area }, command, farmer, txTime))).toBe('registry/role-not-allowed');
    const stranger = actorOf('registrar', '', 'EduMSP');
    expect(refusalOf(() => updateGrowingArea({ area }, command, stranger, txTime))).toBe('registry/other-organisation');
    const batch = batchOf('B1');
    expect(refusalOf(() => setSiteMarket({ site: batch }, { ...change, ...approved }, registrar, txTime))).toBe(
      'origin/site-not-found',
    );
  });

  test('null takes out what need not be there, and nothing else', () => {
    const described = { ...area, body: { ...area.body, variety: 'Ri6', households: 12 } };
    const next = updateGrowingArea({ area: described }, { ...change, households: null }, registrar, txTime).next[0];
    expect(next?.body).toMatchObject({ variety: 'Ri6', areaM2: area.body.areaM2 });
    expect(next?.body).not.toHaveProperty('households');
    expect(growingAreaBodySchema.safeParse(next?.body).success).toBe(true);
    expect(updateGrowingAreaSchema.safeParse({ ...change, households: null }).success).toBe(true);
    expect(updateGrowingAreaSchema.safeParse({ ...change, areaM2: null }).success).toBe(false);
  });

  test('revoked is final', () => {
    const revoked = { ...area, status: 'revoked' } as const;
    const command = { ...change, standing: 'active' } as const;
    expect(setSiteStanding({ site: area }, { ...change, standing: 'revoked' }, registrar, txTime).next[0]?.status).toBe(
      'revoked',
    );
    expect(refusalOf(() => setSiteStanding({ site: revoked }, command, registrar, txTime))).toBe('origin/site-revoked');
  });
});

describe('a certificate', () => {
  const command = {
    ...{ requestId, id: idOf('CERT'), standard: 'VietGAP', issuer: 'Trung tâm chứng nhận (mẫu)', number: 'VG-01' },
    ...{ from: '2026-01-01', until: '2027-12-31', subjects: [area.id] },
  };
  const certificate = saved<CertificateBody>({
    ...{ id: idOf('CERT'), type: 'origin/certificate', version: 1, status: 'active', owner: idOf('C00P') },
    body: {
      standard: 'VietGAP',
      issuer: 'X',
      number: 'VG-01',
      from: '2026-01-01',
      until: '2027-12-31',
      subjects: [area.id],
    },
  });

  test('is named by its subjects', () => {
    const { next } = registerCertificate({ existing: undefined, subjects: [area] }, command, registrar);
    expect(next.map(({ id, version }) => [id, version])).toEqual([
      [idOf('CERT'), 1],
      [area.id, 2],
    ]);
    expect(next[1]?.body).toMatchObject({ puc: 'VN-DNOR-0269', certificates: [idOf('CERT')] });
  });

  test('needs subjects that can be certified, of one unit, and a period that does not end before it begins', () => {
    const certify = (subjects: (RecordState | undefined)[], more: object = {}) =>
      refusalOf(() => registerCertificate({ existing: undefined, subjects }, { ...command, ...more }, registrar));
    expect(certify([undefined])).toBe('origin/site-not-found');
    expect(certify([batchOf('B1')])).toBe('origin/site-not-found');
    expect(certify([area], { until: '2025-12-31' })).toBe('registry/period-invalid');
    const foreign = { ...area, id: idOf('AREA2'), owner: idOf('H0') };
    expect(certify([area, foreign], { subjects: [area.id, foreign.id] })).toBe('origin/growing-area-of-other-unit');
    expect(certify([area, area], { subjects: [area.id, area.id] })).toBe('origin/duplicate-input');
  });

  test('withdrawn is final', () => {
    const set = { requestId, id: idOf('CERT'), standing: 'withdrawn', reason: 'Vi phạm' } as const;
    expect(setCertificateStanding({ certificate }, set, registrar, txTime).next[0]).toMatchObject({
      status: 'revoked',
      body: { standing: { reason: 'Vi phạm', at: txTime } },
    });
    const withdrawn = { ...certificate, status: 'revoked' } as const;
    expect(refusalOf(() => setCertificateStanding({ certificate: withdrawn }, set, registrar, txTime))).toBe(
      'origin/certificate-withdrawn',
    );
  });
});

describe('packing for a market', () => {
  const house = saved<PackingHouseBody>({
    ...{ id: idOf('H0USE'), type: 'origin/packing-house', version: 1, status: 'active', owner: idOf('C00P') },
    body: {
      ...{ phc: 'VN-DNPH-131', phcNormalised: 'VN-DNPH-131', scheme: 'export', name: 'Cơ sở', crops: ['durian'] },
      ...{ commune: '25195', markets: [approved] },
    },
  });
  const packFor = (places: { house?: RecordState; area?: RecordState }, market: string | undefined = 'CHN') =>
    pack(
      {
        ...{ existing: [], standing: standingOf('origin:pack'), inputs: [batchOf('B1')], taken: undefined },
        ...{ alias: undefined, rules: new Map() },
        places: { house: places.house, areas: new Map(places.area ? [[area.id, places.area]] : []) },
      },
      {
        ...{ requestId, id: idOf('E1'), inputs: [{ batch: idOf('B1'), weightKg: '10' }] },
        output: { id: idOf('C1'), lot: 'H0P-1', weightKg: '10', product: { code: 'durian', name: 'Hộp' } },
        packingHouse: house.id,
        ...(market === undefined ? {} : { market }),
      },
      farmer,
      txTime,
    );

  test('is written down when house and growing area are approved for it', () => {
    const { next } = packFor({ house, area: areaOf({ markets: [approved] }) });
    expect(next[0]?.body).toMatchObject({ eventType: 'pack', packingHouse: house.id, market: 'CHN' });
    expect(next[1]?.body).toMatchObject({ kind: 'packed', packingHouse: house.id, market: 'CHN' });
  });

  test.each<[string, Parameters<typeof packFor>[0], string]>([
    ['an area that has not applied', { house, area }, 'origin/market-not-approved'],
    [
      'an area whose approval begins tomorrow',
      { house, area: areaOf({ markets: [{ ...approved, from: '2026-11-25' }] }) },
      'origin/market-not-approved',
    ],
    [
      'an area that is suspended as a whole',
      { house, area: { ...areaOf({ markets: [approved] }), status: 'suspended' } },
      'origin/market-not-approved',
    ],
    [
      'a house that the market suspended',
      {
        house: { ...house, body: { ...house.body, markets: [{ ...approved, status: 'suspended' }] } } as RecordState,
        area: areaOf({ markets: [approved] }),
      },
      'origin/market-not-approved',
    ],
    ['a house of another unit', { house: { ...house, owner: idOf('H0') } }, 'origin/packing-house-of-other-unit'],
    ['a house that is suspended', { house: { ...house, status: 'suspended' } }, 'origin/packing-house-not-active'],
    ['no such house', {}, 'origin/packing-house-not-found'],
  ])('%s is refused', (_what, places, code) => {
    expect(refusalOf(() => packFor(places))).toBe(code);
  });
});

describe('many growing areas at once', () => {
  const imported = { source: 'growing-area-database', asOf: '2026-11-01' } as const;
  const rowOf = (label: string, puc: string) => ({
    ...{ id: idOf(label), unit: idOf('C00P'), puc, name: `Vùng ${puc}`, crop: 'durian', commune: '25195' },
    ...{ areaM2: 10_000, maxYieldKgPerHa: 20_000, imported },
  });
  const rows = [rowOf('A1', 'VN-DNOR-7001'), rowOf('A2', 'VN-DNOR-7002')];
  const free = { existing: undefined, taken: undefined, standing: standingOf('origin:harvest') };

  test('each says where it was taken from, and a later visit does not unsay it', () => {
    const { next, entries } = registerGrowingAreas([free, free], { requestId, areas: rows }, registrar);
    expect(next.map(({ body }) => (body as GrowingAreaBody).imported)).toEqual([imported, imported]);
    expect(entries.map(({ key }) => key)).toEqual(['a/puc/VN-DNOR-7001', 'a/puc/VN-DNOR-7002']);
    const site = { ...area, body: next[0]!.body as GrowingAreaBody };
    const seen = updateGrowingArea({ area: site }, { ...change, areaM2: 9000 }, registrar, txTime);
    expect(seen.next[0]?.body).toMatchObject({ areaM2: 9000, imported });
  });

  test('all or none: a code that is in use, or comes twice, names its row', () => {
    const twice = [rows[0]!, { ...rows[1]!, puc: 'vn dnor 7001' }];
    const attempt = (areas: typeof rows, taken?: string) => () =>
      registerGrowingAreas([free, { ...free, taken }], { requestId, areas }, registrar);
    expect(refusalOf(attempt(rows, idOf('AREA')))).toBe('origin/puc-in-use');
    expect(refusalOf(attempt(twice))).toBe('origin/duplicate-input');
    expect(attempt(twice)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/areas/1' })] }),
    );
    expect(refusalOf(() => registerGrowingAreas([free], { requestId, areas: [rows[0]!] }, farmer))).toBe(
      'registry/role-not-allowed',
    );
  });
});
