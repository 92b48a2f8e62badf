import type grpc from '@grpc/grpc-js';
import { integerField, optionalField } from '../node/wire.ts';
import { rawMethod } from '../node/rpc.ts';
import type { Orderer } from './orderer.ts';

/** `/orderer.AtomicBroadcast/Broadcast`: one BroadcastResponse an envelope. */
export const addBroadcastService = (server: grpc.Server, orderer: Orderer): void => {
  const broadcast: grpc.handleBidiStreamingCall<Buffer, Buffer> = (call) => {
    call.on('data', (envelope: Buffer) => {
      const { status, info } = orderer.broadcast(envelope);
      call.write(Buffer.concat([integerField(1, status), optionalField(2, Buffer.from(info))]));
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  };
  server.addService({ broadcast: rawMethod('/orderer.AtomicBroadcast/Broadcast', true, true) }, { broadcast });
};
