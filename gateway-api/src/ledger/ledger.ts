import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '@hyperledger/fabric-gateway';
import { HttpProblem } from '../http/http-problem.ts';
import { traced } from '../tracing/traced.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { order } from './commit-status.ts';
import { ledgerError, onlyOthersRefuse } from './ledger-error.ts';
import type { Peers } from './peers.ts';

export interface Committed {
  readonly txId: string;
  readonly blockNumber: number;
  readonly result: unknown;
}

/** The transaction was ordered, its outcome is not known yet. */
export class CommitUnknown extends Error {
  readonly txId: string;
  constructor(txId: string) {
    super(`commit of ${txId} is not known`);
    this.name = 'CommitUnknown';
    this.txId = txId;
  }
}

export interface Ledger {
  /** `transaction` as `Origin:RegisterBatch`. Resolves after commit on the peer; rejects with DomainError, HttpProblem or CommitUnknown. */
  submit(identity: LedgerIdentity, transaction: string, command: object): Promise<Committed>;
}

/**
 * Conflicts that another try can win, by protos.TxValidationCode, and how many tries they are worth: MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, and
 * ENDORSEMENT_POLICY_FAILURE where an earlier transaction changed who must endorse a key. The next try asks the right peers, or none will.
 */
const attempts: ReadonlyMap<number, number> = new Map([
  [11, 4],
  [12, 4],
  [10, 2],
]);

/** Tries where peers did not endorse the same, or not all of them: they were at different blocks, which is over when the slower one has committed. */
const endorseAttempts = 4;
const isConflict = (error: unknown): boolean => error instanceof HttpProblem && error.code === 'ledger/conflict';

/** The outcome of a transaction that is in a block. @throws HttpProblem with the validation code where it is not VALID. */
export function committedOf(status: Status, result: Uint8Array): Committed {
  if (attempts.has(status.code)) throw new HttpProblem('ledger/conflict');
  if (!status.successful) throw new HttpProblem('ledger/invalid', String(status.code));
  const text = Buffer.from(result).toString();
  return {
    txId: status.transactionId,
    blockNumber: Number(status.blockNumber),
    result: text === '' ? null : (JSON.parse(text) as unknown),
  };
}

export function createLedger(peers: Peers, channel: string, chaincode: string): Ledger {
  const once = async (identity: LedgerIdentity, transaction: string, json: string) => {
    const [contractName = '', name = ''] = transaction.split(':');
    const gateway = peers.gateway(identity);
    const contract = gateway.getNetwork(channel).getContract(chaincode, contractName);
    const proposal = contract.newProposal(name, { arguments: [json] });
    const endorsed = await traced('ledger.endorse', { transaction }, () => proposal.endorse());
    const outcome = await traced('ledger.order', { transaction }, () => order(endorsed, gateway, identity, channel));
    const status = await traced('ledger.commit', { transaction }, outcome).catch((error: unknown) => {
      const txId = endorsed.getTransactionId();
      console.error('commit status', txId, error);
      throw new CommitUnknown(txId);
    });
    return { status, result: endorsed.getResult() };
  };
  return {
    async submit(identity, transaction, command) {
      const json = JSON.stringify(command);
      for (let attempt = 1; ; attempt += 1) {
        const tried = await once(identity, transaction, json).catch((error: unknown) => {
          const told = ledgerError(error);
          const isBehind = isConflict(told) || onlyOthersRefuse(error, peers.peerOf(identity.mspId));
          if (!isBehind || attempt >= endorseAttempts) throw told;
        });
        if (tried !== undefined && attempt >= (attempts.get(tried.status.code) ?? 1))
          return committedOf(tried.status, tried.result);
        await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      }
    },
  };
}
