import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenContext, brokenKinds, brokenRows } from './fixtures/broken-rows.ts';
import { fixtureAreas, fixtureRows } from './fixtures/harvest-batches.ts';
import { csvOf } from './fixtures/write-fixtures.ts';
import { batchColumns } from './batch-columns.ts';
import { batchIdOf } from './import-ids.ts';
import { readCsv } from './read-csv.ts';
import { decimalWeight, isoDate, rowsToBatches, type RowContext } from './row-to-batch.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));
const unit = '0'.repeat(26);
const areaId = (index: number): string => `1${String(index).padStart(25, '0')}`;
const context = (broken: boolean): RowContext => ({
  areas: new Map(
    fixtureAreas.map(({ puc, crop, commune }, index) => [
      puc,
      {
        id: areaId(index),
        owner: broken && puc === brokenContext.foreign ? '2'.repeat(26) : unit,
        status: broken && puc === brokenContext.suspended ? 'suspended' : 'active',
        crop,
        commune,
      },
    ]),
  ),
  lotsInUse: new Set(broken ? [`${areaId(0)} ${brokenContext.lotInUse}`] : []),
  unit,
  today: brokenContext.today,
  idOf: (line) => batchIdOf(unit, line),
});

describe('the file of 1,000 harvest batches', () => {
  const rows = rowsToBatches(readCsv(fixture('harvest-batches-1000.csv'), batchColumns), context(false));

  test('is what the generator writes', () => {
    expect(fixture('harvest-batches-1000.csv').toString()).toBe(csvOf(fixtureRows(1000)));
  });
  test('has no error, and an id of its own for every batch', () => {
    expect(rows.flatMap((row) => row.errors)).toEqual([]);
    expect(new Set(rows.map((row) => row.batch?.id)).size).toBe(1000);
  });
  test('covers eight crops and at least 20 communes', () => {
    expect(new Set(rows.map((row) => row.batch?.product.code)).size).toBe(8);
    const used = new Set(rows.map((row) => row.batch?.growingArea));
    expect(
      new Set(fixtureAreas.filter((_, n) => used.has(areaId(n))).map((area) => area.commune)).size,
    ).toBeGreaterThanOrEqual(20);
  });
});

describe('the file of broken rows', () => {
  const rows = rowsToBatches(readCsv(fixture('harvest-batches-broken.csv'), batchColumns), context(true));
  test('is what the generator writes', () => {
    expect(fixture('harvest-batches-broken.csv').toString()).toBe(csvOf(brokenRows()));
    expect(new Set(brokenKinds.map(([kind]) => kind)).size).toBeGreaterThanOrEqual(40);
  });
  test.each(brokenKinds.map(([kind, , , code], index) => [kind, code, index] as const))(
    '%s: %s',
    (_kind, code, index) => {
      // The last kind needs a good row before it.
      const row = rows[index === brokenKinds.length - 1 ? index + 1 : index];
      expect(row?.batch).toBeUndefined();
      expect(row?.errors.map((error) => error.code)).toContain(code);
      expect(row?.errors.every((error) => error.vi !== error.en && error.line === row.line)).toBe(true);
    },
  );
  test('names the column as the file does', () => {
    expect(rows[0]?.errors[0]).toMatchObject({ line: 2, column: 'Số lô', vi: 'Số lô: Ô bắt buộc bị trống' });
  });
});

test.each([
  ['1250', { weight: '1250' }],
  ['1250,5', { weight: '1250.5' }],
  ['1.250,5', { weight: '1250.5' }],
  ['1,250.5', { weight: '1250.5' }],
  ['12.345.678', { weight: '12345678' }],
  ['1 250', { weight: '1250' }],
  ['1,250', { code: 'weight-ambiguous' }],
  ['0.125', { weight: '0.125' }],
])('weight %s', (text, expected) => {
  expect(decimalWeight(text)).toEqual(expected);
});

test.each([
  ['1/5/2026', '2026-05-01'],
  ['01-05-2026', '2026-05-01'],
  ['2026-05-01', '2026-05-01'],
])('date %s', (text, iso) => {
  expect(isoDate(text)).toBe(iso);
});

describe('a lot under a GTIN', () => {
  const [first, second] = fixtureAreas;
  const rowsWith = (lines: string[], inUse: string[] = []) => {
    const header = 'Lot,Crop,Product,GTIN,PUC,Harvest date,Weight (kg)';
    const file = readCsv(Buffer.from([header, ...lines].join('\n')), batchColumns);
    return rowsToBatches(file, { ...context(false), lotsInUse: new Set(inUse) });
  };
  const line = (area = first, lot = 'A/1') => `${lot},${area?.crop},Trái cây,9521234543213,${area?.puc},2026-05-01,10`;

  test('is refused where the pair is in use, on any growing area', () => {
    const [row] = rowsWith([line()], ['01/09521234543213/10/A%2F1']);
    expect(row?.errors.map(({ code }) => code)).toEqual(['gtin-lot-in-use']);
    expect(rowsWith([line()])[0]?.batch?.product.gtin).toBe('09521234543213');
  });

  test('may stand in a file once', () => {
    const rows = rowsWith([line(), line(second), line(second, 'A/2')]);
    expect(rows.map(({ errors }) => errors.map(({ code }) => code))).toEqual([[], ['lot-duplicate'], []]);
  });
});
