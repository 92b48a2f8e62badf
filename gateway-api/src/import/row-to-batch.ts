import {
  aliasId,
  aliasIdOf,
  batchRowSchema,
  communeByCode,
  dateSchema,
  gtinSchema,
  lotSchema,
  normaliseSiteCode,
  siteCodeSchema,
  textSchema,
  weightKgSchema,
  type BatchRow,
} from '@daunguon/records';
import { isNfc } from '@daunguon/proof';
import { foldText } from '../index-store/fold.ts';
import { cropNames, requiredColumns, type BatchColumn } from './batch-columns.ts';
import { importProblems, rowError, type ImportProblemCode, type RowError } from './import-problems.ts';
import type { CsvFile, CsvRow } from './read-csv.ts';

/** What the index knows of a growing area. */
export interface KnownGrowingArea {
  readonly id: string;
  readonly owner: string;
  readonly status: string;
  readonly crop: string;
  readonly commune: string;
}
export interface RowContext {
  /** By `normaliseSiteCode`. */
  readonly areas: ReadonlyMap<string, KnownGrowingArea>;
  /** Lots in use, as `<growing area id> <lot>` and, under a GTIN, as alias id. */
  readonly lotsInUse: Pick<ReadonlySet<string>, 'has'>;
  /** The uploading person's unit. */
  readonly unit: string;
  /** Today in Việt Nam, YYYY-MM-DD. */
  readonly today: string;
  readonly idOf: (line: number) => string;
}
export interface ConvertedRow {
  readonly line: number;
  readonly batch?: BatchRow;
  readonly errors: readonly RowError[];
}

/** A GTIN-8, -12 or -13 with leading zeros; anything else as it is (GS1 General Specifications: GTIN in 14 digits). */
export const gtin14 = (text: string): string => (/^(\d{8}|\d{12,14})$/.test(text) ? text.padStart(14, '0') : text);

// Made once: a schema made for each of 200,000 rows costs more than all its checks.
const [shortText, noteText] = [textSchema(120), textSchema(500)];

type Found = ImportProblemCode | undefined;
type Check = { readonly success: boolean; readonly error?: { readonly issues: readonly { message: string }[] } };

const codeOf = (check: Check, otherwise: ImportProblemCode): Found => {
  if (check.success) return undefined;
  const message = check.error?.issues[0]?.message ?? '';
  return message in importProblems ? (message as ImportProblemCode) : otherwise;
};

/** ISO or Vietnamese day/month/year, as ISO; anything else is left for the schema to refuse. */
export function isoDate(text: string): string {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text;
}

/**
 * A number (kilograms, hectares) with a decimal point or comma, as one with a point. One separator before three digits is ambiguous and refused;
 * with a nought behind them (1.1250) it is not.
 */
export function decimalWeight(text: string): { weight: string } | { code: ImportProblemCode } {
  const compact = text.replace(/[\s\u00a0]/g, '');
  if (/^[-−]\d/.test(compact)) return { code: 'weight-negative' };
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(compact)) return { code: 'weight-ambiguous' };
  const vietnamese = /^[1-9]\d{0,2}(\.\d{3})+(,\d{1,3})?$/.test(compact);
  const english = /^[1-9]\d{0,2}(,\d{3})+(\.\d{1,3})?$/.test(compact);
  if (vietnamese) return { weight: compact.replaceAll('.', '').replace(',', '.') };
  if (english) return { weight: compact.replaceAll(',', '') };
  return { weight: compact.replace(',', '.').replace(/(\.\d{3})0+$/, '$1') };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const checkDate = (date: string, today: string): Found => {
  const shape = codeOf(dateSchema.safeParse(date), 'date');
  if (shape) return shape;
  if (date > today) return 'harvest-in-future';
  return daysBetween(date, today) > 400 ? 'harvest-too-old' : undefined;
};

const checkArea = (puc: string, area: KnownGrowingArea | undefined, unit: string): Found => {
  if (!siteCodeSchema.safeParse(puc).success) return 'puc';
  if (area === undefined) return 'puc-unknown';
  if (area.owner !== unit) return 'puc-other-unit';
  return area.status === 'active' ? undefined : 'puc-not-active';
};

const checkCommune = (commune: string, area: KnownGrowingArea | undefined): Found => {
  if (commune === '') return undefined;
  if (communeByCode(commune) === undefined) return 'commune-unknown';
  return area !== undefined && area.commune !== commune ? 'commune-mismatch' : undefined;
};

