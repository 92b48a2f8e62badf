import { detailOf, fieldProblemText, problems, type ProblemCode } from '@daunguon/records';
import { parse } from 'csv-parse/sync';
import { foldText } from '../../index-store/fold.ts';

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
  /** What makes the file unreadable as a whole. */
  readonly wrong?: WrongLine;
}

/**
 * Lines of a CSV in UTF-8, parted by `,` or `;`, blank lines left out. `names`: column -> how files head it, compared folded; the first of them must be
 * there.
 */
export function csvLines<Column extends string>(
  bytes: Uint8Array,
  names: Readonly<Record<Column, readonly string[]>>,
): CsvLines<Column> {
  const refuse = (line: number, code: string, detail: string): CsvLines<Column> => ({
    lines: [],
    wrong: { line, ...explained(code, detail) },
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(1, 'wrong-type', 'UTF-8');
  }
  const head = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const delimiter = head.split(';').length > head.split(',').length ? ';' : ',';
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, { bom: true, delimiter, info: true, relaxColumnCount: true, skipEmptyLines: true, trim: true }) as never; // prettier-ignore
  } catch (error) {
    return refuse(Number((error as { lines?: number }).lines ?? 1), 'wrong-type', 'CSV');
  }
  const [header, ...lines] = rows;
  const titles = (header?.record ?? []).map(foldText);
  const columns = (Object.entries(names) as [Column, readonly string[]][]).map(
    ([column, heads]) => [column, titles.findIndex((title) => heads.some((one) => foldText(one) === title))] as const,
  );
  const [first] = columns;
  if (first === undefined || first[1] < 0) return refuse(1, 'missing', first?.[0] ?? '');
  return {
    lines: lines.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(columns.map(([column, at]) => [column, record[at] ?? ''])) as Record<Column, string>,
    })),
  };
}
