import { DomainError, type IssueRecall, type LiftRecall } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { CommandRoute } from '../command-route.ts';
import type { RecallJob, RecallJobs } from './recall-jobs.ts';
import type { RecallWorker } from './recall-worker.ts';

/** How long the answer to a recall waits for its spreading. */
const spreadWaitMs = 20_000;

const jobOf = (identity: LedgerIdentity, transaction: string, command: object): RecallJob | undefined => {
  const { person } = identity;
  if (person === undefined) return undefined;
  const since = new Date().toISOString();
  if (transaction === 'Origin:IssueRecall') {
    return { noticeId: (command as IssueRecall).id, purpose: 'mark', person, since };
  }
  if (transaction === 'Origin:LiftRecall') {
    return { noticeId: (command as LiftRecall).noticeId, purpose: 'unmark', person, since };
  }
  return undefined;
};

/** A ledger that writes down what a recall still has to do before the recall is sent: a crash right after it forgets nothing. */
export const rememberingRecalls = (ledger: Ledger, jobs: RecallJobs): Ledger => ({
  async submit(identity, transaction, command) {
    const job = jobOf(identity, transaction, command);
    if (job === undefined) return ledger.submit(identity, transaction, command);
    const added = jobs.add(job);
    try {
      return await ledger.submit(identity, transaction, command);
    } catch (error) {
      // Refused by a rule or a check: nothing was written. Any other failure may hide a commit, so the job stays.
      const refused = error instanceof DomainError || (error instanceof HttpProblem && error.status < 500);
      if (added && refused) jobs.remove(job);
      throw error;
    }
  },
});

/** After a notice was issued or lifted: carries it to every descendant; what is not done in time goes on behind the answer. */
export const afterRecall =
  (worker: RecallWorker) =>
  async (route: CommandRoute, identity: LedgerIdentity, command: object): Promise<object> => {
    const job = jobOf(identity, route.transaction, command);
    return job === undefined ? {} : worker.run(job, spreadWaitMs);
  };
