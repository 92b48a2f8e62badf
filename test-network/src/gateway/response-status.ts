import grpc from '@grpc/grpc-js';
import type { Endorsement } from '../endorser/endorser.ts';

export interface ResponseStatus {
  readonly code: grpc.status;
  readonly message: string;
  /** Another peer may do better. */
  readonly retry: boolean;
}

/**
 * What a peer's answer means (Fabric: internal/pkg/gateway/apiutils.go, responseStatus). `isHost`: it is the gateway's own peer, whose
 * refusal comes with an answer; another peer's is a gRPC error alone, as from one that cannot be reached.
 */
export const responseStatus = ({ response, payload, refused }: Endorsement, isHost: boolean): ResponseStatus => {
  if (refused && !isHost) {
    const message = `rpc error: code = Unknown desc = ${response.message}`;
    return { code: grpc.status.UNAVAILABLE, message, retry: true };
  }
  if (refused === 'by filter') return { code: grpc.status.UNAVAILABLE, message: response.message, retry: true };
  if (refused) return { code: grpc.status.FAILED_PRECONDITION, message: response.message, retry: false };
  if (response.status >= 200 && response.status < 400) return { code: grpc.status.OK, message: '', retry: false };
  // no payload: the peer made the error, not the chaincode
  if (!payload) return { code: grpc.status.ABORTED, message: response.message, retry: true };
  const message = `chaincode response ${response.status}, ${response.message}`;
  return { code: grpc.status.UNKNOWN, message, retry: false };
};
