import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import type { AskErasure } from '@daunguon/records';
import type { GatewayClient } from './gateway-client.ts';
import { showFields, type KeptRecord } from './intake/take-in.ts';
import type { ClinicStore } from './store/clinic-store.ts';

/** What an erasure has come to: done with its receipt, or taken in by the department, which releases it at the latest by then. */
export interface Erasure {
  readonly receipt?: string;
  /** ISO 8601. */
  readonly until?: string;
}

/**
 * Asks for the erasure of a record. When the department has taken it in, nobody can undo it, and the record's key is destroyed here; asked again
 * later, as the agent does by itself, it answers the receipt on the ledger. Begun again after a crash it goes on where it was. Of a copy that another facility sent, found by its exchange, only this one is
 * destroyed: the record is that facility's. @throws GatewayRefusal `health/retention-holds` with class and date.
 */
export async function eraseRecord(
  store: ClinicStore,
  gateway: GatewayClient,
  id: string,
  { ground, requester }: Pick<AskErasure, 'ground' | 'requester'>,
): Promise<Erasure> {
  const stored = store.record(id);
  if (stored === undefined) throw new Error('there is no such record here');
  if (stored.state === 'received') {
    store.destroyKey(id);
    store.removeTask('pick-up', id);
    return {};
  }
  const known = store.task<AskErasure>('erasure', id);
  const request = known ?? {
    ...{ requestId: newId(randomBytes(16)), id, patient: stored.patient, ground, requester },
    shown: showFields(id, store.content<KeptRecord>(id), ['/facility', '/retention']),
  };
  store.putTask('erasure', id, request);
  try {
    const { receipt, until } = await gateway.post<Erasure>('/api/health/erasures', request);
    store.destroyKey(id);
    if (receipt === undefined) return { ...(until === undefined ? {} : { until }) };
    store.removeTask('erasure', id);
    return { receipt };
  } catch (error) {
    if ((error as { transient?: boolean }).transient === false) store.removeTask('erasure', id);
    throw error;
  }
}
