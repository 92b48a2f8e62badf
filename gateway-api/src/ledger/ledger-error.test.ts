import grpc from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { HttpProblem } from '../http/http-problem.ts';
import { ledgerError } from './ledger-error.ts';

let log: ReturnType<typeof jest.spyOn>;
beforeAll(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => log.mockRestore());

const gatewayError = (code: grpc.status, message: string, detail?: string): GatewayError =>
  new GatewayError({
    code,
    message,
    details: detail === undefined ? [] : [{ address: 'localhost:7050', mspId: 'AgriMSP', message: detail }],
    cause: Object.assign(new Error(message), { code, details: message, metadata: new grpc.Metadata() }),
  });
const statusOf = (error: Error): number | undefined => (error instanceof HttpProblem ? error.status : undefined);
const noQuorum = 'insufficient number of orderers could successfully process transaction to satisfy quorum requirement';

test('a network that does not answer is 503, and says when to ask again', () => {
  const error = ledgerError(gatewayError(grpc.status.UNAVAILABLE, 'No connection established'));
  expect([statusOf(error), (error as HttpProblem).headers]).toEqual([503, { 'Retry-After': '5' }]);
  expect(statusOf(ledgerError(gatewayError(grpc.status.DEADLINE_EXCEEDED, 'Deadline exceeded')))).toBe(503);
});

test('orderers that refuse are a refusal, not an outage', () => {
  const said = 'received unsuccessful response from orderer: status=FORBIDDEN, info=SigFilter evaluation failed';
  expect(statusOf(ledgerError(gatewayError(grpc.status.UNAVAILABLE, noQuorum, said)))).toBe(502);
  const stopped = 'received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=ordering stopped';
  expect(statusOf(ledgerError(gatewayError(grpc.status.UNAVAILABLE, noQuorum, stopped)))).toBe(503);
});

test('peers that do not answer an expired certificate refuse it', () => {
  const said = 'proposal client identity expired';
  const text = 'failed to evaluate transaction, see attached details for more info';
  expect(statusOf(ledgerError(gatewayError(grpc.status.UNAVAILABLE, text, said)))).toBe(502);
});

test('endorsement refused', () => {
  const denied = 'error validating proposal: access denied: channel [province] creator org [AgriMSP]';
  expect(statusOf(ledgerError(gatewayError(grpc.status.ABORTED, 'failed to endorse transaction', denied)))).toBe(502);
});

test.each([
  'error in simulation: failed to execute transaction 1f: error sending: timeout expired while executing transaction',
  'error in simulation: failed to execute transaction 1f: could not launch chaincode records: connection to records failed',
])('a chaincode that is not there in time is an outage, not a refusal: %s', (said) => {
  const error = ledgerError(gatewayError(grpc.status.ABORTED, 'failed to endorse transaction', said));
  expect([statusOf(error), (error as HttpProblem).code]).toEqual([503, 'ledger/unavailable']);
});

test('what is no gateway error passes through', () => {
  const error = new Error('other');
  expect(ledgerError(error)).toBe(error);
});
