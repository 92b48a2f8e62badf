import { describe, expect, test } from '@jest/globals';
import type { RecordState } from '../record-state.ts';
import { openDatasets } from './datasets.ts';
import { publicTypes, type OpenRow } from './dataset.ts';

const asOf = '2026-11-24T03:00:00.000Z';
const secret = 'Nguyễn Văn Bí Mật 0901234567 12 Đường Kín';
let number = 0;
const state = (type: RecordState['type'], body: object, status: RecordState['status'] = 'active'): RecordState => ({
  ...{ id: `R${String((number += 1)).padStart(4, '0')}`, type, version: 1, status, owner: 'U1', body, salt: '' },
  ...{ commitment: '', ts: asOf, by: { msp: 'AgriMSP', unit: 'U1', role: 'farmer', signing: 'custodial' } },
});
const rowsOf = (id: string, states: readonly RecordState[], at = asOf): readonly OpenRow[] => {
  const spec = openDatasets.find((one) => one.id === id);
  if (spec === undefined) throw new Error(id);
  const tally = spec.start();
  for (const one of states) if (spec.sources.some((type) => type === one.type)) tally.add(one, one.ts);
  return tally.rows(at);
};
const lot = (producer: string, commune: string, weightKg: string, more: object = {}) =>
  state('origin/batch', {
    ...{ kind: 'harvest', lot: secret, note: secret, product: { code: 'durian', name: secret }, commune, producer },
    ...{ harvestDate: '2026-10-05', weightKg, ...more },
  });

describe('datasets', () => {
  test('are computed from public records only, each with words in both languages and a row as wide as its columns', () => {
    for (const { id, sources, title, description, method, protection, columns, start } of openDatasets) {
      expect([id, sources.every((type) => publicTypes.includes(type))]).toEqual([id, true]);
      for (const words of [title, description, method, protection, ...columns.map((column) => column.title)])
        expect([id, words.length, words.every((text) => text.length > 0)]).toEqual([id, 2, true]);
      expect(start().rows(asOf)).toEqual([]);
    }
    expect(new Set(openDatasets.map(({ id }) => id)).size).toBe(openDatasets.length);
    expect(publicTypes.filter((type) => /^(health|credential)\/|farm/.test(type))).toEqual([]);
  });

  test('harvest: cells of five units and more, the small one hidden with the next, the total published', () => {
    const lots = [
      ...[1, 2, 3, 4, 5, 6].map((unit) => lot(`A${unit}`, '25195', '10.5')),
      ...[1, 2, 3, 4, 5, 6, 7].map((unit) => lot(`B${unit}`, '25210', '1')),
      ...[1, 2, 3, 4, 5].map((unit) => lot(`C${unit}`, '26503', '2')),
      lot('D1', '26500', '900'),
      lot('D1', '26500', '99', { kind: 'split' }),
    ];
    const rows = rowsOf('harvest', lots);
    expect(rows.map((row) => [row[2], ...row.slice(4)])).toEqual([
      ['', 19, 19, 980, false],
      ['25195', 6, 6, 63, false],
      ['25210', 7, 7, 7, false],
      ['26500', null, null, null, true],
      ['26503', null, null, null, true],
    ]);
    expect(rows[0]?.[3]).toBe('Toàn địa bàn');
    expect(rowsOf('harvest', [...lots].reverse())).toEqual(rows);
  });

  test('many lots of one unit are one unit: nothing of it is told, the total neither', () => {
    const rows = rowsOf(
      'harvest',
      [1, 2, 3, 4, 5, 6].map(() => lot('A1', '25195', '10')),
    );
    expect(rows.map((row) => row.slice(4))).toEqual([
      [null, null, null, true],
      [null, null, null, true],
    ]);
  });

  test('held lots are not counted', () => {
    expect(rowsOf('harvest', [{ ...lot('A1', '25195', '10'), status: 'held' }])).toEqual([]);
  });

  test('accreditations: by the time of the version, without suspended ones and health', () => {
    const grant = (unit: string, more: object = {}, status: RecordState['status'] = 'active') =>
      state(
        'registry/accreditation',
        {
          ...{ unit, may: ['origin:pack', 'health:record'], organisation: 'AgriMSP', decision: secret },
          ...{ from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z', ...more },
        },
        status,
      );
    const grants = [1, 2, 3, 4, 5].map((unit) => grant(`U${unit}`));
    const [late, suspended] = [grant('U6', { from: '2026-12-01T00:00:00Z' }), grant('U7', {}, 'suspended')];
    const rows = rowsOf('accreditations', [...grants, late, suspended]);
    expect(rows).toEqual([
      ['origin:pack', '', 'Tất cả', 5, false],
      ['origin:pack', 'AgriMSP', 'AgriMSP', 5, false],
    ]);
    expect(rowsOf('accreditations', [...grants, late], '2028-01-01T00:00:00Z')).toEqual([]);
  });

  test('carbon: issued in the year of the first version, retired in the year in Việt Nam', () => {
    const range = { start: '1', end: '1000' };
    const issued = state('carbon/issuance', range);
    const retired = state('carbon/retirement', {
      ...{ start: '1', end: '40', retiredAt: '2026-12-31T18:00:00Z', beneficiaryName: secret },
    });
    expect(rowsOf('carbon-units', [issued, retired])).toEqual([
      ['2026', 1000, 0],
      ['2027', 0, 40],
    ]);
  });

  test('no free text, name of a person, address or tax number is in any row', () => {
    const states = [
      ...[1, 2, 3, 4, 5].map((unit) => lot(`A${unit}`, '25195', '1')),
      ...[1, 2, 3, 4, 5].map(() =>
        state('registry/unit', {
          ...{ name: secret, address: secret, taxCode: '3600000101', kind: 'farm', commune: '25195' },
        }),
      ),
      ...[1, 2, 3, 4, 5].map(() =>
        state('origin/growing-area', {
          ...{ name: secret, crop: 'durian', commune: '25195', areaM2: 20_000, polygonE7: [[1, 2]] },
        }),
      ),
      state('origin/recall', { batch: 'R0001', reason: secret, class: 'I', uri: secret }),
      state('ocop/product', {
        ...{ name: 'Hạt điều', group: 'food', commune: '25195', taxCode: '3600000101', story: { vi: secret } },
        rating: { stars: 4, certificate: 'C-1', issuedOn: '2026-01-01', expiresOn: '2029-01-01' },
      }),
      state('carbon/project', {
        ...{ code: 'DN-1', name: 'Rừng', methodology: 'M', kind: 'reduction', commune: '25195', stage: 'registered' },
        ...{
          description: secret,
          legalEntity: '3600000101',
          creditingFrom: '2026-01-01',
          creditingUntil: '2030-01-01',
        },
      }),
    ];
    for (const { id, columns } of openDatasets) {
      const rows = rowsOf(id, states);
      for (const row of rows) expect([id, row.length]).toEqual([id, columns.length]);
      expect(JSON.stringify(rows)).not.toMatch(/Bí Mật|0901234567|Đường Kín|3600000101/);
      if (!['carbon-units', 'accreditations'].includes(id)) expect([id, rows.length > 0]).toEqual([id, true]);
    }
  });
});
