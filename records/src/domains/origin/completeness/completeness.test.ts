import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../../../record-state.ts';
import type { UnitBody } from '../../registry/registry.ts';
import type { CertificateBody } from '../certificate.ts';
import type { DiaryEntryBody } from '../diary.ts';
import type { EventBody } from '../movement.ts';
import { area, batchOf, idOf, saved } from '../origin-fixtures.ts';
import type { PackingHouseBody } from '../packing-house.ts';
import type { BatchDossier } from './dossier.ts';
import { completenessProfiles, type CompletenessProfile } from './profiles.ts';
import { completenessOf } from './requirement.ts';

const gtin = '09521234543213';
const product = { code: 'durian', name: 'Sầu riêng Ri6', gtin };
const unit = (label: string, more: object = {}): RecordState<UnitBody> =>
  saved<UnitBody>({
    ...{ id: idOf(label), type: 'registry/unit', version: 1, status: 'active', owner: idOf(label) },
    body: { name: `Đơn vị ${label}`, kind: 'cooperative', commune: '25195', organisation: 'AgriMSP', ...more },
  });
const event = (label: string, body: Partial<EventBody>, ts = '2026-11-22T01:00:00.000Z'): RecordState<EventBody> => ({
  ...saved<EventBody>({
    ...{ id: idOf(label), type: 'origin/event', version: 1, status: 'active', owner: body.unit ?? idOf('C00P') },
    body: { eventType: 'ship', unit: idOf('C00P'), commune: '25195', inputs: [], outputs: [], ...body },
  }),
  ts,
});
const amount = (label: string) => [{ batch: idOf(label), weightKg: '1000' }];
const mapOf = <Body>(...records: RecordState<Body>[]) => new Map(records.map((one) => [one.id, one]));

/** A packed batch with the least that the ledger asks. */
const bare: BatchDossier = {
  batch: batchOf('P1', { kind: 'packed', producer: idOf('PACK'), parents: [{ id: idOf('B1'), weightKg: '1000' }] }),
  ancestors: [batchOf('B1', { children: [idOf('P1')] })],
  events: [
    event('E1', { inputs: amount('B1'), to: idOf('PACK') }),
    event('E2', { eventType: 'pack', unit: idOf('PACK'), inputs: amount('B1'), outputs: amount('P1') }),
  ],
  areas: mapOf(area),
  ...{ farms: new Map(), houses: new Map(), certificates: new Map(), diary: [] },
  units: mapOf(unit('C00P'), unit('PACK')),
  today: '2026-11-24',
};
const certificate = (label: string, standard: string): RecordState<CertificateBody> =>
  saved<CertificateBody>({
    ...{ id: idOf(label), type: 'origin/certificate', version: 1, status: 'active', owner: idOf('C00P') },
    body: {
      ...{ standard, issuer: 'Tổ chức mẫu', number: 'VG-01' },
      ...{ from: '2026-01-01', until: '2027-12-31', subjects: [area.id] },
    },
  });
const markets = [{ market: 'CHN', status: 'approved', from: '2026-01-01', inspectedOn: '2026-03-01' } as const];
/** The same batch with everything that all profiles ask for. */
const full: BatchDossier = {
  ...bare,
  batch: batchOf('P1', {
    ...{
      kind: 'packed',
      producer: idOf('PACK'),
      product,
      market: 'CHN',
      packingHouse: idOf('H0SE'),
      useBy: '2026-12-24',
    },
    ...{ parents: [{ id: idOf('B1'), weightKg: '1000' }], certificates: [idOf('CERT')] },
  }),
  ancestors: [
    batchOf('B1', { product, photos: ['ab'.repeat(32)], certificates: [idOf('CERT')], children: [idOf('P1')] }),
  ],
  areas: mapOf({
    ...area,
    body: {
      ...{ ...area.body, markets, variety: 'Ri6', certificates: [idOf('CERT'), idOf('CADM')] },
      polygonE7: [
        [1_070_000_000, 110_000_000],
        [1_070_010_000, 110_000_000],
        [1_070_010_000, 110_010_000],
        [1_070_000_000, 110_000_000],
      ],
    },
  }),
  houses: mapOf(
    saved<PackingHouseBody>({
      ...{ id: idOf('H0SE'), type: 'origin/packing-house', version: 1, status: 'active', owner: idOf('PACK') },
      body: {
        ...{ phc: 'VN-DNPH-131', phcNormalised: 'VN-DNPH-131', scheme: 'export', name: 'Cơ sở' },
        ...{ commune: '25195', crops: ['durian'], markets },
      },
    }),
  ),
  certificates: mapOf(certificate('CERT', 'VietGAP'), certificate('CADM', 'GB 2762-2022')),
  units: mapOf(unit('C00P'), unit('PACK', { address: 'Ấp 1', taxCode: '3600000001' })),
  events: [
    event('E1', { inputs: amount('B1'), to: idOf('PACK'), document: 'PXK-01' }),
    event('E3', { eventType: 'receive', unit: idOf('PACK'), inputs: amount('B1') }, '2026-11-22T02:00:00.000Z'),
    event('E2', { eventType: 'pack', unit: idOf('PACK'), inputs: amount('B1'), outputs: amount('P1') }),
    event('E4', { eventType: 'seal', unit: idOf('PACK'), inputs: amount('P1'), outputs: amount('P1') }),
  ],
  diary: [
    saved<DiaryEntryBody>({
      ...{ id: idOf('D1'), type: 'origin/diary-entry', version: 1, status: 'active', owner: idOf('C00P') },
      body: {
        ...{ growingArea: area.id, date: '2026-11-01', unit: idOf('C00P') },
        activity: { kind: 'pesticide', product: 'X', activeIngredient: 'abamectin', dose: '1', preHarvestDays: 7 },
      },
    }),
  ],
};

