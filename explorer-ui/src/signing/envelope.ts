import { sha256Hex } from '@daunguon/proof';
import { concat, down, fieldsOf, only, ProtobufError, sameBytes } from './protobuf.ts';

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * True if the payload of a transaction envelope carries this very proposal and an endorsement of it: header and chaincode input are the
 * proposal's bytes, there is one action, and the hash that the endorsers signed is the proposal's (protoutil.GetProposalHash1).
 * Checked before the person signs a second time, for that signature is what makes the transaction theirs.
 */
export const carriesProposal = (payload: Uint8Array, proposal: Uint8Array): boolean => {
  try {
    const header = only(proposal, 1);
    const input = only(proposal, 2);
    const transaction = only(payload, 2);
    if (!sameBytes(only(payload, 1), header) || fieldsOf(transaction).length !== 1) return false;
    const action = only(transaction, 1);
    if (!sameBytes(only(action, 1), only(header, 2))) return false;
    if (!sameBytes(down(action, 2, 1), input)) return false;
    const proposalHash = down(action, 2, 2, 1, 1);
    return hex(proposalHash) === sha256Hex(concat(only(header, 1), only(header, 2), input));
  } catch (error) {
    if (error instanceof ProtobufError) return false;
    throw error;
  }
};
