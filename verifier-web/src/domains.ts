import type { DomainSlug } from '@daunguon/records';
import type { ProvenRecord } from './check/proven-record.ts';
import type { Said } from './check/said.ts';
import { credentialView } from './domains/credential/credential-card.ts';
import { ocopView } from './domains/ocop/ocop-card.ts';
import { originView } from './domains/origin/origin-card.ts';
import { registryView } from './domains/registry/registry-card.ts';

export interface Fact {
  label: Said;
  /** As the record says it, or words of this page in both languages. */
  value: string | Said;
  /** Id of the record that the value leads to. */
  record?: string;
}

/** What a card may look up beside the proven record itself; each answer is proven too, or absent. */
export interface Names {
  /** Another record that this one names, once its own proof was checked. */
  record(id: string): ProvenRecord | undefined;
  /** Commune code -> name, from this page's own list. */
  commune(code: string): string;
}

export interface Card {
  title: string;
  facts: Fact[];
}

/** How a domain shows its records. */
export interface DomainView {
  card(record: ProvenRecord, names: Names): Card;
  /** Ids of records that the card shows something of: they are fetched and proven one by one, after the verdict. */
  related(record: ProvenRecord): string[];
  /** Instant after which the record no longer speaks, where its body says one. */
  expiresAt(record: ProvenRecord): string | undefined;
}

/** A new domain does not compile until it has its view. */
const views = {
  credential: credentialView,
  ocop: ocopView,
  origin: originView,
  registry: registryView,
} as const satisfies Record<DomainSlug, DomainView>;

/** The view of a record's domain; a record of a domain unknown to this build has none. */
export function viewOf(record: ProvenRecord): DomainView | null {
  const slug = record.type.split('/')[0] ?? '';
  return Object.hasOwn(views, slug) ? views[slug as DomainSlug] : null;
}
