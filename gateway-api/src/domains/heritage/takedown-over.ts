import type { RecordState, Takedown } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';

const takedownIn = (state: RecordState | undefined): Takedown | undefined =>
  (state?.body as { readonly takedown?: Takedown } | undefined)?.takedown;

/** The takedown of a record, or that of the item to which a medium belongs: its words are its steward's alone. */
export async function takedownOver(store: IndexStore, state: RecordState): Promise<Takedown | undefined> {
  const own = takedownIn(state);
  if (own !== undefined || state.type !== 'heritage/media') return own;
  return takedownIn(await stateOf(store, (state.body as { readonly item: string }).item));
}