const missingIn = (profile: CompletenessProfile, dossier: BatchDossier): Record<string, (string | null)[]> =>
  Object.fromEntries(
    completenessOf(completenessProfiles[profile], dossier)
      .items.filter(({ state }) => state === 'missing')
      .map(({ id, missing }) => [id, missing.map(({ owedBy }) => owedBy)]),
  );
const scoreOf = (profile: CompletenessProfile, dossier: BatchDossier): number =>
  completenessOf(completenessProfiles[profile], dossier).score;

describe('what is missing, and who owes it', () => {
  const [coop, pack] = [idOf('C00P'), idOf('PACK')];

  test.each<[CompletenessProfile, number, Record<string, (string | null)[]>]>([
    [
      'tt-02-2024',
      33,
      {
        ...{ image: [pack], address: [pack], 'trace-code': [pack], 'use-by': [pack], standard: [coop] },
        stages: [coop, pack, pack],
      },
    ],
    ['nd-37-2026', 50, { product: [pack], 'maker-address': [pack], 'maker-id': [pack], 'national-portal': [null] }],
    [
      'fsma-204',
      50,
      {
        ...{ 'harvest-commodity': [coop], 'harvest-place': [coop], 'packing-source': [pack] },
        ...{ 'shipping-document': [coop], receiving: [pack] },
      },
    ],
    [
      'gacc',
      0,
      {
        ...{ puc: [coop], phc: [pack], market: [pack], diary: [coop], inspection: [coop], cadmium: [coop] },
        container: [coop],
      },
    ],
  ])('%s of a bare batch: %i', (profile, score, missing) => {
    expect(missingIn(profile, bare)).toEqual(missing);
    expect(scoreOf(profile, bare)).toBe(score);
  });

  test('nothing is missing of a batch that has it all, but the national portal', () => {
    expect(missingIn('tt-02-2024', full)).toEqual({});
    expect(missingIn('fsma-204', full)).toEqual({});
    expect(missingIn('gacc', full)).toEqual({});
    expect(missingIn('nd-37-2026', full)).toEqual({ 'national-portal': [null] });
    expect([scoreOf('gacc', full), scoreOf('nd-37-2026', full)]).toEqual([100, 90]);
  });
});

test('what no rule asks of a batch counts neither for nor against it', () => {
  const fresh: BatchDossier = { ...full, batch: batchOf('B1', { product }), ancestors: [], events: [] };
  const items = completenessOf(completenessProfiles['fsma-204'], fresh).items;
  expect(items.filter(({ state }) => state === 'not-asked').map(({ id }) => id)).toEqual([
    ...['packing-lot', 'packing-source', 'packing-inputs'],
    ...['shipping-places', 'shipping-document', 'receiving'],
  ]);
});

test('a certificate that was suspended, or has run out, is none', () => {
  const suspended: BatchDossier = {
    ...full,
    certificates: mapOf({ ...certificate('CERT', 'VietGAP'), status: 'suspended' as const }),
  };
  expect(missingIn('tt-02-2024', suspended)).toEqual({ standard: [idOf('C00P')] });
  expect(missingIn('tt-02-2024', { ...full, today: '2028-01-01' })).toHaveProperty('standard');
});

test('goods handed to a buyer whom nobody registered have no receiver', () => {
  const handed: BatchDossier = {
    ...full,
    events: [...full.events, event('E9', { inputs: amount('P1'), unconfirmed: 'trader', document: 'PXK-02' })],
  };
  expect(missingIn('fsma-204', handed)).toEqual({ 'shipping-places': [idOf('C00P')], receiving: [idOf('C00P')] });
});
