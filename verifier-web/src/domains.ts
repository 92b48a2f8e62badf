import type { DomainSlug } from '@daunguon/records';
import type { RecordState } from './browser/record-answer.ts';
import type { Said } from './browser/said.ts';
import { originFacts } from './domains/origin/origin-card.ts';
import { registryFacts } from './domains/registry/registry-card.ts';

export interface Fact {
  label: Said;
  value: string;
}

/** What a card may look up beside the sealed record itself. */
export interface Names {
  /** Unit id -> name, as stated by the gateway. */
  unit(id: string): string | undefined;
  /** Commune code -> name, from this page's own list. */
  commune(code: string): string;
  /** Code of the growing area with this id, once its own record was fetched and checked. */
  growingArea(id: string): string | undefined;
}

export interface Card {
  title: string;
  facts: Fact[];
}

/** How each domain shows a record; a new domain does not compile until it has its card. */
const cards = {
  origin: originFacts,
  registry: registryFacts,
} as const satisfies Record<DomainSlug, (record: RecordState, names: Names) => Card>;

/** The facts of a record whose contents were checked; a record of a domain unknown to this build has no card. */
export function cardOf(record: RecordState, names: Names): Card | null {
  const slug = record.type.split('/')[0] as DomainSlug;
  return slug in cards ? cards[slug](record, names) : null;
}
