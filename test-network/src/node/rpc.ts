/** gRPC methods whose messages stay bytes: what was signed is never re-encoded. */
import type grpc from '@grpc/grpc-js';

const same = (bytes: Buffer): Buffer => bytes;

/** One method of a service definition that passes buffers. */
export const rawMethod = (
  path: string,
  requestStream = false,
  responseStream = false,
): grpc.MethodDefinition<Buffer, Buffer> => ({
  path,
  requestStream,
  responseStream,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
});

/** Endorse answers carry arguments and write sets: the 4 MB default of grpc-js is too small (Fabric's own peers use 100 MB). */
export const messageLimits = {
  'grpc.max_receive_message_length': 100 * 1024 * 1024,
  'grpc.max_send_message_length': 100 * 1024 * 1024,
} as const;
