import { once } from 'node:events';
import type grpc from '@grpc/grpc-js';
import { followBlocks } from '../deliver/follow-blocks.ts';
import { rawMethod } from '../node/rpc.ts';
import { openEventSession } from './chaincode-events.ts';
import { commitStatusResponse, commitStatusTransaction } from './commit-status.ts';
import { endorse } from './endorse.ts';
import { evaluate } from './evaluate.ts';
import type { GatewayContext } from './gateway-context.ts';
import { serviceError } from './gateway-error.ts';
import { submit } from './submit.ts';

type Unary = grpc.handleUnaryCall<Buffer, Buffer>;

const unary =
  (act: (request: Buffer) => Promise<Buffer> | Buffer): Unary =>
  (call, callback) => {
    Promise.resolve(call.request)
      .then(act)
      .then(
        (answer) => callback(null, answer),
        (error: Error) => callback(serviceError(error)),
      );
  };

const commitStatus =
  ({ ledger, notifier }: GatewayContext): Unary =>
  (call, callback) => {
    try {
      const txId = commitStatusTransaction(ledger, call.request);
      const leave = notifier.wait(txId, (commit) => callback(null, commitStatusResponse(commit)));
      call.on('cancelled', leave);
    } catch (error) {
      callback(serviceError(error as Error));
    }
  };

const chaincodeEvents =
  ({ ledger }: GatewayContext): grpc.handleServerStreamingCall<Buffer, Buffer> =>
  (call) => {
    const fail = (error: Error): void => {
      call.emit('error', serviceError(error));
    };
    try {
      const session = openEventSession(ledger, call.request);
      const follower = followBlocks(
        ledger,
        session.start,
        async (number, block) => {
          const response = session.response(number, block);
          if (response && !call.write(response) && !call.cancelled) await once(call, 'drain');
          return 'more';
        },
        fail,
      );
      call.on('cancelled', () => follower.stop());
      call.on('close', () => follower.stop());
    } catch (error) {
      fail(error as Error);
    }
  };

/** `/gateway.Gateway/*` of one organisation's peer. */
export const addGatewayService = (server: grpc.Server, context: GatewayContext): void => {
  server.addService(
    {
      evaluate: rawMethod('/gateway.Gateway/Evaluate'),
      endorse: rawMethod('/gateway.Gateway/Endorse'),
      submit: rawMethod('/gateway.Gateway/Submit'),
      commitStatus: rawMethod('/gateway.Gateway/CommitStatus'),
      chaincodeEvents: rawMethod('/gateway.Gateway/ChaincodeEvents', false, true),
    },
    {
      evaluate: unary((request) => evaluate(context, request)),
      endorse: unary((request) => endorse(context, request)),
      submit: unary((request) => submit(context, request)),
      commitStatus: commitStatus(context),
      chaincodeEvents: chaincodeEvents(context),
    },
  );
};
