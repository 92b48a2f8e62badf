import { HttpProblem } from '../http/http-problem.ts';
import { decodeCursor } from '../index-store/page-cursor.ts';
import type { Box } from './area-feature.ts';

export interface ItemsQuery {
  readonly limit: number;
  readonly box?: Box;
  /** Milliseconds, both inclusive. */
  readonly time?: { readonly from: number; readonly until: number };
  readonly after?: string;
}

const known = ['bbox', 'limit', 'datetime', 'after'];
const bad = (name: string): never => {
  throw new HttpProblem('http/bad-request', name);
};

const boxOf = (text: string): Box => {
  const numbers = text.split(',').map((part) => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN));
  // Six numbers have heights, which growing areas have not.
  const [west = NaN, south = NaN, east = NaN, north = NaN] =
    numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers.length === 4 ? numbers : [];
  const inside = Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return inside && south <= north ? [west, south, east, north] : bad('bbox');
};

const instantOf = (text: string, open: number): number => {
  if (text === '..' || text === '') return open;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? bad('datetime') : time;
};

const timeOf = (text: string): NonNullable<ItemsQuery['time']> => {
  const [from = '', until = from, ...more] = text.split('/');
  if (more.length > 0 || text === '' || text === '..') return bad('datetime');
  const time = { from: instantOf(from, -Infinity), until: instantOf(until, Infinity) };
  return time.from <= time.until ? time : bad('datetime');
};

const cursorOf = (text: string): string => {
  try {
    decodeCursor(text);
    return text;
  } catch {
    return bad('after');
  }
};

/** Parameters of `items` (OGC API Features part 1, 7.15). A parameter that is not known is an error, as the standard asks. */
export function itemsQuery(query: Readonly<Record<string, unknown>>): ItemsQuery {
  const texts = Object.entries(query).map(([name, value]) =>
    known.includes(name) && typeof value === 'string' ? ([name, value] as const) : bad(name),
  );
  const { bbox, limit = '100', datetime, after } = Object.fromEntries(texts) as Record<string, string | undefined>;
  if (!/^[1-9]\d{0,5}$/.test(limit)) return bad('limit');
  return {
    // More than the maximum is no error (requirement /req/core/fc-limit-response-1).
    limit: Math.min(Number(limit), 1000),
    ...(bbox === undefined ? {} : { box: boxOf(bbox) }),
    ...(datetime === undefined ? {} : { time: timeOf(datetime) }),
    ...(after === undefined ? {} : { after: cursorOf(after) }),
  };
}
