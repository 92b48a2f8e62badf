/** Batches that a careful client registers while things break. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onFabric } from '../fixtures/on-fabric.ts';
import { daysAgo, freshId, type System } from '../system.ts';

/** Nine programs of real Fabric take longer to come back than the embedded network. */
const patienceMs = onFabric ? 240_000 : 60_000;

export interface Registrations {
  /** Ids that were answered 201, with their blocks. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Ids that were sent and not answered 201 yet. */
  readonly underWay: ReadonlySet<string>;
  /** One new batch; sent with the same request id until it is answered 201, as a careful client does. Rejects on an answer that nothing explains. */
  register(): Promise<void>;
  /** Four clients that register batches one after another. `stop` resolves when each has had its last 201. */
  keepRegistering(): { stop(): Promise<void> };
  /** Ids that are not in the index as a first, active version. */
  missing(): Promise<string[]>;
  /** Lots that stand in more than one batch. */
  doubled(): Promise<string[]>;
}

/** `system` may be another object after a restart. */
export const registrations = (system: () => System): Registrations => {
  const acknowledged = new Map<string, number>();
  const underWay = new Set<string>();
  const lots = new Set<string>();
  const register = async (): Promise<void> => {
    const seed = JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
    const id = freshId();
    const lot = `K-${id.slice(-16)}`;
    const body = {
      ...{ requestId: freshId(), id, lot, harvestDate: daysAgo(20), weightKg: '1' },
      ...{ product: { code: 'durian', name: 'Sầu riêng Ri6' }, growingArea: seed['area-durian'] },
    };
    underWay.add(id);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      const answer = await system()
        .post('/api/origin/batches', body, 'farmer')
        .catch(() => undefined);
      if (answer?.status === 201) {
        underWay.delete(id);
        acknowledged.set(id, Number(answer.body['blockNumber']));
        lots.add(lot);
        return;
      }
      // No answer, unknown outcome, too many at once or a part that is down: the request id makes sending again safe. Anything else is a fault.
      if (answer && ![202, 409, 429, 502, 503].includes(answer.status))
        throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      await sleep(100);
    }
    throw new Error(`batch ${id} was not accepted within ${patienceMs / 1000} s`);
  };
  return {
    acknowledged,
    underWay,
    register,
    keepRegistering: () => {
      let over = false;
      const worker = async (): Promise<void> => {
        while (!over) await register();
      };
      const working = Promise.all([worker(), worker(), worker(), worker()]);
      // whoever awaits `stop` hears of it
      working.catch(() => undefined);
      return {
        stop: async () => {
          over = true;
          await working;
        },
      };
    },
    missing: async () => {
      const found: string[] = [];
      for (const id of acknowledged.keys()) {
        const { status, body } = await system().get(`/r/${id}/story`);
        const record = body['record'] as { version: number; status: string } | undefined;
        if (status !== 200 || record?.version !== 1 || record.status !== 'active') found.push(id);
      }
      return found;
    },
    doubled: async () => {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await system().get(`/api/origin/batches?limit=1000${cursor}`, 'farmer');
        const { items, next } = body as { items: { body: { lot: string } }[]; next?: string };
        found.push(...items.map((item) => item.body.lot).filter((lot) => lots.has(lot)));
        cursor = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
      } while (cursor !== '');
      return found.filter((lot, index) => found.indexOf(lot) !== index);
    },
  };
};
