import { feedDomains, type ExchangeScope, type RecordType } from '@daunguon/records';

/** Of public domains, what nobody is told of: that something sacred was recorded is for those who guard it. */
const silentTypes: readonly RecordType[] = ['heritage/restricted'];

export const isToldOf = (type: RecordType): boolean => !silentTypes.includes(type);

/** Domains whose changes these scopes open. */
export const domainsIn = (given: readonly ExchangeScope[]): readonly string[] =>
  feedDomains.filter((domain) => given.includes(`changes:${domain}`));
