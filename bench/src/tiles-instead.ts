import { gzipSync } from 'node:zlib';
import {
  consistencyProof,
  encodeEntries,
  inclusionProof,
  proveFromTiles,
  tileWidth,
  tileWidthAt,
  type NodeReader,
} from '@daunguon/proof';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';
import { perBlock } from './synthetic-log.ts';
import { recordLeaf, stateLeaf } from './synthetic-record.ts';
import type { SyntheticBundle } from './synthetic-bundle.ts';

/** The entries around a leaf: records, and a state leaf where a block ends. */
function entriesAround(index: number, size: number): Uint8Array {
  const first = Math.floor(index / tileWidth) * tileWidth;
  const width = tileWidthAt(BigInt(size), 'entries', BigInt(first / tileWidth));
  return encodeEntries(
    Array.from({ length: width }, (_, at) => {
      const block = Math.floor((first + at) / (perBlock + 1));
      const last = (first + at) % (perBlock + 1) === perBlock;
      return last ? stateLeaf(block, size) : recordLeaf(block, `leaf ${first + at}`);
    }),
  );
}

/**
 * Bytes, each file gzipped by itself, that a client would fetch for the leaves, inclusion and consistency of a bundle if there were only the
 * tiles of its log. They give no map proof, so such a client does not even know the status.
 */
export async function tilesInstead({ bundle, log, record, from }: SyntheticBundle) {
  const size = BigInt(log.size);
  let [tiles, bytes] = [0, 0];
  const count = (content: Uint8Array | string): void => {
    bytes += gzipSync(content).length;
  };
  await proveFromTiles(
    size,
    (level, index, width) => {
      const tile = Buffer.concat(
        Array.from({ length: width }, (_, at) => log.nodes(level * 8, index * BigInt(tileWidth) + BigInt(at))),
      );
      tiles += 1;
      count(tile);
      return Promise.resolve(tile);
    },
    (read: NodeReader) => [
      inclusionProof(BigInt(record), size, read, sha256),
      inclusionProof(size - 1n, size, read, sha256),
      consistencyProof(BigInt(from), size, read, sha256),
    ],
  );
  for (const index of [record, log.size - 1]) count(entriesAround(index, log.size));
  count(bundle.checkpoint);
  count(JSON.stringify({ body: bundle.body, salt: bundle.salt }));
  return { tiles, bytes };
}
