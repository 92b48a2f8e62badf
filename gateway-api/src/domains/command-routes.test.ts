import { expect, test } from '@jest/globals';
import type { Response } from 'express';
import type { Committed } from '../ledger/ledger.ts';
import { sendCommitted } from './command-routes.ts';

/** Where the answer to a command says that its receipt is. */
const receiptOf = (id: string | undefined, ids: readonly string[] | undefined): unknown => {
  let sent: unknown;
  const response = {
    location: () => response,
    status: () => response,
    json: (body: { receipt?: string }) => (sent = body.receipt),
  };
  const committed = { txId: 't', blockNumber: 1, result: ids && { ids } } as unknown as Committed;
  sendCommitted(response as unknown as Response, { requestId: 'r', ...(id === undefined ? {} : { id }) }, committed);
  return sent;
};

test.each([
  ['of the record that a command makes', 'event', ['event', 'batch'], '/r/event'],
  ['of the batch, where the command’s id names an issue of labels that is no record', 'issue', ['batch'], '/r/batch'],
  ['of the first record, where the command names none', undefined, ['notice', 'batch'], '/r/notice'],
  ['of the command’s id, where the contract tells no records', 'unit', undefined, '/r/unit'],
  ['absent, where there is neither', undefined, undefined, undefined],
])('the receipt is %s', (_, id, ids, receipt) => {
  expect(receiptOf(id, ids)).toBe(receipt);
});
