import grpc from '@grpc/grpc-js';
import type { Endorsement } from '../endorser/endorser.ts';

export interface ResponseStatus {
  readonly code: grpc.status;
  readonly message: string;
  /** Another peer may do better. */
  readonly retry: boolean;
}

/** What a peer's answer means (Fabric: internal/pkg/gateway/apiutils.go, responseStatus). */
export const responseStatus = ({ response, payload, refused }: Endorsement): ResponseStatus => {
  if (refused) return { code: grpc.status.FAILED_PRECONDITION, message: response.message, retry: false };
  if (response.status >= 200 && response.status < 400) return { code: grpc.status.OK, message: '', retry: false };
  // no payload: the peer made the error, not the chaincode
  if (!payload) return { code: grpc.status.ABORTED, message: response.message, retry: true };
  const message = `chaincode response ${response.status}, ${response.message}`;
  return { code: grpc.status.UNKNOWN, message, retry: false };
};
