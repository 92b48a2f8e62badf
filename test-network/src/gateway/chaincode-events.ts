import grpc from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { blockTransactions } from '../deliver/block-transactions.ts';
import { asBuffer, field, integerField } from '../node/wire.ts';
import type { Ledger } from '../types.ts';
import { checkReader } from './commit-status.ts';
import { GatewayRefusal } from './gateway-error.ts';

export interface EventSession {
  readonly start: number;
  /** gateway.ChaincodeEventsResponse of a block, undefined when it has no matching event. */
  response(number: number, block: Buffer): Buffer | undefined;
}

const startBlock = (ledger: Ledger, request: gateway.ChaincodeEventsRequest): number => {
  const after = request.getAfterTransactionId();
  const place = after === '' ? undefined : ledger.place(after);
  if (place) return place.blockNumber;
  const seek = request.getStartPosition();
  if (!seek || seek.hasNextCommit()) return ledger.height();
  const specified = seek.getSpecified();
  if (!specified) throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, 'invalid start position type');
  return specified.getNumber();
};

/** gateway.Gateway/ChaincodeEvents: events of valid transactions, one response a block that has any. */
export const openEventSession = (ledger: Ledger, bytes: Buffer): EventSession => {
  const signed = gateway.SignedChaincodeEventsRequest.deserializeBinary(bytes);
  const data = asBuffer(signed.getRequest_asU8());
  const request = gateway.ChaincodeEventsRequest.deserializeBinary(data);
  if (data.length === 0)
    throw new GatewayRefusal(grpc.status.INVALID_ARGUMENT, 'a chaincode events request is required');
  const identity = asBuffer(request.getIdentity_asU8());
  checkReader(ledger, request.getChannelId(), data, identity, asBuffer(signed.getSignature_asU8()));
  const after = request.getAfterTransactionId();
  const afterBlock = after === '' ? undefined : ledger.place(after)?.blockNumber;
  const chaincode = request.getChaincodeId();
  return {
    start: startBlock(ledger, request),
    response: (number, block) => {
      let transactions = blockTransactions(block);
      // a checkpoint inside a block: go on after the transaction it names
      if (number === afterBlock)
        transactions = transactions.slice(transactions.findIndex(({ txId }) => txId === after) + 1);
      const events = transactions
        .filter(({ code }) => code === peer.TxValidationCode.VALID)
        .flatMap(({ event }) => (event?.getChaincodeId() === chaincode ? [field(1, event.serializeBinary())] : []));
      return events.length === 0 ? undefined : Buffer.concat([...events, integerField(2, number)]);
    },
  };
};
