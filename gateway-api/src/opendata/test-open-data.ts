import { createHash } from 'node:crypto';
import type { RecordState } from '@daunguon/records';
import type { IndexStore } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../project-block.ts';
import type { CoveringLog } from './publish.ts';

/** An index in memory that takes records as blocks. For tests. */
export function openTestIndex() {
  const store: IndexStore = openSqliteStore(':memory:', collections);
  let block = -1;
  const add = async (...states: readonly Partial<RecordState>[]): Promise<void> => {
    block += 1;
    const time = `2026-11-24T03:00:${String(block).padStart(2, '0')}.000Z`;
    const writes = states.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify(stateOf(state, time)) }));
    const hash = createHash('sha256').update(String(block)).digest('hex');
    const ref = { number: block, hash };
    const transactions = [{ txId: `t${block}`, time, endorsers: [], writes }];
    await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  };
  return { store, add };
}

const stateOf = (state: Partial<RecordState>, ts: string): Partial<RecordState> => ({
  ...{ version: 1, status: 'active', owner: 'U1', salt: '00', commitment: '00'.repeat(32), ts },
  ...{ by: { msp: 'AgriMSP', unit: 'U1', role: 'farmer', signing: 'custodial' } },
  ...state,
});

/** A record id of the right form. */
export const testId = (number: number): string => String(number).padStart(26, '0');

export const harvestLot = (number: number, more: object = {}): Partial<RecordState> => ({
  ...{ id: testId(number), type: 'origin/batch' },
  body: {
    ...{ kind: 'harvest', lot: `L${number}`, product: { code: 'durian', name: 'Sầu riêng' }, commune: '25195' },
    ...{ producer: testId(9000 + number), harvestDate: '2026-10-05', weightKg: '12.5', parents: [], children: [] },
    ...{ unshipped: [], recalls: [], remainingKg: '12.5', ...more },
  },
});

export const ratedProduct = (number: number, name: string): Partial<RecordState> => ({
  ...{ id: testId(number), type: 'ocop/product' },
  body: {
    ...{ name, group: 'food', subgroup: 'x', commune: '25195', stage: 'rated' },
    rating: {
      ...{ record: testId(number + 500), stars: 4, points: '75', certificate: `75-${number}`, issuedOn: '2026-01-01' },
      ...{ expiresOn: '2029-01-01', noticeFrom: '2028-12-01', productVersion: 1 },
    },
  },
});

/** A log whose checkpoint covers every block up to `upTo`. */
export const testLog = (upTo = Infinity): CoveringLog => ({
  store: { mark: (block) => ({ size: block + 1 }) },
  covering: (size) => (size > upTo ? undefined : { size, root: new Uint8Array(32) }),
});
