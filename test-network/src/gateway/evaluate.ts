import grpc from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import { responseBytes } from '../chaincode/answers.ts';
import { isSystemChaincode } from '../endorser/checks.ts';
import { unpackProposal } from '../endorser/proposal.ts';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import { asBuffer, field } from '../node/wire.ts';
import type { ErrorDetail } from './gateway-error.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { GatewayContext } from './gateway-context.ts';
import { responseStatus } from './response-status.ts';

/** The proposal of a request, or INVALID_ARGUMENT. */
export const proposalOf = (signed: { serializeBinary(): Uint8Array } | undefined): UnpackedProposal => {
  if (!signed) throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, 'a proposed transaction is required');
  try {
    return unpackProposal(asBuffer(signed.serializeBinary()));
  } catch (error) {
    const text = `failed to unpack transaction proposal: ${(error as Error).message}`;
    throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, text);
  }
};

/** gateway.Gateway/Evaluate: own organisation's peer first, then the others (Fabric: internal/pkg/gateway/evaluate.go). */
export const evaluate = async (context: GatewayContext, request: Buffer): Promise<Buffer> => {
  const message = gateway.EvaluateRequest.deserializeBinary(request);
  const proposal = proposalOf(message.getProposedTransaction());
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
  for (const peer of peers) {
    const answer = await peer.process(proposal);
    const { code, message: text, retry } = responseStatus(answer);
    // EvaluateResponse{result: Response}
    if (code === grpc.status.OK) return field(1, responseBytes(answer.response));
    details.push({ address: peer.address, mspId: peer.mspId, message: text });
    if (!retry) throw new GatewayRefusal(code, `evaluate call to endorser returned error: ${text}`, details);
  }
  throw new GatewayRefusal(
    grpc.status.ABORTED,
    'failed to evaluate transaction, see attached details for more info',
    details,
  );
};
