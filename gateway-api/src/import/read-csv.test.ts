import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { ImportFileError } from './import-problems.ts';
import { batchColumns } from './batch-columns.ts';
import { readCsv } from './read-csv.ts';

const header = 'Số lô,Cây trồng,Tên sản phẩm,Mã số vùng trồng,Ngày thu hoạch,Khối lượng (kg)';
const row = 'L1,Sầu riêng,Sầu riêng Ri6,VN-DNOR-0269,2026-05-01,120';
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const failure = (input: Uint8Array): unknown => {
  try {
    readCsv(input, batchColumns);
  } catch (error) {
    if (error instanceof ImportFileError) return [error.error.code, error.error.line];
    throw error;
  }
  return 'read';
};

describe('a CSV file that can be read', () => {
  test.each([
    ['UTF-8', bytes(`${header}\n${row}\n`)],
    ['UTF-8 with BOM, CRLF', bytes(`\ufeff${header}\r\n${row}\r\n`)],
    ['semicolons', bytes(`${header}\n${row}\n`.replaceAll(',', ';'))],
    [
      'English names, other order',
      bytes('Weight (kg),Lot,Crop,Product,PUC,Harvest date\n120,L1,Sầu riêng,Sầu riêng Ri6,VN-DNOR-0269,2026-05-01\n'),
    ],
  ])('%s', (_name, input) => {
    const file = readCsv(input, batchColumns);
    expect(file.rows).toHaveLength(1);
    expect(file.rows[0]).toMatchObject({
      line: 2,
      complete: true,
      cells: { lot: 'L1', crop: 'Sầu riêng', puc: 'VN-DNOR-0269', weightKg: '120', harvestDate: '2026-05-01' },
    });
  });

  test('line numbers count line breaks inside quotes and blank lines', () => {
    const file = readCsv(bytes(`${header},Ghi chú\n${row},"một\nhai"\n\n${row},ba\n`), batchColumns);
    expect(file.rows.map(({ line }) => line)).toEqual([2, 5]);
  });
});

describe('a file that cannot be read names the reason and the line', () => {
  test.each<[string, Uint8Array, string, number]>([
    ['empty', bytes(''), 'file-empty', 1],
    ['header only', bytes(`${header}\n`), 'file-empty', 1],
    [
      'Windows-1258',
      iconv.encode(`lot,crop,product,puc,harvestDate,weightKg\nL1,Điều thô,Hạt điều đỏ,x,y,1\n`, 'win1258'),
      'file-windows-1258',
      2,
    ],
    ['one stray byte', Buffer.concat([bytes(`${header}\n${row}\n${row}`), Buffer.from([0x80])]), 'file-not-utf8', 3],
    ['UTF-16', Buffer.from(`\ufeff${header}`, 'utf16le'), 'file-utf16', 1],
    ['open quote', bytes(`${header}\n"L1,x`), 'file-quotes', 2],
    ['missing column', bytes('Số lô,Cây trồng\nL1,Điều\n'), 'header-missing', 1],
    ['unknown column', bytes(`${header},Màu\n${row},đỏ\n`), 'header-unknown', 1],
    ['column twice', bytes(`${header},Lot\n${row},L1\n`), 'header-duplicate', 1],
    ['over 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'file-too-large', 1],
  ])('%s', (_name, input, code, line) => {
    expect(failure(input)).toEqual([code, line]);
  });
});
