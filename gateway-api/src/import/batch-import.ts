import { aliasId, normaliseSiteCode, vietnamDate, type BatchRow } from '@daunguon/records';
import { batchColumns, type BatchColumn } from './batch-columns.ts';
import { batchIdOf } from './import-ids.ts';
import type { ImportDeps, ImportPlan } from './import-routes.ts';
import { readCsv, type CsvFile } from './read-csv.ts';
import { gtin14, rowsToBatches, type KnownGrowingArea } from './row-to-batch.ts';

export interface BatchImportDeps {
  /** Growing areas of these normalised codes, from the index. */
  growingAreas(pucs: readonly string[]): Promise<ReadonlyMap<string, KnownGrowingArea>>;
  /** Which of these lots are in use, from the index: `<growing area id> <lot>`, or the alias id of GTIN and lot -> the record. */
  lotsInUse(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  now(): Date;
}

export const batchImportPath = '/api/origin/imports';

/** By which a row of a file is the same lot as another: in its growing area, and under its GTIN. */
const lotKeysOf =
  (areas: ReadonlyMap<string, KnownGrowingArea>) =>
  ({ puc = '', lot = '', gtin = '' }: Readonly<Partial<Record<BatchColumn, string>>>): string[] => {
    const area = areas.get(normaliseSiteCode(puc));
    return [...(area ? [`${area.id} ${lot}`] : []), ...(gtin === '' ? [] : [aliasId(gtin14(gtin), lot)])];
  };

/** What the index knows of the rows of a file. */
export async function batchContext(deps: BatchImportDeps, { rows }: CsvFile<BatchColumn>) {
  const areas = await deps.growingAreas([...new Set(rows.map(({ cells }) => normaliseSiteCode(cells.puc ?? '')))]);
  const keysOf = lotKeysOf(areas);
  const lotsInUse = await deps.lotsInUse(rows.flatMap(({ cells }) => keysOf(cells)));
  return { areas, lotsInUse, keysOf, today: vietnamDate(deps.now().toISOString()) };
}

/** Import of harvest batches: each person has their own. */
export const batchImport = (deps: BatchImportDeps): Pick<ImportDeps<BatchRow>, 'ownerOf' | 'plan'> => ({
  ownerOf: ({ key, unit }) => `${key} ${unit}`,
  plan: async ({ unit }, id, { bytes }): Promise<ImportPlan<BatchRow>> => {
    const file = readCsv(bytes, batchColumns);
    const context = await batchContext(deps, file);
    const rows = rowsToBatches(file, { ...context, unit, idOf: (line) => batchIdOf(id, line) });
    return {
      rows: rows.length,
      valid: rows.flatMap(({ line, batch }) => (batch ? [{ line, row: batch }] : [])),
      errors: rows.flatMap((row) => row.errors),
    };
  },
});
