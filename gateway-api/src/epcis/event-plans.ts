import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Criterion, EventQuery } from '@daunguon/formats/epcis';

const operators = { EQ: '=', GT: '>', GE: '>=', LT: '<', LE: '<=' } as const;

interface Part {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}
/** How to find the events of one criterion: how many, a list of their numbers, and whether one event is among them. */
interface Plan {
  readonly count: number;
  readonly list: Part;
  readonly holds: Part;
  /** The one term, where there is one: its events lie in order. */
  readonly term?: number;
}

/**
 * FROM and WHERE of a query on the tables of the event index, along its rarest criterion. `kept` is how a term's value stands there; `few` events
 * are sorted, more are walked in the order asked for.
 */
export function eventPlans(db: DatabaseSync, kept: (name: string, value: string) => string, few: number) {
  const termId = db.prepare('SELECT id, n FROM terms WHERE name = ? AND value = ?');
  const wordPlan = ({ term, also, values }: Extract<Criterion, { kind: 'words' }>): Plan => {
    const known = [term, ...(also === undefined ? [] : [also])]
      .flatMap((name) => [...new Set(values)].map((value) => termId.get(name, kept(name, value))))
      .filter((row) => row !== undefined);
    const ids = known.map((row) => Number(row['id']));
    const marks = ids.map(() => '?').join(', ');
    return {
      count: known.reduce((sum, row) => sum + Number(row['n']), 0),
      list: { sql: `SELECT seq FROM words WHERE term IN (${marks})`, values: ids },
      holds: { sql: `EXISTS (SELECT 1 FROM words w WHERE w.seq = e.seq AND w.term IN (${marks}))`, values: ids },
      ...(ids.length === 1 && ids[0] !== undefined ? { term: ids[0] } : {}),
    };
  };
  const numberPlan = ({ term, op, value }: Extract<Criterion, { kind: 'number' }>): Plan => {
    const compare = `value ${operators[op]} ?`;
    if (term === 'eventTime' || term === 'recordTime') {
      const list = { sql: `SELECT seq FROM events WHERE ${term} ${operators[op]} ?`, values: [value] };
      return { count: Infinity, list, holds: { sql: `e.${term} ${operators[op]} ?`, values: [value] } };
    }
    const list = { sql: `SELECT seq FROM numbers WHERE name = ? AND ${compare}`, values: [term, value] };
    const counted = db.prepare(`SELECT count(*) AS n FROM (${list.sql} LIMIT ${few + 1})`).get(term, value);
    return {
      count: Number(counted?.['n']) > few ? Infinity : Number(counted?.['n']),
      list,
      holds: {
        sql: `EXISTS (SELECT 1 FROM numbers WHERE seq = e.seq AND name = ? AND ${compare})`,
        values: [term, value],
      },
    };
  };

  return (criteria: readonly Criterion[], orderBy: EventQuery['orderBy']) => {
    const plans = criteria
      .map((criterion) => (criterion.kind === 'words' ? wordPlan(criterion) : numberPlan(criterion)))
      .sort((a, b) => a.count - b.count);
    const [rarest, ...others] = plans;
    const holding = (rest: readonly Plan[]): Part => ({
      sql: rest.map(({ holds }) => holds.sql).join(' AND ') || 'TRUE',
      values: rest.flatMap(({ holds }) => holds.values),
    });
    if (rarest !== undefined && rarest.count <= few) {
      const rest = holding(others);
      return {
        from: 'events e',
        order: `e.${orderBy}`,
        where: {
          sql: `e.seq IN (${rarest.list.sql}) AND ${rest.sql}`,
          values: [...rarest.list.values, ...rest.values],
        },
        // + keeps SQLite from walking the whole in order instead of sorting the few.
        sort: (direction: string) => `+e.${orderBy} ${direction}, +e.seq ${direction}`,
      };
    }
    if (rarest?.term !== undefined) {
      const rest = holding(others);
      return {
        from: 'words o CROSS JOIN events e ON e.seq = o.seq',
        order: `o.${orderBy}`,
        where: { sql: `o.term = ? AND ${rest.sql}`, values: [rarest.term, ...rest.values] },
        sort: (direction: string) => `o.${orderBy} ${direction}, o.seq ${direction}`,
      };
    }
    return {
      from: 'events e',
      order: `e.${orderBy}`,
      where: holding(plans),
      sort: (d: string) => `e.${orderBy} ${d}, e.seq ${d}`,
    };
  };
}
