import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import {
  isTraining,
  vietnamDate,
  type BatchBody,
  type GrowingAreaBody,
  type RecordState,
  type RegisterBatch,
} from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Appointee } from '../vault/appointee.ts';
import { allOf } from '../index-store/all-of.ts';
import { practiceLots, type PracticeLot } from './course.ts';

/** Lots that there are to learn with begin so, by which the index finds them. */
const lotPrefix = 'TH-';

export interface PracticeDeps extends Pick<Deps, 'store' | 'ledger' | 'config'> {
  readonly indexed: (block: number, milliseconds: number) => Promise<boolean>;
  /** Who lets the gateway register lots for learners. */
  readonly exerciser: Appointee;
  readonly now: () => number;
}

/** What a learner may say of a lot. */
export interface PracticeWish {
  readonly weightKg: string;
}

/** Where the live exercises happen: training lots of the ledger. */
export function practice({ store, ledger, config, indexed, exerciser, now }: PracticeDeps) {
  const areaOf = async (unit: string): Promise<RecordState<GrowingAreaBody> | undefined> => {
    const { docs } = await store.find('records', { equals: { type: 'origin/growing-area', owner: unit }, limit: 1000 });
    return docs.map((doc) => stateIn(doc) as RecordState<GrowingAreaBody>).find((area) => isTraining(area));
  };
  /** Learners register more every day: the first of a status is found without reading the others. */
  const firstLot = async (status: PracticeLot): Promise<string | undefined> => {
    const query = { equals: { type: 'origin/batch', status }, prefix: { field: 'name', text: lotPrefix } };
    for await (const doc of allOf(store, 'records', { ...query, sort: { field: 'ts' }, limit: 20 })) {
      const state = stateIn(doc);
      if (isTraining(state)) return state.id;
    }
    return undefined;
  };
  const address = (id: string): string => `${config.verifierUrl}/R/${id}`;
  return {
    /** A unit that has a growing area to learn with. */
    trains: async (unit: string): Promise<boolean> => (await areaOf(unit)) !== undefined,
    /** One lot of each status, the one that was recorded first, so that it stays the same; absent where there is none. */
    async lots(): Promise<Partial<Record<PracticeLot, { readonly id: string; readonly address: string }>>> {
      const found = await Promise.all(practiceLots.map(async (status) => [status, await firstLot(status)] as const));
      return Object.fromEntries(
        found.flatMap(([status, id]) => (id === undefined ? [] : [[status, { id, address: address(id) }]])),
      );
    },
    /** Registers a lot for a learner, in the name of the unit that trains. @throws HttpProblem `learn/no-practice` */
    async register({ weightKg }: PracticeWish) {
      const identity = exerciser.identity();
      const area = identity && (await areaOf(identity.unit));
      if (identity === undefined || area === undefined) throw new HttpProblem('learn/no-practice');
      const today = vietnamDate(now());
      const id = newId(randomBytes(16));
      const lot: BatchBody['lot'] = `${lotPrefix}${today.replaceAll('-', '').slice(2)}-${id.slice(-6)}`;
      const command: RegisterBatch = {
        ...{ requestId: newId(randomBytes(16)), id, lot, growingArea: area.id, harvestDate: today, weightKg },
        product: { code: area.body.crop, name: area.body.name.slice(0, 100) },
      };
      const { blockNumber } = await ledger.submit(identity, 'Origin:RegisterBatch', command);
      await indexed(blockNumber, 5000);
      return { id, lot, address: address(id), label: `/api/origin/batches/${id}/label.pdf` };
    },
  };
}
export type Practice = ReturnType<typeof practice>;
