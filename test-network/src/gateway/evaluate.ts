import grpc from '@grpc/grpc-js';
import { gateway, type peer } from '@hyperledger/fabric-protos';
import { responseBytes } from '../chaincode/answers.ts';
import { isSystemChaincode } from '../endorser/checks.ts';
import { unpackProposal } from '../endorser/proposal.ts';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { asBuffer, field } from '../node/wire.ts';
import type { ErrorDetail } from './gateway-error.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { GatewayContext } from './gateway-context.ts';
import { responseStatus } from './response-status.ts';

/** The proposal of a request, or INVALID_ARGUMENT in the words of the call that asked for it. */
export const proposalOf = (
  signed: peer.SignedProposal | undefined,
  words: { readonly missing: string; readonly unreadable: string },
): UnpackedProposal => {
  const { INVALID_ARGUMENT } = grpc.status;
  if (!signed?.getProposalBytes_asU8().length) throw new GatewayRefusal(INVALID_ARGUMENT, words.missing);
  try {
    return unpackProposal(asBuffer(signed.serializeBinary()));
  } catch (error) {
    throw new GatewayRefusal(INVALID_ARGUMENT, words.unreadable + (error as Error).message);
  }
};

const unreadable = 'failed to unpack transaction proposal: ';
const words = { missing: `${unreadable}a signed proposal is required`, unreadable };

/** gateway.Gateway/Evaluate: own organisation's peer first, then the others (Fabric: internal/pkg/gateway/evaluate.go). */
export const evaluate = async (context: GatewayContext, request: Buffer): Promise<Buffer> => {
  const message = gateway.EvaluateRequest.deserializeBinary(request);
  const proposal = proposalOf(message.getProposedTransaction(), words);
  const targets = message.getTargetOrganizationsList();
  const { host, endorsers, ledger } = context;
  const known = isSystemChaincode(proposal.chaincode) || ledger.definition(proposal.chaincode);
  const allowed =
    targets.length > 0 ? targets : proposal.hasTransient ? [host.mspId] : [...endorsers.values()].map((it) => it.mspId);
  const peers = [host, ...[...endorsers.values()].filter((it) => it !== host)].filter(
    (it) => allowed.includes(it.mspId) && proposal.channelId === ledger.config().channelId,
  );
  if (!known || peers.length === 0) {
    const text = `no peers available to evaluate chaincode ${proposal.chaincode} in channel ${proposal.channelId}`;
    const hint =
      "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data: ";
    throw new GatewayRefusal(
      grpc.status.FAILED_PRECONDITION,
      proposal.hasTransient && targets.length === 0 ? hint + text : text,
    );
  }
  const details: ErrorDetail[] = [];
  let last = grpc.status.ABORTED;
  for (const peer of peers) {
    const answer = await peer.process(proposal);
    const { code, message: text, retry } = responseStatus(answer, peer === host);
    // EvaluateResponse{result: Response}
    if (code === grpc.status.OK) return field(1, responseBytes(answer.response));
    details.push({ address: peer.address, mspId: peer.mspId, message: text });
    if (!retry) throw new GatewayRefusal(code, `evaluate call to endorser returned error: ${text}`, details);
    last = code;
  }
  throw new GatewayRefusal(last, 'failed to evaluate transaction, see attached details for more info', details);
};
