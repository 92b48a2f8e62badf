import { overlapsIn, parseForeignSerials } from '@daunguon/formats/carbon';
import { DomainError } from '@daunguon/records';
import { parse } from 'csv-parse/sync';

/** One wrong line: its number in the file (the header is line 1), the code of the refusal, and what it is about. */
export interface WrongLine {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}
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
  const rows = parse(Buffer.from(bytes), {
    bom: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    trim: true,
  }) as string[][];
  const [header = [], ...lines] = rows;
  const [serialAt, countAt] = [header.indexOf('serial'), header.indexOf('count')];
  const errors: WrongLine[] = [];
  if (serialAt < 0)
    return { rows: lines.length, units: '0', errorCount: 1, errors: [{ line: 1, code: 'missing', detail: 'serial' }] };
  const ranges = [];
  let units = 0n;
  for (const [at, cells] of lines.entries()) {
    const line = at + 2;
    try {
      const read = parseForeignSerials(cells[serialAt] ?? '', countAt < 0 ? undefined : cells[countAt]);
      ranges.push({
        series: `${read.registry}:${read.series}`,
        start: BigInt(read.start),
        end: BigInt(read.end),
        index: line,
      });
      units += BigInt(read.units);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push({ line, code: error.code, detail: error.subject });
    }
  }
  for (const { index, overlaps } of overlapsIn(ranges)) {
    errors.push({ line: index, code: 'carbon/range-overlaps', detail: String(overlaps) });
  }
  errors.sort((a, b) => a.line - b.line);
  return { rows: lines.length, units: String(units), errorCount: errors.length, errors: errors.slice(0, 100) };
}
