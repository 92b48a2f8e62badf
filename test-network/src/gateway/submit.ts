import grpc from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';
import { asBuffer, envelope } from '../node/wire.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { GatewayContext } from './gateway-context.ts';

/** gateway.Gateway/Submit (Fabric: internal/pkg/gateway/submit.go): answered when ordered, not when committed. */
export const submit = (context: GatewayContext, request: Buffer): Buffer => {
  const message = gateway.SubmitRequest.deserializeBinary(request);
  const prepared = message.getPreparedTransaction();
  const { INVALID_ARGUMENT, ABORTED, UNAVAILABLE } = grpc.status;
  if (!prepared) throw new GatewayRefusal(INVALID_ARGUMENT, 'a prepared transaction is required');
  const signature = prepared.getSignature_asU8();
  if (signature.length === 0) throw new GatewayRefusal(INVALID_ARGUMENT, 'prepared transaction must be signed');
  const { status, info } = context.orderer.broadcast(envelope(asBuffer(prepared.getPayload_asU8()), signature));
  if (status === common.Status.SUCCESS) return Buffer.alloc(0);
  const name = Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? String(status);
  const text = `received unsuccessful response from orderer: status=${name}, info=${info}`;
  if (status >= 400 && status < 500) throw new GatewayRefusal(ABORTED, text);
  throw new GatewayRefusal(
    UNAVAILABLE,
    `insufficient number of orderers could successfully process transaction: ${text}`,
  );
};
