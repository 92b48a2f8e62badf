import type { DomainSlug } from './domain-slug.ts';

/**
 * Domains whose changes leave by the feed. A domain that is not named here never does: `health` and `credential` are private, and a new
 * domain is private until somebody decides otherwise.
 */
export const feedDomains = [
  'registry',
  'origin',
  'ocop',
  'carbon',
  'heritage',
] as const satisfies readonly DomainSlug[];

/** What a sharing system's key opens: changes of one domain each, webhooks, reminders of periodic reports by them, EPCIS subscriptions. */
export const exchangeScopes = [
  ...feedDomains.map((domain) => `changes:${domain}` as const),
  'webhooks',
  'reports:reminders',
  'epcis:subscribe',
] as const;
export type ExchangeScope = (typeof exchangeScopes)[number];
