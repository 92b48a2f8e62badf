/**
 * Blocks that Hyperledger Fabric's own code has judged (see README.md): whatever changes here must still give every transaction the
 * same flag and every block the same commit hash.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { channelConfigFromBlock } from '../../src/config/channel-config.ts';
import { METADATA, parseBlock } from '../../src/ledger/block.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { chaincodeDefinitions } from '../../src/node/definitions.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { CHAINCODES } from './chaincodes.ts';

const base64 = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, 'golden-blocks.json.gz'))).toString(),
) as string[];
const blocks = base64.map((text) => Buffer.from(text, 'base64'));
const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));

test('every flag and every commit hash is Fabric’s', () => {
  const ledger = openLedger(':memory:', blocks[0]!, {
    configFromBlock: channelConfigFromBlock,
    definitions: chaincodeDefinitions({ ...topology, chaincodes: CHAINCODES }),
  });
  const seen = new Map<number, number>();
  for (const golden of blocks.slice(1)) {
    // commit fills flags and commit hash in anew, whatever the block carries
    const { block, transactions } = ledger.commit(golden, new Map());
    const [was, is] = [parseBlock(golden), parseBlock(block)];
    for (const slot of [METADATA.transactionsFilter, METADATA.commitHash])
      expect([was.number, is.metadata[slot]?.toString('hex')]).toEqual([
        was.number,
        was.metadata[slot]?.toString('hex'),
      ]);
    for (const { code } of transactions) seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  // VALID, DUPLICATE_TXID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT: the fixture has them all
  expect([...seen.keys()].sort((left, right) => left - right)).toEqual([0, 9, 10, 11, 12]);
  ledger.close();
});
