import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { ImportFileError } from '../../import/import-problems.ts';
import { readCsv } from '../../import/read-csv.ts';
import { bulkColumns } from './bulk-columns.ts';
import { moodleDate } from './bulk-moodle.ts';
import { bulkRows, type BulkContext, type BulkRow } from './bulk-rows.ts';
import { credentialIdOf } from './issue-credentials.ts';
import { numberTags } from './number-tags.ts';

const key = Buffer.alloc(32, 1);
const context = (change: Partial<BulkContext> = {}): BulkContext => ({
  ...{ kind: 'diploma', layout: 'register', settings: {}, today: '2026-11-24' },
  covers: (month) => month >= '2026-01',
  idOf: (line) => credentialIdOf('unit', 'import', line),
  holderTag: (subject) => `tag of ${subject}`,
  tagsOf: (row) => numberTags(key, row),
  ...change,
});
const header = 'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Ngày tốt nghiệp,Tên văn bằng,Cơ sở cấp';
const row = (
  cells: Partial<Record<'name' | 'birth' | 'serial' | 'register' | 'issued' | 'graduated', string>> = {},
) => {
  const { name = 'Nguyễn Thị Hoa', birth = '31/01/2008', serial = 'A 1', register = '1/2026' } = cells;
  const { issued = '20/06/2026', graduated = '2026-06-15' } = cells;
  return [name, birth, serial, register, issued, graduated, 'Bằng tốt nghiệp', 'Trường THPT']
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join(',');
};
const read = (lines: readonly string[], change: Partial<BulkContext> = {}): readonly BulkRow[] => {
  const all = context(change);
  const bytes = Buffer.from(lines.join('\n'));
  return bulkRows(readCsv(bytes, bulkColumns(all.kind, all.layout, all.settings)), all);
};
const wrong = (rows: readonly BulkRow[]): string[] =>
  rows.flatMap(({ errors }) => errors.map(({ line, column = '', code }) => `${line} ${column}: ${code}`));

describe('a row of a register', () => {
  test('becomes a diploma with an id that follows from file and line', () => {
    const [made] = read([header, row()]);
    expect(made).toMatchObject({ line: 2, errors: [] });
    expect(made?.row).toEqual({
      kind: 'diploma',
      id: credentialIdOf('unit', 'import', 2),
      contents: {
        ...{ title: 'Bằng tốt nghiệp', fullName: 'Nguyễn Thị Hoa', issuer: 'Trường THPT', birthDate: '2008-01-31' },
        ...{ issuedOn: '2026-06-20', graduationDate: '2026-06-15', serialNumber: 'A 1', registerNumber: '1/2026' },
      },
    });
  });
  test('takes what stands in no cell from the form, and names the account of its holder blindly', () => {
    const [made] = read(['Họ và tên,Ngày sinh,Tài khoản đăng nhập,Giới tính', 'Trần Văn Nam,2008-01-02,nam01,Nam'], {
      settings: { title: 'Bằng', issuedOn: '2026-06-20', issuer: 'Trường' },
    });
    expect(made?.row).toMatchObject({ holderTag: 'tag of nam01', contents: { title: 'Bằng', gender: 'male' } });
  });
  test.each<[string, Parameters<typeof row>[0], string]>([
    ['a name in decomposed letters', { name: 'Nguyễn Thị Hoa'.normalize('NFD') }, 'Họ và tên: text-not-nfc'],
    ['a Cyrillic о', { name: 'Nguyễn Thị H\u043ea' }, 'Họ và tên: text-look-alike'],
    ['full-width letters', { name: 'Ｎguyễn Thị Hoa' }, 'Họ và tên: text-look-alike'],
    ['a Cyrillic А in a serial number', { serial: '\u0410 1' }, 'Số hiệu: text-look-alike'],
    ['an invisible character', { name: 'Hoa\u200bHoa' }, 'Họ và tên: text-control-character'],
    ['a formula', { name: '=HYPERLINK("https://x.vn","Hoa")' }, 'Họ và tên: cell-formula'],
    ['a formula that begins with a sign', { serial: '@SUM(1)' }, 'Số hiệu: cell-formula'],
    ['birth after graduation', { birth: '16/06/2026' }, 'Ngày sinh: birth-after-graduation'],
    ['issue before graduation', { graduated: '2026-06-21' }, 'Ngày cấp: issued-before-graduation'],
    ['a day that no calendar has', { birth: '30/02/2008' }, 'Ngày sinh: date'],
    ['a day of tomorrow', { issued: '2026-11-25' }, 'Ngày cấp: date-in-future'],
    ['a month that no accreditation covers', { issued: '2025-12-31', graduated: '' }, 'Ngày cấp: month-not-accredited'],
    ['an empty name', { name: ' ' }, 'Họ và tên: text-empty'],
  ])('%s is refused by its column', (_what, cells, expected) => {
    const rows = read([header, row(cells)]);
    expect(wrong(rows)).toEqual([`2 ${expected}`]);
    expect(rows[0]?.row).toBeUndefined();
    const [{ vi = '', en = '' } = {}] = rows[0]?.errors ?? [];
    for (const text of [vi, en]) expect(text).toMatch(/^[^:]+: \S/);
  });
  test('no error repeats a cell', () => {
    const name = 'Quách Thị Mẫu Đơn'.normalize('NFD');
    expect(JSON.stringify(read([header, row({ name, birth: '31/31/2008' })]))).not.toMatch(/Quách|Qua\u0301ch|31\/31/u);
  });
  test('numbers that come twice are errors at the second row, however they are written', () => {
    const rows = read([header, row(), row({ serial: 'a1', register: '2/2026' }), row({ serial: 'A2' })]);
    expect(wrong(rows)).toEqual(['3 Số hiệu: number-duplicate', '4 Số vào sổ gốc: number-duplicate']);
  });
  test('a row of another length is wrong as a whole', () => {
    expect(wrong(read([header, `${row()},more`]))).toEqual(['2 : row-columns']);
  });
});

