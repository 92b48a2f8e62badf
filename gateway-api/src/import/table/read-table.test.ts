import { describe, expect, test } from '@jest/globals';
import { ImportFileError } from '../import-problems.ts';
import { readTableApart } from './read-table-apart.ts';
import { readTable, type TablePlace } from './read-table.ts';
import { sheetXml, testWorkbook } from './test-workbook.ts';

const place: TablePlace = { headerLine: 1, rows: '' };
const limits = { maxRows: 1000 };
const read = (bytes: Uint8Array | string, at: Partial<TablePlace> = {}) =>
  readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { ...place, ...at }, limits);
const refused = async (bytes: Uint8Array | string, at: Partial<TablePlace> = {}) => {
  const error: unknown = await read(bytes, at).catch((thrown: unknown) => thrown);
  return error instanceof ImportFileError ? error.error.code : error;
};
const areas = [
  ['Mã', 'Diện tích', 'Ngày'],
  ['VN-1', 1.1000000000000001, { day: 46_000 }],
] as const;

/** The archive, whose directory says of every part that it unpacks to so many bytes. */
const declaring = (archive: Uint8Array, size: number): Uint8Array => {
  const view = new DataView(archive.buffer, archive.byteOffset);
  for (let at = 0; at < archive.length - 46; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return archive;
};

describe('a workbook', () => {
  test('gives text as text, numbers as typed, dates as days', async () => {
    expect(await read(testWorkbook(areas))).toEqual({
      header: ['Mã', 'Diện tích', 'Ngày'],
      rows: [{ line: 2, cells: ['VN-1', { exact: '1.1' }, { exact: '2025-12-09' }] }],
    });
    const titled = testWorkbook([['Danh sách vùng trồng'], ['Mã'], ['VN-1'], [''], ['VN-2']]);
    const { rows } = await read(titled, { headerLine: 2, sheet: 'Danh sách' });
    expect(rows.map(({ line }) => line)).toEqual([3, 5]);
    expect(await refused(titled, { sheet: 'Khác' })).toBe('sheet-missing');
  });

  test.each([
    ['a path that leads outside', { '../../etc/cron.d/x': 'x' }, 'file-path'],
    ['a Windows path', { 'xl\\..\\..\\x': 'x' }, 'file-path'],
    ['a thousand parts', Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`xl/x/${n}`, ''])), 'file-bomb'],
    ['entities that grow', { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "b">]><sst/>' }, 'file-doctype'],
    [
      'a cell at the end of the world',
      { 'xl/worksheets/sheet1.xml': sheetXml([['a']]).replace('r="A1"', 'r="A1048576"') },
      'file-too-many-rows',
    ],
    [
      'a cell far to the right',
      { 'xl/worksheets/sheet1.xml': sheetXml([['a']]).replace('r="A1"', 'r="XFD1"') },
      'file-too-many-columns',
    ],
    ['no workbook in it', { 'xl/workbook.xml': '' }, 'file-not-xlsx'],
  ])('with %s is refused', async (_name, parts, code) => {
    expect(await refused(testWorkbook(areas, parts))).toBe(code);
  });

  test.each([
    ['character references', 'r="&#65;&#49;048576"', 'file-not-xlsx'],
    ['many zeros', 'r="A00000000001048576"', 'file-too-many-rows'],
    ['other quotes', "r = 'XFE1'", 'file-too-many-columns'],
    ['a value that holds another', `a=" r='A1'" r="A1048576"`, 'file-too-many-rows'],
    ['blank ends', 'r=" A1"', 'file-not-xlsx'],
  ])('whose place of a cell is hidden by %s is refused', async (_how, place, code) => {
    const sheet = sheetXml([['a'], ['b']]).replace('r="A2"', place);
    expect(await refused(testWorkbook([], { 'xl/worksheets/sheet1.xml': sheet }))).toBe(code);
  });

  test('is refused for what it declares to unpack to, before any of it is unpacked', async () => {
    expect(await refused(declaring(testWorkbook(areas), 40_000_000))).toBe('file-bomb');
  });

  test('that declares less than it holds is cut to what it declares, and refused', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => [`VN-${n}`]);
    expect(await refused(declaring(testWorkbook([['Mã'], ...rows]), 40))).toBe('file-not-xlsx');
  });

  test('cut off, or of the old kind, is refused', async () => {
    expect(await refused(testWorkbook(areas).subarray(0, 900))).toBe('file-not-xlsx');
    expect(await refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toBe('file-xls');
  });
});

describe('JSON', () => {
  test('is a list of flat objects, wherever the pointer says; digits stay as they are written', async () => {
    const { header, rows } = await read(
      '{"data":{"a/b":[{"lo":"L1","kg":12345678901234567890},{"kg":1.50,"x":true}]}}',
      { rows: '/data/a~1b' },
    );
    expect(header).toEqual(['lo', 'kg', 'x']);
    expect(rows).toEqual([
      { line: 1, cells: ['L1', { exact: '12345678901234567890' }, ''] },
      { line: 2, cells: ['', { exact: '1.50' }, 'true'] },
    ]);
  });
  test.each([
    ['[{"a":1,"a":2}]', 'json-key-twice'],
    ['[{"a":{"b":1}}]', 'cell-not-text'],
    ['[{"a":[1]}]', 'cell-not-text'],
    ['[1]', 'json-not-rows'],
    ['{"data":[]}', 'json-not-rows'],
    ['[{"a":1}', 'file-not-json'],
    ['[]', 'file-empty'],
    [JSON.stringify(Array.from({ length: 1001 }, () => ({ a: 1 }))), 'file-too-many-rows'],
    [
      JSON.stringify([Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`c${n}`, 1]))]),
      'file-too-many-columns',
    ],
  ])('%#: refused', async (text, code) => {
    expect(await refused(text)).toBe(code);
  });
});

test('CSV: the header may stand below a title; blank rows are none', async () => {
  const { header, rows } = await read('Bảng kê;;\nMã;Tên\nVN-1;"a\nb"\n;\nVN-2;c\n', { headerLine: 2 });
  expect(header).toEqual(['Mã', 'Tên']);
  expect(rows).toEqual([
    { line: 3, cells: ['VN-1', 'a\nb'] },
    { line: 6, cells: ['VN-2', 'c'] },
  ]);
  expect(await refused('Mã\n')).toBe('file-empty');
});

test('a thread of its own says the same, refusals too', async () => {
  expect(await readTableApart(testWorkbook(areas), place, limits)).toEqual(await read(testWorkbook(areas)));
  const bomb = testWorkbook(areas, { '../x': '' });
  await expect(readTableApart(bomb, place, limits)).rejects.toMatchObject({ error: { code: 'file-path' } });
  // One that was refused holds up none of those behind it.
  const three = [bomb, testWorkbook(areas), bomb].map((bytes) => readTableApart(bytes, place, limits));
  expect((await Promise.allSettled(three)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
});
