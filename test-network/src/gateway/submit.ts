import grpc from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';
import { quorumOf } from '../ledger/orderer-signatures.ts';
import { asBuffer, envelope } from '../node/wire.ts';
import { GatewayRefusal } from './gateway-error.ts';
import type { GatewayContext } from './gateway-context.ts';

/** gateway.Gateway/Submit (Fabric: internal/pkg/gateway/submit.go, submitBFT): answered when ordered, not when committed. */
export const submit = (context: GatewayContext, request: Buffer): Buffer => {
  const message = gateway.SubmitRequest.deserializeBinary(request);
  const prepared = message.getPreparedTransaction();
  const { INVALID_ARGUMENT, UNAVAILABLE } = grpc.status;
  if (!prepared) throw new GatewayRefusal(INVALID_ARGUMENT, 'a prepared transaction is required');
  const signature = prepared.getSignature_asU8();
  if (signature.length === 0) throw new GatewayRefusal(INVALID_ARGUMENT, 'prepared transaction must be signed');
  context.onTheirWay.submitted(message.getTransactionId());
  const { status, info } = context.orderer.broadcast(envelope(asBuffer(prepared.getPayload_asU8()), signature));
  if (status === common.Status.SUCCESS) return Buffer.alloc(0);
  const name = Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? String(status);
  const text = `received unsuccessful response from orderer: status=${name}, info=${info}`;
  const orderers = context.orderers();
  // submitBFT gives up once so many refused that no quorum is left, and names those
  const tooMany = orderers.length - quorumOf(orderers.length) + 1;
  throw new GatewayRefusal(
    UNAVAILABLE,
    'insufficient number of orderers could successfully process transaction to satisfy quorum requirement',
    orderers.slice(0, tooMany).map(({ address, mspId }) => ({ address, mspId, message: text })),
  );
};
