import { setImmediate } from 'node:timers/promises';
import { isDuplicate, type RowError } from '../import-problems.ts';
import type { CsvFile } from '../read-csv.ts';

/** So many rows are checked before others are served: some milliseconds. */
const sliceRows = 500;

/** A file in parts, between which the process does other things. */
export async function* slicesOf<Column extends string>(file: CsvFile<Column>): AsyncGenerator<CsvFile<Column>> {
  for (let start = 0; start < file.rows.length; start += sliceRows) {
    yield { titles: file.titles, rows: file.rows.slice(start, start + sliceRows) };
    await setImmediate();
  }
}

/**
 * Parts what is wrong with rows from what is here already. `keysOf` says by which a row is the same as another; `recordOf` which record has such
 * a key: the report names it, or the line of the file that came first.
 */
export function partDuplicates(
  errors: readonly RowError[],
  { rows }: CsvFile<string>,
  keysOf: (cells: Readonly<Partial<Record<string, string>>>) => readonly string[],
  recordOf: (key: string) => string | undefined = () => undefined,
): { readonly errors: readonly RowError[]; readonly duplicates: readonly RowError[] } {
  const found = errors.filter(isDuplicate);
  if (found.length === 0) return { errors, duplicates: [] };
  const first = new Map<string, number>();
  const keys = new Map<number, readonly string[]>();
  for (const { line, cells } of rows) {
    const own = keysOf(cells);
    keys.set(line, own);
    for (const key of own) if (!first.has(key)) first.set(key, line);
  }
  const sameAs = (line: number): Pick<RowError, 'sameAs'> => {
    const own = keys.get(line) ?? [];
    const record = own.map(recordOf).find((id) => id !== undefined);
    if (record !== undefined) return { sameAs: { record } };
    const before = own.map((key) => first.get(key)).find((at) => at !== undefined && at !== line);
    return before === undefined ? {} : { sameAs: { line: before } };
  };
  return {
    errors: errors.filter((error) => !isDuplicate(error)),
    duplicates: found.map((error) => ({ ...error, ...sameAs(error.line) })),
  };
}
