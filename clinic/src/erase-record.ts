import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import type { AskErasure } from '@daunguon/records';
import type { GatewayClient } from './gateway-client.ts';
import { showFields, type KeptRecord } from './intake/take-in.ts';
import type { ClinicStore } from './store/clinic-store.ts';

/**
 * Asks for the erasure of a record and, when its salt is purged and the receipt is on the ledger, destroys the record's key here.
 * Begun again after a crash it goes on where it was. Of a copy that another facility sent, found by its exchange, only this one is
 * destroyed: the record is that facility's. @throws GatewayRefusal `health/retention-holds` with class and date.
 */
export async function eraseRecord(
  store: ClinicStore,
  gateway: GatewayClient,
  id: string,
  { ground, requester }: Pick<AskErasure, 'ground' | 'requester'>,
): Promise<{ receipt?: string }> {
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
    const { receipt } = await gateway.post<{ receipt: string }>('/api/health/erasures', request);
    store.destroyKey(id);
    store.removeTask('erasure', id);
    return { receipt };
  } catch (error) {
    if ((error as { transient?: boolean }).transient === false) store.removeTask('erasure', id);
    throw error;
  }
}
