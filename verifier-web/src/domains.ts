import type { DomainSlug } from '@daunguon/records';
import type { ProvenRecord } from './check/proven-record.ts';
import type { VerdictCode } from '@daunguon/proof';
import type { Said } from './check/said.ts';

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

/** Digests of a health record's file that were proven: what somebody holds is compared with them. */
export interface ProvenDigests {
  bytes?: string;
  canonical?: string;
}

export interface Card {
  title: string | Said;
  facts: Fact[];
  /** The card offers to compare a file with these. */
  digests?: ProvenDigests;
}

/** How a domain shows its records. */
export interface DomainView {
  /** `code` of the verdict on the record: what it granted is past once that has expired. */
  card(record: ProvenRecord, names: Names, code?: VerdictCode): Card;
  /** Ids of records that the card shows something of: they are fetched and proven one by one, after the verdict. */
  related(record: ProvenRecord): string[];
}

/** A new domain does not compile until it has its view. Cards are fetched after the verdict, which needs none of them. */
const views = {
  carbon: async () => (await import('./domains/carbon/carbon-card.ts')).carbonView,
  credential: async () => (await import('./domains/credential/credential-card.ts')).credentialView,
  health: async () => (await import('./domains/health/health-card.ts')).healthView,
  heritage: async () => (await import('./domains/heritage/heritage-card.ts')).heritageView,
  ocop: async () => (await import('./domains/ocop/ocop-card.ts')).ocopView,
  origin: async () => (await import('./domains/origin/origin-card.ts')).originView,
  registry: async () => (await import('./domains/registry/registry-card.ts')).registryView,
} as const satisfies Record<DomainSlug, () => Promise<DomainView>>;

/** The view of a record's domain; a record of a domain unknown to this build has none, nor has one whose card cannot be fetched. */
export async function viewOf(record: ProvenRecord): Promise<DomainView | null> {
  const slug = record.type.split('/')[0] ?? '';
  return Object.hasOwn(views, slug) ? views[slug as DomainSlug]().catch(() => null) : null;
}
