import grpc from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { expect, test } from '@jest/globals';
import { DomainError, domainErrorMessage } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { createLedger } from './ledger.ts';
import type { Peers } from './peers.ts';

const identity = { mspId: 'AgriMSP', unit: 'U', role: 'farmer' } as LedgerIdentity;

/** Endorsements that were not the same, as Fabric's gateway says it. */
const differ = new GatewayError({
  code: grpc.status.ABORTED,
  message: 'failed to collect enough transaction endorsements, see attached details for more info',
  details: [{ address: 'localhost:8051', mspId: 'EduMSP', message: 'ProposalResponsePayloads do not match' }],
  cause: Object.assign(new Error(), { code: 10, details: '', metadata: new grpc.Metadata() }),
});
const differing = -1;
/** What another organisation's peer refuses that has not committed what the person's own peer has. */
const refusedBy = (mspId: string): GatewayError => {
  const message = domainErrorMessage(new DomainError('registry/record-not-found', 'U'));
  const details = [{ address: 'localhost:8051', mspId, message: `chaincode response 500, ${message}` }];
  return new GatewayError({ code: grpc.status.ABORTED, message: differ.message, details, cause: differ.cause });
};
const [otherRefuses, ownRefuses] = [-2, -3];
const endorseErrors = new Map([
  [differing, differ],
  [otherRefuses, refusedBy('EduMSP')],
  [ownRefuses, refusedBy('AgriMSP')],
]);

/** Peers whose transactions end with these validation codes, one after the other, or are not endorsed alike; and how many were sent. */
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
  const endorse = async () => {
    const error = endorseErrors.get(codes[Math.min(sent, codes.length - 1)] ?? 0);
    if (error === undefined) return endorsed;
    sent += 1;
    throw error;
  };
  const contract = { newProposal: () => ({ endorse }) };
  const peers = {
    peerOf: (mspId: string) => mspId,
    gateway: () => ({ getNetwork: () => ({ getContract: () => contract }) }),
  };
  return { peers: peers as unknown as Peers, sent: () => sent };
}
const outcome = async (...codes: number[]): Promise<[answer: string, sent: number]> => {
  const { peers, sent } = peersThatSay(...codes);
  const answer = await createLedger(peers, 'province', 'records')
    .submit(identity, 'Carbon:SplitBlock', {})
    .then(({ blockNumber }) => `block ${blockNumber}`)
    .catch((error: unknown) =>
      error instanceof HttpProblem
        ? `${error.code} ${error.status}`
        : error instanceof DomainError
          ? error.code
          : String(error),
    );
  return [answer, sent()];
};

test.each<[string, number[], [string, number]]>([
  ['a transaction that is valid at once', [0], ['block 7', 1]],
  ['a read conflict that the second try wins', [11, 0], ['block 7', 2]],
  ['a read conflict four times', [11], ['ledger/conflict 409', 4]],
  ['a range that changed, four times', [12], ['ledger/conflict 409', 4]],
  ['a key that another peer guards meanwhile: the second try asks that peer', [10, 0], ['block 7', 2]],
  ['a key that no try may write', [10], ['ledger/conflict 409', 2]],
  ['peers that were at different blocks, and are no more', [differing, differing, 0], ['block 7', 3]],
  ['peers that never endorse alike', [differing], ['ledger/conflict 409', 4]],
  ['another peer that was behind, and is no more', [otherRefuses, 0], ['block 7', 2]],
  ['another peer that refuses whatever it is asked', [otherRefuses], ['registry/record-not-found', 4]],
  ['a refusal by the own peer', [ownRefuses], ['registry/record-not-found', 1]],
  ['a transaction that is not valid for any other reason', [3], ['ledger/invalid 502', 1]],
])('%s', async (_name, codes, expected) => {
  expect(await outcome(...codes)).toEqual(expected);
});
