import type { CommandDeps } from './domains/command-routes.ts';
import type { RecallJobs } from './domains/origin/recall-jobs.ts';
import { createRecallWorker, type RecallWorker } from './domains/origin/recall-worker.ts';
import type { Vault } from './vault/vault.ts';

/** The worker that spreads recalls, in the name of those who issued them. */
export const recallWorker = (deps: CommandDeps, jobs: RecallJobs, vault: Vault): RecallWorker =>
  createRecallWorker({
    jobs,
    store: deps.store,
    ledger: deps.ledger,
    identityOf: ({ issuer, subject }) => vault.get(issuer, subject),
    indexed: deps.indexed,
  });
