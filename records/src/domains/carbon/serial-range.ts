import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';

/**
 * Consecutive serials of one project and vintage, both ends inclusive; one serial is one tonne of CO2 equivalent. Decimal strings: numbers of
 * JSON are exact to 2^53 only, and a registry that rounds a serial has counted it twice.
 */
export interface SerialRange {
  readonly start: string;
  readonly end: string;
}

/** A serial or a number of units: 1 to 10^18 - 1, no sign, no leading zero, never a JSON number. */
export const serialSchema = z.string().regex(/^[1-9]\d{0,17}$/, 'serial');
/** The last serial that a vintage of a project can have. */
export const lastSerial = 10n ** 18n - 1n;

export const unitsIn = ({ start, end }: SerialRange): bigint => BigInt(end) - BigInt(start) + 1n;

export const rangesOverlap = (a: SerialRange, b: SerialRange): boolean =>
  BigInt(a.start) <= BigInt(b.end) && BigInt(b.start) <= BigInt(a.end);

/** The range of so many serials from `next` on. @throws carbon/serials-exhausted */
export const takeRange = (next: bigint, units: bigint): SerialRange => {
  const end = next + units - 1n;
  if (end > lastSerial) throw new DomainError('carbon/serials-exhausted', String(end));
  return { start: String(next), end: String(end) };
};

/** The first `units` serials and the rest; neither part is empty. @throws carbon/split-quantity */
export const cutRange = (range: SerialRange, units: bigint): readonly [SerialRange, SerialRange] => {
  if (units < 1n || units >= unitsIn(range)) throw new DomainError('carbon/split-quantity', String(unitsIn(range)));
  const next = BigInt(range.start) + units;
  return [
    { start: range.start, end: String(next - 1n) },
    { start: String(next), end: range.end },
  ];
};

/**
 * A range as somebody else wrote it, checked against the count beside it. Both ends count: 1 to 29251 are 29251 units, not 29250.
 * @throws carbon/range-malformed, -reversed or -miscounted with the reason as subject
 */
export const checkRange = (start: string, end: string, count?: string): SerialRange => {
  for (const serial of count === undefined ? [start, end] : [start, end, count]) {
    if (!serialSchema.safeParse(serial).success) throw new DomainError('carbon/range-malformed', serial);
  }
  if (BigInt(end) < BigInt(start)) throw new DomainError('carbon/range-reversed', `${start}–${end}`);
  const units = unitsIn({ start, end });
  if (count !== undefined && units !== BigInt(count)) {
    throw new DomainError('carbon/range-miscounted', `${start}–${end} = ${units} ≠ ${count}`);
  }
  return { start, end };
};
