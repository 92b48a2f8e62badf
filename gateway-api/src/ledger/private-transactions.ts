import type { LedgerIdentity } from '../vault/vault.ts';
import { order } from './commit-status.ts';
import { ledgerError } from './ledger-error.ts';
import { committedOf } from './ledger.ts';
import type { Peers } from './peers.ts';

/** Transactions whose contents travel as transient data and are written to a private collection only. */
export interface PrivateTransactions {
  /** Endorsed by `organisation` alone. Resolves with the transaction's id once it is committed. */
  submit(identity: LedgerIdentity, transaction: string, transient: Readonly<Record<string, unknown>>): Promise<string>;
}

export function privateTransactions(
  peers: Peers,
  channel: string,
  chaincode: string,
  organisation: string,
): PrivateTransactions {
  return {
    async submit(identity, transaction, transient) {
      const [contractName = '', name = ''] = transaction.split(':');
      const gateway = peers.gateway(identity);
      const contract = gateway.getNetwork(channel).getContract(chaincode, contractName);
      const transientData = Object.fromEntries(
        Object.entries(transient).map(([key, value]) => [key, JSON.stringify(value)]),
      );
      try {
        const proposal = contract.newProposal(name, { transientData, endorsingOrganizations: [organisation] });
        const outcome = await order(await proposal.endorse(), gateway, identity, channel);
        return committedOf(await outcome(), new Uint8Array()).txId;
      } catch (error) {
        throw ledgerError(error);
      }
    },
  };
}
