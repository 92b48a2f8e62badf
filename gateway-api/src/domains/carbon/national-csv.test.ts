import { describe, expect, test } from '@jest/globals';
import { readNationalCsv, type KnownBlock } from './national-csv.ts';

const idOf = (n: number): string => String(n).padStart(26, '0');
const block = (n: number, more: Partial<KnownBlock> = {}): KnownBlock => ({
  ...{ id: idOf(n), serial: `DNPR-DN-1-2025-${n * 10 + 1}-${n * 10 + 10}`, state: 'active', ...more },
});
const read = (lines: readonly string[], blocks: Iterable<KnownBlock>, header = 'block,domesticCode,nationalSerial') =>
  readNationalCsv(new TextEncoder().encode(`${header}\n${lines.join('\n')}\n`), blocks);

describe('a CSV of the ministry’s codes', () => {
  const many = Array.from({ length: 100_000 }, (_, n) => block(n));
  const lines = many.map(({ id, serial }, n) => `${n % 2 === 0 ? id : serial},VN-${n},`);

  test('of 100,000 lines with one wrong names that line alone, and nothing of it is to be imported', () => {
    const wrong = lines.with(54_321, `${idOf(54_321)},VN-7,`);
    expect(read(wrong, many)).toMatchObject({
      ...{ rows: 100_000, errorCount: 1, codes: [] },
      errors: [{ line: 54_323, code: 'carbon/national-code-used', detail: 'VN-7' }],
    });
    const { codes, errorCount } = read(lines, many);
    expect([codes.length, errorCount, codes[1]]).toEqual([100_000, 0, { block: idOf(1), domesticCode: 'VN-1' }]);
  }, 60_000);

  test.each([
    ['of a block unknown here', 'DNPR-DN-1-2025-1-11,VN-1,', 'carbon/not-found'],
    ['of a block that was split', `${idOf(2)},VN-1,`, 'carbon/block-state'],
    ['without a code', `${idOf(1)},,`, 'missing'],
    ['with a code too long', `${idOf(1)},${'V'.repeat(61)},`, 'text-too-long'],
    ['with a code not in NFC', `${idOf(1)},${'Ố'.normalize('NFD')},`, 'text-not-nfc'],
    ['with another code than the block has', `${idOf(3)},VN-9,`, 'carbon/national-code-fixed'],
    ['with the code of another block', `${idOf(1)},VN-3,`, 'carbon/national-code-used'],
    ['with the serial of another block', `${idOf(1)},VN-1,S-3`, 'carbon/national-code-used'],
  ])('a line %s is wrong and says why in both languages', (_name, line, code) => {
    const national = { domesticCode: 'VN-3', nationalSerial: 'S-3' };
    const blocks = [block(1), block(2, { state: 'superseded' }), block(3, { national })];
    const { errors, codes } = read([line], blocks);
    expect([errors.map((one) => one.code), codes]).toEqual([[code], []]);
    expect(errors[0]?.vi).not.toBe(errors[0]?.en);
  });

  test('a block named twice, by its id and by its serials, is wrong on the later line', () => {
    expect(read([`${idOf(1)},VN-1,`, 'DNPR-DN-1-2025-11-20,VN-1,'], [block(1)]).errors).toMatchObject([
      { line: 3, code: 'carbon/block-twice' },
    ]);
  });

  test('parts of a split share the code that they have, each with a serial of its own', () => {
    const parts = [block(1, { national: { domesticCode: 'VN-1' } }), block(2, { national: { domesticCode: 'VN-1' } })];
    const { codes, errorCount } = read([`${idOf(1)},VN-1,S-1`, `${idOf(2)},VN-1,S-2`], parts);
    expect([errorCount, codes.map(({ nationalSerial }) => nationalSerial)]).toEqual([0, ['S-1', 'S-2']]);
  });

  test('read again after a broken-off import it goes on: what the ledger has is known and left out', () => {
    const half = [block(1, { national: { domesticCode: 'VN-1' } }), block(2)];
    expect(read([`${idOf(1)},VN-1,`, `${idOf(2)},VN-2,`], half)).toMatchObject({
      ...{ rows: 2, known: 1, errorCount: 0 },
      codes: [{ block: idOf(2), domesticCode: 'VN-2' }],
    });
  });

  test('Vietnamese headings and semicolons, as spreadsheets here write them, are read; other files are refused', () => {
    const file = read([`${idOf(1)};VN-1`], [block(1)], 'Lô;Mã trong nước');
    expect(file.codes).toEqual([{ block: idOf(1), domesticCode: 'VN-1' }]);
    expect(read(['x'], [block(1)], 'sản phẩm').errors).toMatchObject([
      { line: 1, code: 'header-unknown', detail: 'sản phẩm' },
    ]);
    expect(read(['x'], [block(1)], 'mã trong nước').errors).toMatchObject([{ line: 1, code: 'header-missing' }]);
  });

  test('a line with a cell too few or too many is wrong, and its neighbour’s cells are not taken for its own', () => {
    const { errors, codes, rows } = read(
      [`${idOf(1)},VN-1`, `${idOf(2)},VN-2,`, `${idOf(3)},VN-3,S,x`],
      [1, 2, 3].map((n) => block(n)),
    );
    expect([rows, codes, errors.map(({ line, code }) => [line, code])]).toEqual([
      3,
      [],
      [
        [2, 'row-columns'],
        [4, 'row-columns'],
      ],
    ]);
  });
});