test.each<[string, Uint8Array, string]>([
  ['Windows-1258', iconv.encode(`${header}\n${row({ name: 'Đỗ Thị Hoa' })}`, 'win1258'), 'file-windows-1258'],
  ['UTF-16', Buffer.from(`\ufeff${header}\n${row()}`, 'utf16le'), 'file-utf16'],
  ['a missing column', Buffer.from('Họ và tên\nHoa'), 'header-missing'],
])('a file in %s is refused with its reason', (_what, bytes, code) => {
  const reading = (): unknown => readCsv(bytes, bulkColumns('diploma', 'register', {}));
  expect(reading).toThrow(ImportFileError);
  try {
    reading();
  } catch (error) {
    expect((error as ImportFileError).error.code).toBe(code);
  }
});

describe('a report of Moodle', () => {
  const settings = { title: 'Chứng chỉ', course: 'An toàn số', issuer: 'Trường', issuedOn: '2026-06-20' };
  const moodle = { kind: 'course-certificate', layout: 'moodle', settings } as const;
  test('the grade export: family name first, the course total as result', () => {
    const lines = [
      '"First name","Last name","ID number","Email address","Quiz: 1 (Real)","Course total (Real)","Last downloaded from this course"',
      'Hoa,"Nguyễn Thị",HV01,hoa@example.vn,9.00,92.50,1750000000',
    ];
    expect(read(lines, moodle)[0]?.row?.contents).toEqual({
      ...settings,
      ...{ fullName: 'Nguyễn Thị Hoa', account: 'hoa@example.vn', result: '92.50' },
    });
  });
  test('the completion report: only who has completed gets a certificate', () => {
    const lines = [
      'ID,Name,"Email address","Quiz 1","Quiz 1 - Completion date","Course complete"',
      '3,"Trần Văn Nam",nam@example.vn,Completed,"15/06/26, 10:00","16/06/26, 14:05"',
      '4,"Lê Thị Mai",mai@example.vn,"Not completed",,',
    ];
    const [done, notDone] = read(lines, moodle);
    expect(done?.row?.contents).toMatchObject({ fullName: 'Trần Văn Nam', completedOn: '2026-06-16' });
    expect(wrong([notDone!])).toEqual(['3 : course-not-completed']);
  });
  test('a badge takes who has completed, and leaves what a badge does not say', () => {
    const badge = { title: 'Huy hiệu', achievement: 'An toàn số', issuer: 'Trung tâm', issuedOn: '2026-06-20' };
    const shared = { ...badge, imageDigest: 'a'.repeat(64) };
    const lines = ['ID,Name,"Email address","Course complete"', '3,"Trần Văn Nam",nam@example.vn,"16/06/26, 14:05"'];
    const [row] = read(lines, { kind: 'badge', layout: 'moodle', settings: shared });
    expect(row?.row?.contents).toEqual({ ...shared, fullName: 'Trần Văn Nam', account: 'nam@example.vn' });
  });
  test.each([
    ['16/06/26, 14:05', '2026-06-16'],
    ['2026-06-16 14:05', '2026-06-16'],
    ['yesterday', undefined],
  ])('the day of %s', (text, day) => expect(moodleDate(text)).toBe(day));
});
