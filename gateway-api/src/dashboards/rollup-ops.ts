import { countedAs, vietnamDate, type RecordState } from '@daunguon/records';
import type { CollectionSpec, Doc, Op } from '../index-store/index-store.ts';

/** Stands for all kinds, or all communes. */
export const all = '*';
/** Stands for what has none. */
export const nowhere = '-';

/**
 * Counters of the dashboards, a document for each cell, found by the beginning of its id alone:
 * `d|measure|day`, `m|measure|kind|commune|month` and, to divide by kinds, `k|measure|commune|kind|month`.
 */
export const rollups: CollectionSpec = { name: 'rollups', indexed: [] };

export const dayPrefix = (measure: string): string => `d|${measure}|`;
export const monthPrefix = (measure: string, kind = all, commune?: string): string =>
  `m|${measure}|${kind}|${commune === undefined ? '' : `${commune}|`}`;
export const kindPrefix = (measure: string, commune = all): string => `k|${measure}|${commune}|`;

/** Where the first version of a record is found again behind a number: by measure and day, and the same by kind and commune. */
export interface Born {
  readonly [field: string]: string;
}
export const bornFields = ['born', 'bornAt', 'bornOf', 'bornOfAt'] as const;

/** Field and beginning of its value for a choice of kind and commune. */
export function bornPrefix(measure: string, kind?: string, commune?: string): readonly [field: string, prefix: string] {
  if (kind !== undefined && commune !== undefined) return ['bornOfAt', `${measure}|${kind}|${commune}|`];
  if (kind !== undefined) return ['bornOf', `${measure}|${kind}|`];
  if (commune !== undefined) return ['bornAt', `${measure}|${commune}|`];
  return ['born', `${measure}|`];
}

export interface Rolled {
  readonly ops: readonly Op[];
  /** Further fields of the version's document. */
  readonly born: Born;
}

const nothing: Rolled = { ops: [], born: {} };

/** What the first version of a record adds to the dashboards; `fields` are those by which lists filter. */
export function rolled(state: RecordState, fields: Doc): Rolled {
  const counted = countedAs(state);
  if (counted === undefined) return nothing;
  const { measure, amount } = counted;
  const kind = counted.kind === '' ? nowhere : counted.kind;
  const commune = typeof fields['commune'] === 'string' && fields['commune'] !== '' ? fields['commune'] : nowhere;
  const day = vietnamDate(state.ts);
  const month = day.slice(0, 7);
  const by = { records: 1, amount };
  const add = (id: string, onInsert: Doc): Op => ({ op: 'increment', collection: rollups.name, id, by, onInsert });
  const hasKinds = kind !== nowhere;
  const kinds = hasKinds ? [all, kind] : [all];
  const communes = [all, commune];
  return {
    ops: [
      add(dayPrefix(measure) + day, { day }),
      ...kinds.flatMap((one) =>
        communes.map((place) => add(monthPrefix(measure, one, place) + month, { commune: place, month })),
      ),
      ...(hasKinds
        ? communes.map((place) => add(`${kindPrefix(measure, place)}${kind}|${month}`, { kind, month }))
        : []),
    ],
    born: {
      born: `${measure}|${day}`,
      bornAt: `${measure}|${commune}|${day}`,
      ...(hasKinds ? { bornOf: `${measure}|${kind}|${day}`, bornOfAt: `${measure}|${kind}|${commune}|${day}` } : {}),
    },
  };
}
