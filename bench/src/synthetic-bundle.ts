import {
  commitRecord,
  consistencyProof,
  mapKey,
  StateMap,
  toBase64,
  verify,
  type Bundle,
  type Json,
} from '@daunguon/proof';
import { anchorJson } from '../../gateway-api/src/anchor/anchor-reference.ts';
import { bundleOf } from '../../gateway-api/src/log/bundle-of.ts';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';
import { policy, signedHead } from './signed-head.ts';
import { SparseLog } from './sparse-log.ts';
import { batchBody, hex, idOf, recordLeaf, stateLeaf, ts } from './synthetic-record.ts';
import { perBlock } from './synthetic-log.ts';

const name = 'asked';
const salt = hex('salt').slice(0, 32);
const leavesPerBlock = perBlock + 1;
const sizeAfter = (blocks: number): number => blocks * leavesPerBlock;
const seconds = Date.parse(ts) / 1000 + 4;

/** A map in which the path to the key has `depth` steps: at each of that many bits one other key leaves it. */
function mapOfDepth(depth: number, key: Uint8Array, index: number, version: number): StateMap {
  const map = new StateMap({ hash: sha256 });
  map.set(key, { index, n: 2, since: ts, status: 'active' });
  for (let bit = 0; bit < depth; bit += 1) {
    const other = Buffer.from(key);
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    other.write(hex(`beyond ${bit}`).slice(0, 32), 16, 'hex');
    map.set(other, { index: bit, n: 1, since: ts, status: 'active' });
  }
  map.root();
  map.commit(version);
  return map;
}

/** Where in the log a bundle stands; blocks of 500 records count from 1, and a head is that after a block. */
export interface Place {
  /** Newest block, the one with the record, and those of the reader's head and of the anchored head. */
  readonly blocks: { readonly head: number; readonly record: number; readonly reader: number; readonly anchor: number };
  /** Steps of the map proof. */
  readonly depth: number;
}

export interface SyntheticBundle {
  readonly bundle: Bundle;
  readonly log: SparseLog;
  readonly record: number;
  /** Size of the reader's last head. */
  readonly from: number;
  readonly bodyBytes: number;
}

/**
 * What a gateway answers for a record at this place of a log, made by its own code and verified as a reader does.
 * @throws Error unless every step of the verification passes
 */
export async function syntheticBundle({ blocks, depth }: Place, bytes: number): Promise<SyntheticBundle> {
  const size = sizeAfter(blocks.head);
  const from = sizeAfter(blocks.reader);
  const anchored = sizeAfter(blocks.anchor);
  const records = blocks.head * perBlock;
  const block = blocks.record;
  const record = sizeAfter(block) - 100;
  const body = batchBody(bytes);
  const id = idOf(name);
  const map = mapOfDepth(depth, mapKey(id, sha256), record, size);
  const log = new SparseLog(size);
  log.put(record, recordLeaf(block, name, commitRecord(body, salt)));
  for (const head of [from, anchored]) log.put(head - 1, stateLeaf(head / leavesPerBlock, records));
  log.put(size - 1, stateLeaf(blocks.head, records, Buffer.from(map.root()).toString('hex')));

  const anchorHead = { size: BigInt(anchored), root: log.root(anchored) };
  const anchor = {
    ...anchorJson({
      ...{ chainId: 11_155_111, contract: `0x${hex('contract').slice(24)}`, sender: `0x${hex('sender').slice(24)}` },
      ...{ origin: policy().origin, ...anchorHead, state: 'FINAL' },
      ...{ txHash: `0x${hex('anchoring')}`, blockNumber: 9_412_345, blockHash: `0x${hex('block')}` },
    }),
    proof: consistencyProof(BigInt(anchored), BigInt(size), log.nodes, sha256).map(toBase64),
  };
  const stated = { endorsers: ['AgriMSP', 'HealthMSP', 'TechMSP'], txId: hex(`transaction ${block}`) };
  const bundle = await bundleOf(
    {
      ...{ log, map, head: { size, note: signedHead(size, log.root(), seconds) } },
      bodyOf: () => Promise.resolve({ body: body as unknown as Json, salt }),
      indexOf: () => Promise.resolve(undefined),
      extras: () => Promise.resolve({ anchor, stated }),
    },
    id,
    { from },
  );
  const { steps, authenticity, confirmedBy } = verify({
    ...{ bundle: JSON.parse(JSON.stringify(bundle)), id, policy: policy(), now: (seconds + 60) * 1000, anchorHead },
    lastHead: { origin: policy().origin, size: BigInt(from), root: log.root(from) },
  });
  const open = new Set(['history', 'identifiers', 'presented']);
  const bad = steps.filter(({ name: step, result }) => result !== 'pass' && !open.has(step));
  if (authenticity !== 'authentic' || bad.length > 0 || confirmedBy.length !== 5)
    throw new Error(`the bundle is ${authenticity}: ${bad.map((step) => JSON.stringify(step)).join(', ')}`);
  return { bundle, log, record, from, bodyBytes: Buffer.byteLength(JSON.stringify(body)) };
}
