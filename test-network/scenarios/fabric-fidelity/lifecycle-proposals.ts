/** Proposals to `_lifecycle` as the blocks hold them: whole, but without the proposer's signature. Fabric's own command line makes them. */
import { msp, peer } from '@hyperledger/fabric-protos';
import { unpackProposal } from '../../src/endorser/proposal.ts';
import type { UnpackedProposal } from '../../src/endorser/proposal.ts';
import { parseBlock } from '../../src/ledger/block.ts';
import { LIFECYCLE } from '../../src/lifecycle/lifecycle-definition.ts';
import { field } from '../../src/node/wire.ts';
import { TYPE } from '../../src/validation/codes.ts';
import { readEndorserTransaction, readHeader } from '../../src/validation/envelope.ts';
import type { EnvelopeHeader } from '../../src/validation/envelope.ts';

export interface LifecycleProposal {
  readonly proposal: UnpackedProposal;
  /** Every organisation whose peer endorsed it. */
  readonly mspIds: readonly string[];
  /** protos.ProposalResponsePayload that they signed. */
  readonly payload: Buffer;
}

const proposalOf = ({ data, channelHeader, signatureHeader }: EnvelopeHeader): UnpackedProposal => {
  const [action] = peer.Transaction.deserializeBinary(data).getActionsList();
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action!.getPayload_asU8());
  const header = Buffer.concat([field(1, channelHeader), field(2, signatureHeader)]);
  const proposal = Buffer.concat([field(1, header), field(2, payload.getChaincodeProposalPayload_asU8())]);
  return unpackProposal(field(1, proposal));
};

export const lifecycleProposals = (block: Buffer): LifecycleProposal[] =>
  parseBlock(block).envelopes.flatMap((envelope) => {
    const header = readHeader(envelope);
    if (header.type !== TYPE.endorser) return [];
    const { chaincode, responsePayload, endorsements } = readEndorserTransaction(header);
    if (chaincode !== LIFECYCLE) return [];
    const mspIds = endorsements.map(({ endorser }) => msp.SerializedIdentity.deserializeBinary(endorser).getMspid());
    return [{ proposal: proposalOf(header), mspIds, payload: responsePayload }];
  });
