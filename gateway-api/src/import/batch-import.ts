import { aliasId, normaliseSiteCode, vietnamDate, type BatchRow } from '@daunguon/records';
import { batchColumns } from './batch-columns.ts';
import { batchIdOf } from './import-ids.ts';
import type { ImportDeps, ImportPlan } from './import-routes.ts';
import { readCsv } from './read-csv.ts';
import { gtin14, rowsToBatches, type KnownGrowingArea } from './row-to-batch.ts';

export interface BatchImportDeps {
  /** Growing areas of these normalised codes, from the index. */
  growingAreas(pucs: readonly string[]): Promise<ReadonlyMap<string, KnownGrowingArea>>;
  /** Which of these lots are in use, from the index: `<growing area id> <lot>`, or the alias id of GTIN and lot. */
  lotsInUse(keys: readonly string[]): Promise<ReadonlySet<string>>;
  now(): Date;
}

export const batchImportPath = '/api/origin/imports';

/** Import of harvest batches: each person has their own. */
export const batchImport = (deps: BatchImportDeps): Pick<ImportDeps<BatchRow>, 'ownerOf' | 'plan'> => ({
  ownerOf: ({ key, unit }) => `${key} ${unit}`,
  plan: async ({ unit }, id, { bytes }): Promise<ImportPlan<BatchRow>> => {
    const file = readCsv(bytes, batchColumns);
    const areas = await deps.growingAreas([...new Set(file.rows.map((row) => normaliseSiteCode(row.cells.puc ?? '')))]);
    const keys = file.rows.flatMap(({ cells }) => {
      const area = areas.get(normaliseSiteCode(cells.puc ?? ''));
      const lot = cells.lot ?? '';
      return [...(area ? [`${area.id} ${lot}`] : []), ...(cells.gtin ? [aliasId(gtin14(cells.gtin), lot)] : [])];
    });
    const rows = rowsToBatches(file, {
      areas,
      lotsInUse: await deps.lotsInUse(keys),
      unit,
      today: vietnamDate(deps.now().toISOString()),
      idOf: (line) => batchIdOf(id, line),
    });
    return {
      rows: rows.length,
      valid: rows.flatMap(({ line, batch }) => (batch ? [{ line, row: batch }] : [])),
      errors: rows.flatMap((row) => row.errors),
    };
  },
});
