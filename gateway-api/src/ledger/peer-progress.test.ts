import { expect, test } from '@jest/globals';
import type { LedgerIdentity } from '../vault/vault.ts';
import type { Ledger } from './ledger.ts';
import { peerProgress } from './peer-progress.ts';
import type { Peers } from './peers.ts';

const operator = { mspId: 'TechMSP', certificatePem: 'PEM', keyPem: '' };
const of = (mspId: string) => ({ mspId }) as LedgerIdentity;

/** Two peers, of Agri and Tech (Trade has none and uses Tech's); what was asked of them, and what was submitted, in order. */
function twoPeers({ down = '' } = {}) {
  const said: string[] = [];
  const peerOf = (mspId: string): string => (mspId === 'AgriMSP' ? mspId : 'TechMSP');
  const gateway = (_identity: unknown, at: string) => ({
    newCommit: () => ({
      getStatus: async () => {
        said.push(`asked ${peerOf(at)}`);
        if (peerOf(at) === down) throw new Error('down');
      },
    }),
  });
  let block = 0;
  const inner: Ledger = {
    submit: async ({ mspId }) => {
      said.push(`submitted at ${peerOf(mspId)}`);
      block += 1;
      return { txId: `t${block}`, blockNumber: block, result: null };
    },
  };
  const peers = { peerOf, gateway } as unknown as Peers;
  return { said, ledger: peerProgress(peers, operator, 'province').ledger(inner) };
}
const steps = async (ledger: Ledger, ...mspIds: string[]): Promise<void> => {
  for (const mspId of mspIds) await ledger.submit(of(mspId), 'Origin:Ship', {});
};

test('another peer is asked for what was acknowledged last, once; the same peer never', async () => {
  const { said, ledger } = twoPeers();
  await steps(ledger, 'AgriMSP', 'AgriMSP', 'TechMSP', 'TradeMSP', 'AgriMSP');
  expect(said).toEqual([
    ...['submitted at AgriMSP', 'submitted at AgriMSP', 'asked TechMSP', 'submitted at TechMSP'],
    ...['submitted at TechMSP', 'asked AgriMSP', 'submitted at AgriMSP'],
  ]);
});

test('a peer that does not answer is asked again by the next step, and stops nobody', async () => {
  const { said, ledger } = twoPeers({ down: 'TechMSP' });
  await steps(ledger, 'AgriMSP', 'TechMSP', 'AgriMSP', 'TechMSP');
  expect(said.filter((line) => line.startsWith('submitted'))).toHaveLength(4);
  expect(said.filter((line) => line === 'asked TechMSP')).toHaveLength(2);
});
