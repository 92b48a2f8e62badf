import type { AccreditationBody, Grant } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn } from '../record-reads.ts';

/** The unit's live accreditations as the index knows them: for early refusals only, the ledger decides. */
export async function unitGrants(store: IndexStore, unit: string): Promise<readonly Grant[]> {
  if (unit === '') return [];
  const { docs } = await store.find('records', { equals: { type: 'registry/accreditation', unit }, limit: 1000 });
  return docs.map(stateIn).flatMap(({ id, status, body }) => {
    const { may, from, until } = body as AccreditationBody;
    return status === 'active' ? [{ accreditation: id, may, from, until }] : [];
  });
}
