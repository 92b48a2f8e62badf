import grpc from '@grpc/grpc-js';
import { orderer } from '@hyperledger/fabric-protos';
import type { ProfileNode } from './network-types.ts';
import { messageLimits } from './rpc.ts';

/** A gRPC client of a node of the connection profile. */
export const clientOf = ({ url, tlsCACerts }: ProfileNode): grpc.Client =>
  new grpc.Client(new URL(url).host, grpc.credentials.createSsl(Buffer.from(tlsCACerts.pem)), messageLimits);

/** Hands an envelope to an orderer and returns its answer. */
export const broadcast = (node: ProfileNode, envelope: Buffer): Promise<orderer.BroadcastResponse> =>
  new Promise((resolve, reject) => {
    const client = clientOf(node);
    const same = (bytes: Buffer): Buffer => bytes;
    const call = client.makeBidiStreamRequest('/orderer.AtomicBroadcast/Broadcast', same, same);
    call.on('data', (bytes: Buffer) => {
      resolve(orderer.BroadcastResponse.deserializeBinary(bytes));
      call.end();
    });
    call.on('error', reject);
    call.on('close', () => client.close());
    call.write(envelope);
  });
