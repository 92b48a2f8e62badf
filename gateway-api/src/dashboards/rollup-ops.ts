import { countedAs, vietnamDate, type RecordState } from '@daunguon/records';
import type { CollectionSpec, Doc, Op } from '../index-store/index-store.ts';

/** Stands for all communes. */
export const all = '*';
/** Stands for none. */
export const none = '-';

/**
 * Counters of the dashboards, found by the beginning of their ids alone: `d|measure|day`, and `m|measure|commune|month` with the kinds as
 * counters of the same document, so that a record adds to three documents whatever it is narrowed by.
 */
export const rollups: CollectionSpec = { name: 'rollups', indexed: [] };

export const dayPrefix = (measure: string): string => `d|${measure}|`;
export const monthPrefix = (measure: string): string => `m|${measure}|`;
export const placePrefix = (measure: string, commune: string): string => `m|${measure}|${commune}|`;

/** Names of the counters of a kind; without one, those of all. */
export const countersOf = (kind?: string): { readonly records: string; readonly amount: string } =>
  kind === undefined
    ? { records: 'records', amount: 'amount' }
    : { records: `records_${kind}`, amount: `amount_${kind}` };
/** Kinds that a document has counters of. */
export const kindsIn = (doc: Doc): readonly string[] =>
  Object.keys(doc).flatMap((name) => (name.startsWith('records_') ? [name.slice('records_'.length)] : []));

/** By what the first version of a record is found again behind a number: its measure and day, with its commune or its kind between. */
export const bornFields = ['born', 'bornAt', 'bornOf'] as const;

export interface Rolled {
  readonly ops: readonly Op[];
  /** Further fields of the version's document. */
  readonly born: Doc;
}

const nothing: Rolled = { ops: [], born: {} };

/** What the first version of a record adds to the dashboards; `fields` are those by which lists filter. */
export function rolled(state: RecordState, fields: Doc): Rolled {
  const counted = countedAs(state);
  if (counted === undefined) return nothing;
  const { measure, kind, amount } = counted;
  const commune = typeof fields['commune'] === 'string' && fields['commune'] !== '' ? fields['commune'] : none;
  const day = vietnamDate(state.ts);
  const month = day.slice(0, 7);
  const of = countersOf(kind);
  const by = { records: 1, amount, ...(kind === '' ? {} : { [of.records]: 1, [of.amount]: amount }) };
  const add = (id: string, onInsert: Doc, adds: Readonly<Record<string, number>>): Op => ({
    ...{ op: 'increment', collection: rollups.name, id, by: adds, onInsert },
  });
  return {
    ops: [
      add(dayPrefix(measure) + day, { day }, { records: 1, amount }),
      ...[all, commune].map((place) => add(placePrefix(measure, place) + month, { commune: place, month }, by)),
    ],
    born: {
      ...{ born: `${measure}|${day}`, bornAt: `${measure}|${commune}|${day}` },
      ...(kind === '' ? {} : { bornOf: `${measure}|${kind}|${day}` }),
    },
  };
}
