import { communeByCode, measureById, type Measure } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';

/** Months, both inclusive, `YYYY-MM`; and what the numbers are narrowed to. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
export interface Choice extends Span {
  readonly commune?: string;
  readonly kind?: string;
}

type Parameters = Readonly<Record<string, unknown>>;

const month = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month so many months before another. */
export const monthBefore = (of: string, months: number): string => {
  const [year = 0, number = 1] = of.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - months, 1)).toISOString().slice(0, 7);
};

const monthIn = (query: Parameters, name: string, otherwise: string): string => {
  const value = query[name];
  if (value === undefined || value === '') return otherwise;
  if (typeof value !== 'string' || !month.test(value)) throw new HttpProblem('http/invalid-query', name);
  return value;
};

/** `?from=&to=&commune=&kind=`; without months: the last twelve. `today` is a day. @throws HttpProblem that names the parameter */
export function choiceOf(query: Parameters, today: string): Choice {
  const to = monthIn(query, 'to', today.slice(0, 7));
  const from = monthIn(query, 'from', monthBefore(to, 11));
  if (from > to) throw new HttpProblem('http/invalid-query', 'from');
  if (monthBefore(to, 120) > from) throw new HttpProblem('http/invalid-query', 'from');
  const { commune, kind } = query;
  if (commune !== undefined && commune !== '' && !(typeof commune === 'string' && communeByCode(commune) !== undefined))
    throw new HttpProblem('http/invalid-query', 'commune');
  if (kind !== undefined && kind !== '' && !(typeof kind === 'string' && /^[\w-]{1,60}$/.test(kind)))
    throw new HttpProblem('http/invalid-query', 'kind');
  return {
    ...{ from, to },
    ...(typeof commune === 'string' && commune !== '' ? { commune } : {}),
    ...(typeof kind === 'string' && kind !== '' ? { kind } : {}),
  };
}

/** @throws HttpProblem `dashboard/not-found` */
export function measureOf(id: string | undefined): Measure {
  const measure = measureById.get(id ?? '');
  if (measure === undefined) throw new HttpProblem('dashboard/not-found', id ?? '');
  return measure;
}
