import { foldText } from '../../index-store/fold.ts';
import type { ColumnTable } from '../../import/read-csv.ts';

/**
 * Columns of two Moodle reports, as Moodle names them in English and Vietnamese: the grade export (Grades, Export, plain text file) and the
 * course completion report. Its other columns are activities of the course and are left out.
 */
export const moodleColumns: ColumnTable<string> = {
  names: {
    name: ['Name', 'Tên đầy đủ', 'Họ và tên', 'Full name'],
    firstName: ['First name', 'Tên'],
    lastName: ['Last name', 'Surname', 'Họ'],
    studentCode: ['ID number', 'Mã số ID', 'Mã số'],
    account: ['Email address', 'Địa chỉ thư điện tử', 'Thư điện tử'],
    result: ['Course total (Real)', 'Tổng khóa học (Real)', 'Tổng khoá học (Thực)'],
    completed: ['Course complete', 'Hoàn thành khóa học', 'Khóa học đã hoàn thành'],
  },
  required: [],
  ignored: (title) => foldText(title) !== '',
};

/** `20/06/26, 14:05` as Moodle writes it in short form, `20 June 2026`, or ISO; undefined where there is no date. */
export function moodleDate(text: string): string | undefined {
  const short = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})\b/.exec(text);
  if (short !== null) {
    const [, day = '', month = '', year = ''] = short;
    return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
}

/**
 * A row of a Moodle report as fields of a course certificate. Vietnamese names are written family name first, which Moodle calls "last".
 * @returns undefined where the person has not completed the course
 */
export function moodleRow(cells: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  if (cells['completed'] === '') return undefined;
  const name = cells['name'] ?? [cells['lastName'], cells['firstName']].filter(Boolean).join(' ');
  const completedOn = cells['completed'] === undefined ? undefined : moodleDate(cells['completed']);
  const result = cells['result'] === undefined || /^-?$/.test(cells['result']) ? undefined : cells['result'];
  const account = cells['account'] || undefined;
  return Object.fromEntries(
    Object.entries({ fullName: name, account, result, completedOn: completedOn ?? cells['completed'] }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
