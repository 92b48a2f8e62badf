import { openBadgesPinned } from '@daunguon/formats/open-badges';
import type { PinnedContexts } from '@daunguon/formats/vc';

/** The suites' own example context, as they define it themselves: every unknown term becomes an example. */
const examples = 'https://www.w3.org/ns/credentials/examples/v2';

/** Contexts that the interoperability endpoints know. Nothing is loaded. */
export const vcApiPinned: PinnedContexts = new Map([
  ...openBadgesPinned,
  [examples, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
]);
