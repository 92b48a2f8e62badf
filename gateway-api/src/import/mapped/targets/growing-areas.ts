import {
  communes,
  growingAreaRowSchema,
  normaliseSiteCode,
  type GrowingAreaRow,
  type Imported,
} from '@daunguon/records';
import { foldText } from '../../../index-store/fold.ts';
import { batchIdOf } from '../../import-ids.ts';
import { importProblemCodes, rowError, type ImportProblemCode, type RowError } from '../../import-problems.ts';
import type { LineRow } from '../../import-record.ts';
import type { CsvFile, CsvRow } from '../../read-csv.ts';
import { cropByName, decimalWeight } from '../../row-to-batch.ts';
import type { MappedTarget } from '../mapped-import.ts';
import { partDuplicates, slicesOf } from '../plan-rows.ts';

/** What the index knows of units: the ids under a tax code, a folded name, and an id itself. */
export type UnitsByName = ReadonlyMap<string, readonly string[]>;
export interface AreaImportDeps {
  units(): Promise<UnitsByName>;
  /** Normalised codes that are in use -> the record. */
  codesInUse(codes: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
interface AreaContext {
  readonly units: UnitsByName;
  readonly codesInUse: ReadonlyMap<string, string>;
  readonly imported: Imported;
  readonly idOf: (line: number) => string;
}

const communeCodes: ReadonlyMap<string, string> = new Map(
  communes.flatMap(({ code, name, fullName }) => [code, fullName, name].map((text) => [foldText(text), code])),
);
const wholeNumbers = ['areaM2', 'maxYieldKgPerHa', 'households'];
const codes = new Set<string>(importProblemCodes);
type Found = ImportProblemCode | undefined;

const cellProblem = (text: string): Found => {
  if (/\p{Cc}/u.test(text)) return 'cell-control-character';
  if (text.normalize('NFC') !== text) return 'text-not-nfc';
  return /^[=+@]/.test(text) ? 'cell-formula' : undefined;
};

/** One row to a growing area, or everything that is wrong with it. Pure. */
function areaOf(
  { titles }: CsvFile<string>,
  { line, complete, cells }: CsvRow<string>,
  { units, codesInUse, imported, idOf }: AreaContext,
): { readonly row?: GrowingAreaRow; readonly errors: readonly RowError[] } {
  if (!complete) return { errors: [rowError(line, 'row-columns')] };
  const errors: RowError[] = [];
  const bad = new Set<string>();
  const note = (field: string, code: Found): void => {
    if (code === undefined || bad.has(field)) return;
    bad.add(field);
    errors.push(rowError(line, code, titles[field] ?? field));
  };
  const said: Record<string, string | number> = {};
  for (const [field, text = ''] of Object.entries(cells)) {
    if (text === '') continue;
    note(field, cellProblem(text));
    if (!wholeNumbers.includes(field)) said[field] = text;
    else {
      const read = decimalWeight(text);
      if ('code' in read) note(field, read.code);
      else said[field] = Number(read.weight);
    }
  }
  const [{ crop = '', commune = '', unit = '', puc = '' }, { length, 0: found = '' }] = [
    cells,
    units.get(foldText(cells['unit'] ?? '')) ?? [],
  ];
  if (crop !== '' && !cropByName.has(foldText(crop))) note('crop', 'crop-unknown');
  if (unit !== '' && length !== 1) note('unit', length === 0 ? 'unit-unknown' : 'unit-ambiguous');
  if (codesInUse.has(normaliseSiteCode(puc))) note('puc', 'puc-in-use');
  const row = growingAreaRowSchema.safeParse({
    ...said,
    ...{ id: idOf(line), imported },
    ...(crop === '' ? {} : { crop: cropByName.get(foldText(crop)) ?? crop }),
    ...(commune === '' ? {} : { commune: communeCodes.get(foldText(commune)) ?? commune }),
    ...(unit === '' ? {} : { unit: found }),
  });
  for (const { path, message } of row.error?.issues ?? []) {
    const field = String(path[0] ?? '');
    if (said[field] === undefined && !bad.has(field)) note(field, 'text-empty');
    else if (wholeNumbers.includes(field)) note(field, 'whole-number');
    else note(field, codes.has(message) ? (message as ImportProblemCode) : 'not-a-choice');
  }
  return { ...(row.success ? { row: row.data } : {}), errors };
}

/** Concentrated growing areas, each for the unit that farms it: entered by the department's registrars, as one by one. */
export const growingAreasTarget = (deps: AreaImportDeps): MappedTarget<GrowingAreaRow> => ({
  target: 'growing-areas',
  ownerOf: ({ key }) => key,
  plan: async (_actor, id, file, imported) => {
    const keyOf = (puc: string | undefined): string => normaliseSiteCode(puc ?? '');
    const codesInUse = await deps.codesInUse([...new Set(file.rows.map(({ cells }) => keyOf(cells['puc'])))]);
    const context = { units: await deps.units(), codesInUse, imported, idOf: (line: number) => batchIdOf(id, line) };
    const valid: LineRow<GrowingAreaRow>[] = [];
    const errors: RowError[] = [];
    const seen = new Set<string>();
    for await (const part of slicesOf(file)) {
      for (const row of part.rows) {
        const made = areaOf(file, row, context);
        errors.push(...made.errors);
        if (made.row === undefined || made.errors.length > 0) continue;
        const key = keyOf(made.row.puc);
        if (seen.has(key)) errors.push(rowError(row.line, 'puc-duplicate', file.titles['puc']));
        else valid.push({ line: row.line, row: made.row });
        seen.add(key);
      }
    }
    const parted = partDuplicates(
      errors,
      file,
      ({ puc }) => [keyOf(puc)],
      (key) => codesInUse.get(key),
    );
    return { rows: file.rows.length, valid, ...parted };
  },
});
