import { overlapsIn, parseForeignSerials } from '@daunguon/formats/carbon';
import { DomainError } from '@daunguon/records';
import { csvLines, explained, type WrongLine } from './csv-lines.ts';

export interface UnitsFile {
  readonly rows: number;
  /** Sum of the right lines. */
  readonly units: string;
  readonly errorCount: number;
  /** The first hundred. */
  readonly errors: readonly WrongLine[];
}

/**
 * Checks a list of units of other registries: columns `serial` and `count`. Every line is read, whatever is wrong with others; ranges of one series
 * that overlap are wrong on the later line. Nothing is taken over here: whoever imports a file with a wrong line imports none of it.
 */
export function checkUnitsCsv(bytes: Uint8Array): UnitsFile {
  const { lines, wrong, rows } = csvLines(bytes, { serial: ['serial', 'sê-ri'], count: ['count', 'số lượng'] });
  const errors: WrongLine[] = [...wrong];
  const ranges = [];
  let units = 0n;
  for (const { line, cells } of lines) {
    try {
      const read = parseForeignSerials(cells.serial, cells.count === '' ? undefined : cells.count);
      const series = `${read.registry}:${read.series}`;
      ranges.push({ series, start: BigInt(read.start), end: BigInt(read.end), index: line });
      units += BigInt(read.units);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push({ line, ...explained(error.code, error.subject) });
    }
  }
  for (const { index, overlaps } of overlapsIn(ranges)) {
    errors.push({ line: index, ...explained('carbon/range-overlaps', String(overlaps)) });
  }
  errors.sort((a, b) => a.line - b.line);
  return { rows, units: String(units), errorCount: errors.length, errors: errors.slice(0, 100) };
}
