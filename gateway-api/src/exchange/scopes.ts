import { feedDomains, type ExchangeScope } from '@daunguon/records';

/** Domains whose changes these scopes open. */
export const domainsIn = (given: readonly ExchangeScope[]): readonly string[] =>
  feedDomains.filter((domain) => given.includes(`changes:${domain}`));
