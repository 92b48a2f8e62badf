import { isTraining } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { IndexStore } from '../index-store/index-store.ts';

/** Whether a unit is one to try things with: it has growing areas, and all of them are to learn on, so that none of its lots is a real one. */
export async function isSandboxUnit(store: IndexStore, unit: string): Promise<boolean> {
  const { docs } = await store.find('records', { equals: { type: 'origin/growing-area', owner: unit }, limit: 1000 });
  return docs.length > 0 && docs.every((doc) => isTraining(stateIn(doc)));
}