/** Spreadsheets run cells that start with these characters (OWASP, CSV injection). Numbers are checked as numbers. */
const checkCell = (column: BatchColumn, text: string): Found => {
  if (/\p{Cc}/u.test(text)) return 'cell-control-character';
  if (!isNfc(text)) return 'text-not-nfc';
  return column !== 'weightKg' && /^[=+\-@]/.test(text) ? 'cell-formula' : undefined;
};

export const cropByName: ReadonlyMap<string, string> = new Map(
  Object.entries(cropNames).flatMap(([code, names]) => [code, ...names].map((name) => [foldText(name), code])),
);

const splitInputs = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const checkInputs = (inputs: readonly string[]): Found => {
  if (inputs.length > 20) return 'inputs-too-many';
  const checks = inputs.map((input) => codeOf(shortText.safeParse(input), 'text-too-long'));
  return checks.find((code) => code !== undefined);
};

/** One row to the batch of an `Origin:RegisterBatches` command, or everything that is wrong with it. Pure. */
function rowToBatch(
  row: CsvRow<BatchColumn>,
  titles: CsvFile<BatchColumn>['titles'],
  context: RowContext,
): ConvertedRow {
  const { line } = row;
  if (!row.complete) return { line, errors: [rowError(line, 'row-columns')] };
  const errors: RowError[] = [];
  const bad = new Set<BatchColumn>();
  const note = (column: BatchColumn, code: Found): void => {
    if (code === undefined || bad.has(column)) return;
    bad.add(column);
    errors.push(rowError(line, code, titles[column] ?? column));
  };
  const cell = (column: BatchColumn): string => row.cells[column] ?? '';
  for (const [column, text] of Object.entries(row.cells) as [BatchColumn, string][])
    note(column, checkCell(column, text));
  for (const column of requiredColumns) if (cell(column) === '') note(column, 'text-empty');

  const area = context.areas.get(normaliseSiteCode(cell('puc')));
  note('puc', checkArea(cell('puc'), area, context.unit));
  note('lot', codeOf(lotSchema.safeParse(cell('lot')), 'lot-characters'));
  if (area && context.lotsInUse.has(`${area.id} ${cell('lot')}`)) note('lot', 'lot-in-use');
  const crop = cropByName.get(foldText(cell('crop')));
  note('crop', crop === undefined ? 'crop-unknown' : area && area.crop !== crop ? 'crop-mismatch' : undefined);
  note('product', codeOf(shortText.safeParse(cell('product')), 'text-too-long'));
  const gtin = gtin14(cell('gtin'));
  if (gtin !== '') note('gtin', codeOf(gtinSchema.safeParse(gtin), 'gtin'));
  if (gtin !== '' && context.lotsInUse.has(aliasId(gtin, cell('lot')))) note('lot', 'gtin-lot-in-use');
  note('commune', checkCommune(cell('commune'), area));
  const harvestDate = isoDate(cell('harvestDate'));
  note('harvestDate', checkDate(harvestDate, context.today));
  const parsed = decimalWeight(cell('weightKg'));
  const weightKg = 'weight' in parsed ? parsed.weight : '';
  note('weightKg', 'code' in parsed ? parsed.code : codeOf(weightKgSchema.safeParse(weightKg), 'weight'));
  const inputsUsed = splitInputs(cell('inputs'));
  note('inputs', checkInputs(inputsUsed));
  if (cell('note') !== '') note('note', codeOf(noteText.safeParse(cell('note')), 'text-too-long'));
  if (errors.length > 0 || area === undefined || crop === undefined) return { line, errors };

  const batch = batchRowSchema.parse({
    id: context.idOf(line),
    lot: cell('lot'),
    product: { code: crop, name: cell('product'), ...(gtin === '' ? {} : { gtin }) },
    growingArea: area.id,
    harvestDate,
    weightKg,
    ...(inputsUsed.length > 0 ? { inputsUsed } : {}),
    ...(cell('note') === '' ? {} : { note: cell('note') }),
  });
  return { line, batch, errors };
}

/** All rows of a file, or of one part after the other with what was `seen`; a lot that appears twice for one growing area or GTIN is an error at its second row. */
export function rowsToBatches(
  file: CsvFile<BatchColumn>,
  context: RowContext,
  seen = new Set<string>(),
): readonly ConvertedRow[] {
  return file.rows.map((row) => {
    const converted = rowToBatch(row, file.titles, context);
    if (converted.batch === undefined) return converted;
    const { growingArea, lot, product } = converted.batch;
    const keys = [`${growingArea} ${lot}`, aliasIdOf(product, lot) ?? ''].filter((key) => key !== '');
    if (keys.some((key) => seen.has(key)))
      return { line: row.line, errors: [rowError(row.line, 'lot-duplicate', file.titles.lot)] };
    for (const key of keys) seen.add(key);
    return converted;
  });
}
