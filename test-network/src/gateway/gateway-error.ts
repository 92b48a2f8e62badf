import grpc from '@grpc/grpc-js';
import { field, integerField, optionalField } from '../node/wire.ts';

/** What one peer or orderer said (gateway.ErrorDetail). */
export interface ErrorDetail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** A refusal of the gateway with its gRPC status code. */
export class GatewayRefusal extends Error {
  readonly code: grpc.status;
  readonly errorDetails: readonly ErrorDetail[];
  constructor(code: grpc.status, message: string, errorDetails: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.errorDetails = errorDetails;
  }
}

/** HTTP/2 header blocks over about 40 kB are lost on the way. */
const MAX_TRAILER_BYTES = 30_000;
const TYPE_URL = Buffer.from('type.googleapis.com/gateway.ErrorDetail');

const detailBytes = ({ address, mspId, message }: ErrorDetail, limit: number): Buffer => {
  const text = Buffer.from(message);
  const value = Buffer.concat([
    optionalField(1, Buffer.from(address)),
    optionalField(2, Buffer.from(mspId)),
    optionalField(3, text.length <= limit ? text : text.subarray(0, limit)),
  ]);
  return field(3, Buffer.concat([field(1, TYPE_URL), field(2, value)]));
};

/** google.rpc.Status with every detail packed as Any. */
const statusDetails = (refusal: GatewayRefusal): Buffer => {
  const limit = Math.floor(MAX_TRAILER_BYTES / Math.max(1, refusal.errorDetails.length));
  return Buffer.concat([
    integerField(1, refusal.code),
    optionalField(2, Buffer.from(refusal.message)),
    ...refusal.errorDetails.map((detail) => detailBytes(detail, limit)),
  ]);
};

/** The refusal as grpc-js sends it: details in the trailer `grpc-status-details-bin`. */
export const serviceError = (error: Error): Partial<grpc.StatusObject> => {
  if (!(error instanceof GatewayRefusal)) return { code: grpc.status.UNKNOWN, details: error.message };
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', statusDetails(error));
  return { code: error.code, details: error.message, metadata };
};
