import type { DomainSlug } from '@daunguon/records';

/**
 * Domains whose changes leave by the feed. A domain that is not named here never does: `health` and `credential` are private, and a new
 * domain is private until somebody decides otherwise.
 */
const publicDomains = ['registry', 'origin', 'ocop', 'carbon'] as const satisfies readonly DomainSlug[];

/** What a partner's key opens: changes of one domain each, webhooks, EPCIS subscriptions. */
export const scopes = [
  ...publicDomains.map((domain) => `changes:${domain}` as const),
  'webhooks',
  'epcis:subscribe',
] as const;
export type Scope = (typeof scopes)[number];

/** Domains whose changes these scopes open. */
export const domainsIn = (given: readonly Scope[]): readonly string[] =>
  publicDomains.filter((domain) => given.includes(`changes:${domain}`));
