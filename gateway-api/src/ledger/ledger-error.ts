import grpc from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { parseDomainError } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';

/**
 * Peers that endorsed the same proposal on different blocks: each commits at its own pace, and what one of them read was changed meanwhile.
 */
const peersDiffer = (error: GatewayError): boolean =>
  error.details.some(({ message }) => message.includes('ProposalResponsePayloads do not match'));

/**
 * True where peers of other organisations refuse what `mspId`'s has endorsed: by the same rules, so from the state of an earlier block.
 */
export const onlyOthersRefuse = (error: unknown, mspId: string): boolean =>
  error instanceof GatewayError &&
  error.details.some(({ message }) => parseDomainError(message) !== undefined) &&
  error.details.every((detail) => detail.mspId !== mspId);

/** What the client is told when endorsing or ordering failed (status codes as Fabric's gateway service uses them). */
export function ledgerError(error: unknown): Error {
  if (!(error instanceof GatewayError)) return error instanceof Error ? error : new Error(String(error));
  for (const message of [...error.details.map((detail) => detail.message), error.message]) {
    const domainError = parseDomainError(message);
    if (domainError !== undefined) return domainError;
  }
  if (peersDiffer(error)) return new HttpProblem('ledger/conflict');
  console.error('ledger', error.code, error.message, error.details);
  // orderers that refuse (a revoked certificate, say) leave no quorum, and peers do not answer an expired certificate: Fabric calls both
  // UNAVAILABLE
  const refusal = /status=(BAD_REQUEST|FORBIDDEN|NOT_FOUND)|proposal client identity expired/;
  const refused = error.details.some(({ message }) => refusal.test(message));
  if (refused) return new HttpProblem('ledger/refused');
  // A peer that is up whose chaincode is not, or does not get to it in time: Fabric calls that ABORTED like a refusal.
  const isOut = error.details.some(({ message }) => /timeout expired while|could not launch chaincode/.test(message));
  if (isOut || error.code === grpc.status.UNAVAILABLE || error.code === grpc.status.DEADLINE_EXCEEDED) {
    return new HttpProblem('ledger/unavailable', '', { 'Retry-After': '5' });
  }
  return new HttpProblem('ledger/refused');
}
