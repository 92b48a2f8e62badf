import { checkRange, DomainError, unitsIn } from '@daunguon/records';
import { overlapsIn } from './overlaps.ts';

/** What is wrong in a file, by the RFC 6901 pointer of the field and a code of the problem tables. */
export interface CadFinding {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}
/** A unit whose range and count agree. */
export interface ReadUnit {
  readonly project: string;
  readonly issuance: string;
  readonly vintage: number;
  readonly type: string;
  readonly units: bigint;
}

const reasons = new Set(['retired', 'cancelled']);
/** The letters before the number and its zeros: `A001` and `A010` are 1 and 10 of series A. */
const split = (text: string): readonly [string, string] => {
  const [, before = '', digits = ''] = /^([^\d]*)0*(\d+)$/.exec(text) ?? [];
  return [before, digits];
};

/**
 * Units as CAD Trust writes them, those that are right, and what is wrong with the others. Its own tool sums counts and reads no serials, so ranges
 * that lie about themselves come from there: `a1000` to `a1010` are eleven. `at` is the pointer of the list.
 */
export const readCadUnits = (
  list: readonly unknown[],
  at: string,
): { read: readonly ReadUnit[]; findings: readonly CadFinding[] } => {
  const findings: CadFinding[] = [];
  const read: ReadUnit[] = [];
  const ranges: { series: string; start: bigint; end: bigint; index: number }[] = [];
  for (const [index, value] of list.entries()) {
    const found = (field: string, code: string, detail: string) =>
      void findings.push({ pointer: `${at}/${index}${field === '' ? '' : '/'}${field}`, code, detail });
    if (typeof value !== 'object' || value === null) {
      found('', 'wrong-type', 'a unit');
      continue;
    }
    const unit = value as Readonly<Record<string, unknown>>;
    const text = (field: string): string => String(unit[field] ?? '');
    const [start, end] = [text('unitBlockStart'), text('unitBlockEnd')];
    const [[series, first], [other, last]] = [split(start), split(end)];
    const [count, year] = [unit['unitCount'], unit['vintageYear']];
    const vintage = typeof year === 'number' && /^\d{4}$/.test(String(year)) ? year : undefined;
    if (vintage === undefined) found('vintageYear', 'carbon/vintage-outside', String(year));
    const status = text('unitStatus').toLowerCase();
    if (reasons.has(status) && text('unitStatusReason') === '') found('unitStatusReason', 'missing', status);
    if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
      found('unitCount', 'carbon/range-malformed', String(count));
    } else if (series !== other) found('unitBlockEnd', 'carbon/range-malformed', `${start} – ${end}`);
    else {
      try {
        const range = checkRange(first, last, String(count));
        const project = text('warehouseProjectId');
        const name = `${project}/${text('vintageYear')}/${series}`;
        ranges.push({ series: name, start: BigInt(range.start), end: BigInt(range.end), index });
        const units = unitsIn(range);
        read.push({ project, issuance: text('issuanceId'), vintage: vintage ?? 0, type: text('unitType'), units });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        found('unitBlockEnd', error.code, error.subject);
      }
    }
  }
  for (const { index, overlaps } of overlapsIn(ranges)) {
    const pointer = `${at}/${index}/unitBlockStart`;
    findings.push({ pointer, code: 'carbon/range-overlaps', detail: `${at}/${overlaps}` });
  }
  return { read, findings };
};
