import { exchangeEnds, type ExchangeState, type SendBundle } from '@daunguon/records';
import type { HealthDocs } from '../../vault/health-docs.ts';

/** What is kept of an exchange; the bundle itself is apart, and gone when it was picked up, refused or seven days old. */
export interface Exchange extends ExchangeState, Pick<SendBundle, 'record' | 'patient' | 'purpose' | 'classes'> {
  readonly from: string;
  readonly consent?: string;
  readonly breakGlass?: string;
  readonly jweDigest: string;
}

export const saveExchange = (docs: HealthDocs, exchange: Exchange): void =>
  docs.put('exchange', exchange.id, exchange, { patient: exchange.patient, ref: exchange.jweDigest });

/** Exchanges whose bundle is still here, oldest first. */
export const openExchanges = (docs: HealthDocs): Exchange[] =>
  docs.ids('jwe').flatMap((id) => docs.get<Exchange>('exchange', id) ?? []);

/** Destroys the bundles that nobody picked up in time. `now` in milliseconds since 1970. */
export function sweepBundles(docs: HealthDocs, now: number): void {
  const at = new Date(now).toISOString();
  for (const exchange of openExchanges(docs)) if (exchangeEnds(exchange) <= at) docs.remove('jwe', exchange.id);
}
