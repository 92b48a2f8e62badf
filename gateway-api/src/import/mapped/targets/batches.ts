import type { BatchRow } from '@daunguon/records';
import type { BatchColumn } from '../../batch-columns.ts';
import { batchContext, type BatchImportDeps } from '../../batch-import.ts';
import { batchIdOf } from '../../import-ids.ts';
import type { RowError } from '../../import-problems.ts';
import type { LineRow } from '../../import-record.ts';
import { rowsToBatches } from '../../row-to-batch.ts';
import type { MappedTarget } from '../mapped-import.ts';
import { partDuplicates, slicesOf } from '../plan-rows.ts';

/** Lots of a traceability system, as harvest batches of the unit that imports: a unit imports its own. */
export const batchesTarget = (deps: BatchImportDeps): MappedTarget<BatchRow> => ({
  target: 'batches',
  ownerOf: ({ key, unit }) => `${key} ${unit}`,
  plan: async ({ unit }, id, file, imported) => {
    const context = await batchContext(deps, file);
    const valid: LineRow<BatchRow>[] = [];
    const errors: RowError[] = [];
    const seen = new Set<string>();
    for await (const part of slicesOf<BatchColumn>(file)) {
      const rows = rowsToBatches(part, { ...context, unit, idOf: (line) => batchIdOf(id, line) }, seen);
      for (const row of rows) {
        if (row.batch !== undefined) valid.push({ line: row.line, row: { ...row.batch, imported } });
        errors.push(...row.errors);
      }
    }
    const parted = partDuplicates(errors, file, context.keysOf, (key) => context.lotsInUse.get(key));
    return { rows: file.rows.length, valid, ...parted };
  },
});
