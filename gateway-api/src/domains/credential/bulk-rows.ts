import { credentialContents, type CredentialContents, type CredentialKind } from '@daunguon/records';
import { isNfc } from '@daunguon/proof';
import { foldText } from '../../index-store/fold.ts';
import { importProblemCodes, rowError, type ImportProblemCode, type RowError } from '../../import/import-problems.ts';
import type { CsvFile, CsvRow } from '../../import/read-csv.ts';
import { isoDate } from '../../import/row-to-batch.ts';
import { columnTitle, fieldsOf, type BulkLayout } from './bulk-columns.ts';
import { moodleRow } from './bulk-moodle.ts';
import type { IssueRow } from './issue-credentials.ts';
import type { NumberTag } from './number-tags.ts';

export interface BulkContext {
  readonly kind: CredentialKind;
  readonly layout: BulkLayout;
  /** Values of fields that stand in no cell. */
  readonly settings: Readonly<Record<string, string>>;
  /** Today in Việt Nam, YYYY-MM-DD. */
  readonly today: string;
  /** Whether the unit's accreditation covers a month, YYYY-MM. */
  readonly covers: (month: string) => boolean;
  readonly idOf: (line: number) => string;
  /** Blinded account of a holder. */
  readonly holderTag: (subject: string) => string;
  readonly tagsOf: (row: IssueRow) => readonly NumberTag[];
}
export interface BulkRow {
  readonly line: number;
  readonly row?: IssueRow;
  readonly tags: readonly NumberTag[];
  readonly errors: readonly RowError[];
}

const dates = ['issuedOn', 'birthDate', 'graduationDate', 'startedOn', 'completedOn', 'validUntil'];
const wholeNumbers = ['graduationYear', 'hours'];
const genders: Readonly<Record<string, string>> = { nam: 'male', male: 'male', nu: 'female', female: 'female' };
const known = new Set<string>(importProblemCodes);

/** A cell as its field is written in a record. */
const valueOf = (field: string, text: string): string | number => {
  if (dates.includes(field)) return isoDate(text);
  if (wholeNumbers.includes(field) && /^\d{1,9}$/.test(text)) return Number(text);
  return field === 'gender' ? (genders[foldText(text)] ?? text) : text;
};

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** A schema's refusal in the words of the table. */
const codeOf = ({ code, message }: Issue, field: string): ImportProblemCode => {
  if (known.has(message)) return message as ImportProblemCode;
  if (wholeNumbers.includes(field)) return 'whole-number';
  return code === 'invalid_value' ? 'not-a-choice' : 'not-allowed';
};

/** What is wrong with a cell whatever its field: it would hide, or be computed by a spreadsheet. */
const cellProblem = (text: string): ImportProblemCode | undefined => {
  if (/\p{Cc}/u.test(text)) return 'cell-control-character';
  if (!isNfc(text)) return 'text-not-nfc';
  return /^[=+@]|^-(?!\d)/.test(text) ? 'cell-formula' : undefined;
};

/** One row to a credential to be issued, or everything that is wrong with it. Pure; no error repeats what a cell says. */
function bulkRow(file: CsvFile<string>, { line, complete, cells }: CsvRow<string>, context: BulkContext): BulkRow {
  const nothing = { line, tags: [] };
  if (!complete) return { ...nothing, errors: [rowError(line, 'row-columns')] };
  const { kind, layout, settings } = context;
  const errors: RowError[] = [];
  const bad = new Set<string>();
  const note = (field: string, code: ImportProblemCode | undefined): void => {
    if (code === undefined || bad.has(field)) return;
    bad.add(field);
    errors.push(rowError(line, code, file.titles[field] ?? columnTitle(field)));
  };
  const fields = layout === 'moodle' ? moodleRow(cells) : cells;
  if (fields === undefined) return { ...nothing, errors: [rowError(line, 'course-not-completed')] };
  const contents: Record<string, string | number> = {};
  for (const field of fieldsOf(kind)) {
    const text = fields[field] || settings[field];
    if (text === undefined || text === '') continue;
    note(field, cellProblem(text));
    contents[field] = valueOf(field, text);
  }
  const { holder, ...said } = contents;
  const parsed = credentialContents[kind].safeParse(said);
  for (const issue of (parsed.error?.issues ?? []) as Issue[]) {
    const field = String(issue.path[0] ?? '');
    note(field, said[field] === undefined ? 'text-empty' : codeOf(issue, field));
  }
  const issuedOn = String(said['issuedOn'] ?? '');
  if (!bad.has('issuedOn')) {
    if (issuedOn > context.today) note('issuedOn', 'date-in-future');
    else if (!context.covers(issuedOn.slice(0, 7))) note('issuedOn', 'month-not-accredited');
  }
  if (errors.length > 0 || !parsed.success) return { ...nothing, errors };
  const row: IssueRow = {
    ...{ kind, contents: parsed.data as CredentialContents, id: context.idOf(line) },
    ...(holder === undefined ? {} : { holderTag: context.holderTag(String(holder)) }),
  };
  return { line, row, tags: context.tagsOf(row), errors };
}

/** All rows of a file; a number that comes twice is an error at its second row. */
export function bulkRows(file: CsvFile<string>, context: BulkContext): readonly BulkRow[] {
  const seen = new Set<string>();
  return file.rows.map((cells) => {
    const made = bulkRow(file, cells, context);
    const twice = made.tags.filter(({ tag }) => seen.has(tag));
    for (const { tag } of made.tags) seen.add(tag);
    return withNumberErrors(file, made, twice, 'number-duplicate');
  });
}

/** The row without its credential, and which of its numbers are not free. */
export const withNumberErrors = (
  file: CsvFile<string>,
  made: BulkRow,
  wrong: readonly NumberTag[],
  code: 'number-duplicate' | 'number-in-use',
): BulkRow => {
  if (wrong.length === 0) return made;
  const errors = wrong.map(({ field }) => rowError(made.line, code, file.titles[field] ?? columnTitle(field)));
  return { line: made.line, tags: made.tags, errors: [...made.errors, ...errors] };
};
