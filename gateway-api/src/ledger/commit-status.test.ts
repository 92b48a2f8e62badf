import grpc from '@grpc/grpc-js';
import { type Gateway, GatewayError, type Transaction } from '@hyperledger/fabric-gateway';
import { expect, test } from '@jest/globals';
import { order } from './commit-status.ts';

const noQuorum = 'insufficient number of orderers could successfully process transaction to satisfy quorum requirement';
const refusedBy = (...messages: string[]): GatewayError =>
  new GatewayError({
    code: grpc.status.UNAVAILABLE,
    message: noQuorum,
    details: messages.map((message) => ({ address: 'localhost:7050', mspId: 'AgriMSP', message })),
    cause: Object.assign(new Error(noQuorum), { code: 14, details: noQuorum, metadata: new grpc.Metadata() }),
  });
const identity = { mspId: 'AgriMSP', certificatePem: 'PEM' };
const transactionThat = (fails: Error): Transaction =>
  ({ getTransactionId: () => 't', submit: () => Promise.reject(fails) }) as unknown as Transaction;
const said = (info: string): string =>
  `received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=failed to submit request: ${info}`;

test('orderers that have it in a block already, because the others were quick, are no failure', async () => {
  const status = { code: 0, successful: true, blockNumber: 7n, transactionId: 't' };
  const gateway = { newCommit: () => ({ getStatus: async () => status }) } as unknown as Gateway;
  const late = refusedBy(said('request already processed'), said('request already processed'));
  const outcome = await order(transactionThat(late), gateway, identity, 'province');
  expect(await outcome()).toBe(status);
});

test('orderers that do not take it are a failure', async () => {
  const stopped = refusedBy(said('node is stopped'), 'connection refused');
  await expect(order(transactionThat(stopped), {} as Gateway, identity, 'province')).rejects.toBe(stopped);
});
