import { expect, test } from '@jest/globals';
import { HttpProblem } from '../http/http-problem.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { createLedger } from './ledger.ts';
import type { Peers } from './peers.ts';

const identity = { mspId: 'AgriMSP', unit: 'U', role: 'farmer' } as LedgerIdentity;

/** Peers whose transactions end with these validation codes, one after the other; and how many were sent. */
function peersThatSay(...codes: number[]) {
  let sent = 0;
  const commit = {
    getStatus: async () => {
      const code = codes[Math.min(sent, codes.length) - 1] ?? 0;
      return { code, successful: code === 0, blockNumber: 7n, transactionId: 't' };
    },
  };
  const endorsed = {
    getTransactionId: () => 't',
    getResult: () => Buffer.from('{"ids":[]}'),
    submit: async () => ((sent += 1), commit),
  };
  const contract = { newProposal: () => ({ endorse: async () => endorsed }) };
  const peers = { gateway: () => ({ getNetwork: () => ({ getContract: () => contract }) }) };
  return { peers: peers as unknown as Peers, sent: () => sent };
}
const outcome = async (...codes: number[]): Promise<[answer: string, sent: number]> => {
  const { peers, sent } = peersThatSay(...codes);
  const answer = await createLedger(peers, 'province', 'records')
    .submit(identity, 'Carbon:SplitBlock', {})
    .then(({ blockNumber }) => `block ${blockNumber}`)
    .catch((error: unknown) => (error instanceof HttpProblem ? `${error.code} ${error.status}` : String(error)));
  return [answer, sent()];
};

test.each<[string, number[], [string, number]]>([
  ['a transaction that is valid at once', [0], ['block 7', 1]],
  ['a read conflict that the second try wins', [11, 0], ['block 7', 2]],
  ['a read conflict four times', [11], ['ledger/conflict 409', 4]],
  ['a range that changed, four times', [12], ['ledger/conflict 409', 4]],
  ['a key that another peer guards meanwhile: the second try asks that peer', [10, 0], ['block 7', 2]],
  ['a key that no try may write', [10], ['ledger/conflict 409', 2]],
  ['a transaction that is not valid for any other reason', [3], ['ledger/invalid 502', 1]],
])('%s', async (_name, codes, expected) => {
  expect(await outcome(...codes)).toEqual(expected);
});
