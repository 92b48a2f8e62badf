import { DomainError, type IssueRecall, type LiftRecall } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { readTransaction, type SignedTransactions } from '../../ledger/signed-transactions.ts';
import type { RecallJob, RecallJobs } from './recall-jobs.ts';
import type { RecallWorker } from './recall-worker.ts';

/** How long the answer to a recall waits for its spreading. */
const spreadWaitMs = 20_000;

const jobOf = (transaction: string, command: object): RecallJob | undefined => {
  const since = new Date().toISOString();
  if (transaction === 'Origin:IssueRecall') return { noticeId: (command as IssueRecall).id, purpose: 'mark', since };
  if (transaction === 'Origin:LiftRecall') {
    return { noticeId: (command as LiftRecall).noticeId, purpose: 'unmark', since };
  }
  return undefined;
};

/** Writes down what a recall still has to do before `send` sends it: a crash right after it forgets nothing. */
const remembering =
  (jobs: RecallJobs) =>
  async <Value>(transaction: string, command: object, send: () => Promise<Value>): Promise<Value> => {
    const job = jobOf(transaction, command);
    if (job === undefined) return send();
    const added = jobs.add(job);
    try {
      return await send();
    } catch (error) {
      // Refused by a rule or a check: nothing was written. Any other failure may hide a commit, so the job stays.
      const refused = error instanceof DomainError || (error instanceof HttpProblem && error.status < 500);
      if (added && refused) jobs.remove(job);
      throw error;
    }
  };

/** A ledger that forgets no recall that goes through it. */
export const rememberingRecalls = (ledger: Ledger, jobs: RecallJobs): Ledger => ({
  submit: (identity, transaction, command) =>
    remembering(jobs)(transaction, command, () => ledger.submit(identity, transaction, command)),
});

/** The same for transactions that their persons signed themselves. */
export const rememberingSigned = (signed: SignedTransactions, jobs: RecallJobs): SignedTransactions => ({
  ...signed,
  submit: (payload, signature) => {
    const { transaction, argument } = readTransaction(payload);
    const command = JSON.parse(argument) as object;
    return remembering(jobs)(transaction, command, () => signed.submit(payload, signature));
  },
});

/** After a notice was issued or lifted: carries it to every descendant; what is not done in time goes on behind the answer. */
export const afterRecall =
  (worker: RecallWorker) =>
  async (transaction: string, command: object): Promise<object> => {
    const job = jobOf(transaction, command);
    return job === undefined ? {} : worker.run(job, spreadWaitMs);
  };
