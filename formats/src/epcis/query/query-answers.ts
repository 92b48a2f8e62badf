import type { EventTerms } from './event-terms.ts';
import { uris, type Comparison, type Criterion, type EventQuery } from './query.ts';

const holds: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  EQ: (left, right) => left === right,
  GT: (left, right) => left > right,
  GE: (left, right) => left >= right,
  LT: (left, right) => left < right,
  LE: (left, right) => left <= right,
};

/** Whether an event of these terms fulfils every criterion. */
export const matches = (terms: EventTerms, criteria: readonly Criterion[]): boolean =>
  criteria.every((criterion) =>
    criterion.kind === 'words'
      ? terms.words.some(
          ([name, value]) => (name === criterion.term || name === criterion.also) && criterion.values.includes(value),
        )
      : terms.numbers.some(([name, value]) => name === criterion.term && holds[criterion.op](value, criterion.value)),
  );

const publicTerms = new Set([
  ...['eventType', 'action', 'bizStep', 'disposition', 'persistentDisposition_set'],
  ...['persistentDisposition_unset', 'transformationID', 'eventTime', 'recordTime'],
  ...uris.flatMap((name) => [name, `${name}/of`]),
]);

/** Whether anyone may ask for a term: the redacted view of an event shows it. */
export const isPublicTerm = (term: string): boolean => publicTerms.has(term);

/** The same query, where identifiers of instances are asked for, by those of classes, too. */
export const orClasses = (query: EventQuery): EventQuery => ({
  ...query,
  criteria: query.criteria.map((criterion) =>
    criterion.kind === 'words' && /^\w*EPC$/i.test(criterion.term)
      ? { ...criterion, also: `${criterion.term}Class` }
      : criterion,
  ),
});

/** Whether a query asks only for what the redacted view of an event shows: others would tell by their answer what it hides. */
export const asksPublicOnly = (criteria: readonly Criterion[]): boolean =>
  criteria.every(
    (criterion) =>
      (isPublicTerm(criterion.term) &&
        (criterion.kind === 'number' || isPublicTerm(criterion.also ?? criterion.term))) ||
      // The event's own id may be its plain hash, which a guess of its contents would hit.
      (criterion.term === 'eventID' &&
        criterion.kind === 'words' &&
        criterion.values.every((id) => id.startsWith('urn:daunguon:event:'))),
  );
