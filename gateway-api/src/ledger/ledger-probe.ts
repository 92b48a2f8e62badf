import type { Network } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';

const deadlineMs = 2000;

/** Asks the operator's peer how many blocks the channel has (system chaincode qscc). Rejects when it does not answer. */
export const ledgerHeight = (network: Network, channel: string) => async (): Promise<number> => {
  const proposal = network.getContract('qscc').newProposal('GetChainInfo', { arguments: [channel] });
  const answer = await proposal.evaluate({ deadline: Date.now() + deadlineMs });
  return common.BlockchainInfo.deserializeBinary(answer).getHeight();
};
