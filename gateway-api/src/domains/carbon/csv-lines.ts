import { detailOf, fieldProblemText, problems, type ProblemCode } from '@daunguon/records';
import { ImportFileError, rowError } from '../../import/import-problems.ts';
import { readCsv, type CsvFile } from '../../import/read-csv.ts';

/** One wrong line: its number in the file (the header is line 1), the code of the refusal, what it is about, and both in words. */
export interface WrongLine {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
  readonly vi: string;
  readonly en: string;
}

/** A refusal in both languages: a code of the problem table or of a field. */
export function explained(code: string, detail: string): { code: string; detail: string; vi: string; en: string } {
  if (code in problems) {
    const problem = problems[code as ProblemCode];
    return { code, detail, vi: detailOf(problem, detail, 'vi'), en: detailOf(problem, detail, 'en') };
  }
  const inWords = (language: 'vi' | 'en'): string => `${fieldProblemText(code, language)}: ${detail}`;
  return { code, detail, vi: inWords('vi'), en: inWords('en') };
}

export interface CsvLines<Column extends string> {
  readonly lines: readonly { readonly line: number; readonly cells: Readonly<Record<Column, string>> }[];
  /** Lines with more or fewer cells than the header; or, alone, what makes the file unreadable as a whole. */
  readonly wrong: readonly WrongLine[];
  /** So many lines below the header. */
  readonly rows: number;
}

/** Lines of a CSV (import/read-csv.ts) of any number of lines. `names`: column -> how files head it; the first of them must be there. */
export function csvLines<Column extends string>(
  bytes: Uint8Array,
  names: Readonly<Record<Column, readonly string[]>>,
): CsvLines<Column> {
  const columns = Object.keys(names) as Column[];
  let file: CsvFile<Column>;
  try {
    file = readCsv(bytes, { names, required: columns.slice(0, 1), maxRows: Infinity });
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const { line, code, column: detail = '', vi, en } = error.error;
    return { lines: [], wrong: [{ line, code, detail, vi, en }], rows: 0 };
  }
  const blank = Object.fromEntries(columns.map((column) => [column, ''])) as Record<Column, string>;
  const whole = file.rows.filter(({ complete }) => complete);
  const odd = file.rows.filter(({ complete }) => !complete);
  return {
    lines: whole.map(({ line, cells }) => ({ line, cells: { ...blank, ...cells } })),
    wrong: odd.map(({ line }) => ({ detail: '', ...rowError(line, 'row-columns') })),
    rows: file.rows.length,
  };
}
