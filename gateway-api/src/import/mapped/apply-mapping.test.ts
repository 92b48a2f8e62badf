import { expect, test } from '@jest/globals';
import type { Table } from '../table/table.ts';
import { applyMapping, withZeros } from './apply-mapping.ts';
import { readMapping } from './mapping-file.ts';
import { keptMapping } from './mappings.ts';

const mapping = readMapping(keptMapping('growing-areas')!);
const header = ['Mã số vùng trồng', 'Tên vùng trồng', 'Cây trồng', 'Giống', 'Xã, phường', 'Diện tích (ha)', 'Số hộ', 'Năng suất (tấn/ha)', 'Mã số thuế đơn vị', 'Chủ hộ']; // prettier-ignore
const table = (cells: Table['rows'][number]['cells'], titles = header): Table => ({
  header: titles,
  rows: [{ line: 2, cells }],
});
const row = ['VN-DNOR-1', 'A', 'Sầu riêng Ri6', 'Ri6', '25195', '1.234,5', '12', '20', '3600000001', 'Ông B'];
const refusal = (titles: string[]): unknown => {
  try {
    applyMapping(table(row, titles), mapping);
    return undefined;
  } catch (error) {
    return (error as { error: { code: string; column?: string } }).error;
  }
};

test('values, units and decimals of the source become those of the field; what is not mapped is left behind, and named', () => {
  const { file, unused } = applyMapping(table(row), mapping);
  expect(file.rows[0]?.cells).toMatchObject({
    crop: 'Sầu riêng',
    areaM2: '12345000',
    maxYieldKgPerHa: '20000',
    unit: '3600000001',
  });
  expect(JSON.stringify(file)).not.toContain('Ông B');
  expect(unused).toEqual(['Chủ hộ']);
});

test('a cell that says what every object has stays what it says', () => {
  const cells = row.map((cell, index) => (index === 2 ? 'constructor' : cell));
  expect(applyMapping(table(cells), mapping).file.rows[0]?.cells['crop']).toBe('constructor');
});

test('a number of a workbook is no text: its point is a decimal point whatever the mapping says of text', () => {
  const exact = row.map((cell, index) => (index === 5 ? { exact: '1.125' } : cell));
  expect(applyMapping(table(exact), mapping).file.rows[0]?.cells['areaM2']).toBe('11250');
});

test('without a word on decimals what could be read in two ways stays as it is', () => {
  const columns = { ...mapping.columns, areaM2: { column: 'Diện tích (ha)', unit: 'ha' as const } };
  const area = (text: string) =>
    applyMapping(table(row.map((cell, index) => (index === 5 ? text : cell))), { ...mapping, columns }).file.rows[0]
      ?.cells['areaM2'];
  expect([area('1.250'), area('1,25'), area('1.234,5')]).toEqual(['1.250', '12500', '12345000']);
});

test('a column that is missing, or there twice, is named', () => {
  expect(refusal(header.map((title) => (title === 'Cây trồng' ? 'Loại' : title)))).toMatchObject({
    code: 'header-missing',
    column: 'Cây trồng',
  });
  expect(refusal([...header.slice(0, -1), 'CÂY TRỒNG'])).toMatchObject({
    code: 'header-duplicate',
    column: 'Cây trồng',
  });
  expect(refusal([...header, 'Chủ hộ'])).toBeUndefined();
});

test.each([
  ['12.5', 4, '125000'],
  ['0.05', 3, '50'],
  ['1.23456', 3, '1234.56'],
  ['7', 0, '7'],
  ['0', 4, '00000'.replace(/^0+(?=\d)/, '')],
  ['abc', 3, 'abc'],
  ['1e3', 3, '1e3'],
])('%s with %d zeros: %s', (text, zeros, result) => {
  expect(withZeros(text, zeros)).toBe(result);
});
