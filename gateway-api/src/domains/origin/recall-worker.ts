import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder } from '../../in-order.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { RecallJob, RecallJobs } from './recall-jobs.ts';
import { propagations, unreached } from './recall-spread.ts';

export interface RecallWorkerDeps {
  readonly jobs: RecallJobs;
  readonly store: IndexStore;
  readonly ledger: Pick<Ledger, 'submit'>;
  /** The operator's own: carrying on decides nothing, and those who issued the notice may have kept their key to themselves. */
  readonly operator: LedgerIdentity;
  /** See BlockFollower.reached. */
  indexed(blockNumber: number, milliseconds: number): Promise<boolean>;
}

export interface RecallWorker {
  /** Goes on with a job until nothing is left, whatever fails on the way. Answers after `milliseconds` at the latest. */
  run(job: RecallJob, milliseconds: number): Promise<{ propagated: number; propagation: 'complete' | 'running' }>;
  /** Goes on with everything that a stopped gateway left. */
  resumeAll(): void;
  stop(): Promise<void>;
}

const indexWaitMs = 30_000;
/** Commands of one level on their way at the same time: while one is ordered and written, the peers endorse the next. */
const atOnce = 4;
/** A notice that the ledger has not shown after so long was never committed. */
const giveUpMs = 24 * 3_600_000;

/**
 * A recall is spread until the index shows every descendant as the notice wants it: asked again after each round, because a child
 * may have come into being meanwhile. Commands repeat safely: their request ids follow from what they say.
 */
export function createRecallWorker(deps: RecallWorkerDeps, retryMs = 500): RecallWorker {
  const stopping = new AbortController();
  const active = new Map<string, { readonly end: Promise<void>; propagated: number; complete: boolean }>();

  /** One round; true when nothing was left to do. */
  const round = async (job: RecallJob, reached: (count: number) => void): Promise<boolean> => {
    const left = await unreached(deps.store, job);
    if (left === undefined) {
      if (Date.now() - Date.parse(job.since) > giveUpMs) return true;
      throw new Error(`the index does not show notice ${job.noticeId} yet`);
    }
    let newest = 0;
    for (const level of propagations(job.noticeId, left)) {
      const sent = inOrder(level, atOnce, async (spread) => {
        const { blockNumber } = await deps.ledger.submit(deps.operator, 'Origin:PropagateRecall', spread);
        reached(spread.ids.length);
        return blockNumber;
      });
      for await (const blockNumber of sent) newest = Math.max(newest, blockNumber);
    }
    if (!(await deps.indexed(newest, indexWaitMs))) throw new Error(`the index is behind block ${newest}`);
    return left.levels.length === 0;
  };

  const work = async (job: RecallJob, progress: { propagated: number; complete: boolean }): Promise<void> => {
    let pause = retryMs;
    while (!stopping.signal.aborted) {
      try {
        if (await round(job, (count) => (progress.propagated += count))) {
          deps.jobs.remove(job);
          progress.complete = true;
          return;
        }
        pause = retryMs;
      } catch (error) {
        console.error('recall', job.noticeId, 'will be tried again:', (error as Error).message);
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, 30_000);
      }
    }
  };

  const start = (job: RecallJob) => {
    const key = `${job.noticeId} ${job.purpose}`;
    const known = active.get(key);
    if (known !== undefined) return known;
    const progress = { propagated: 0, complete: false };
    const started = Object.assign(progress, { end: work(job, progress).finally(() => active.delete(key)) });
    active.set(key, started);
    return started;
  };

  return {
    run: async (job, milliseconds) => {
      const started = start(job);
      await Promise.race([started.end, sleep(milliseconds, undefined, { ref: false })]);
      return { propagated: started.propagated, propagation: started.complete ? 'complete' : 'running' };
    },
    resumeAll: () => deps.jobs.all().forEach(start),
    stop: async () => {
      stopping.abort();
      await Promise.allSettled([...active.values()].map(({ end }) => end));
    },
  };
}
