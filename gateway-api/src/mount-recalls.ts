import type { CommandDeps } from './domains/command-routes.ts';
import type { RecallJobs } from './domains/origin/recall-jobs.ts';
import { createRecallWorker, type RecallWorker } from './domains/origin/recall-worker.ts';
import type { LedgerIdentity } from './vault/vault.ts';

/** The worker that spreads recalls. */
export const recallWorker = (deps: CommandDeps, jobs: RecallJobs, operator: LedgerIdentity): RecallWorker =>
  createRecallWorker({
    jobs,
    store: deps.store,
    ledger: deps.ledger,
    operator,
    indexed: deps.indexed,
  });
