import type { RecordState, Takedown } from '@daunguon/records';
import { domainOf } from '../domains.ts';
import type { IndexStore } from '../index-store/index-store.ts';

/** Why words of a record, and of its earlier versions, are told to nobody but its owner. */
export const takedownOver = async (store: IndexStore, state: RecordState): Promise<Takedown | undefined> =>
  domainOf(state.type).takedownOver?.(store, state);

/** The takedown over a state that still has words. One that was taken down itself has lost them; what is left says why. */
export const withheldBy = async (store: IndexStore, state: RecordState): Promise<Takedown | undefined> =>
  state.status === 'erased' ? undefined : takedownOver(store, state);
