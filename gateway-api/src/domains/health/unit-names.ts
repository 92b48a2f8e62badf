import type { UnitBody } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { statesOf } from '../record-reads.ts';

/** Names of these units as the ledger has them; the empty id is nobody's. */
export async function unitNames(store: IndexStore, units: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const states = await statesOf(
    store,
    [...new Set(units)].filter((unit) => unit !== ''),
  );
  return new Map([...states].map(([id, { body }]) => [id, (body as UnitBody).name]));
}
