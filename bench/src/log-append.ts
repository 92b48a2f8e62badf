import { hash } from 'node:crypto';
import { CompactRange, leafHash, nodeHash, type Sha256 } from '@daunguon/proof';
import { median, measurement, type Measurement } from './measurement.ts';

const leaves = 200_000;
const rounds = 3;

const sha256: Sha256 = (data) => hash('sha256', data, 'buffer');

/** Leaves as long as those of records: 400 bytes, each another. */
const leafBytes = (): Uint8Array[] =>
  Array.from({ length: leaves }, (_, index) => Buffer.from(`{"leaf":"record/1","tx":${index}`.padEnd(400, '.')));

/** The same tree without the range: all leaves, then all nodes of each level, then the next. A node without a sibling moves up. */
const treeRoot = (entries: readonly Uint8Array[]): Uint8Array => {
  let level = entries.map((leaf) => leafHash(leaf, sha256));
  while (level.length > 1) {
    const below = level;
    level = [];
    for (let at = 0; at < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]];
      if (left !== undefined) level.push(right === undefined ? left : nodeHash(left, right, sha256));
    }
  }
  return level[0] ?? sha256(new Uint8Array());
};

const appendAll = (entries: readonly Uint8Array[]): Uint8Array => {
  const range = new CompactRange(sha256);
  for (const leaf of entries) range.append(leafHash(leaf, sha256));
  return range.root();
};

/** Leaves a second that one core hashes and appends to the log's tree. Both ways must give one root. */
export async function logAppend(): Promise<Measurement> {
  const entries = leafBytes();
  const secondsOf = (work: () => Uint8Array): { seconds: number; root: string } => {
    const begun = performance.now();
    const root = Buffer.from(work()).toString('hex');
    return { seconds: (performance.now() - begun) / 1000, root };
  };
  const runs = Array.from({ length: rounds }, () => ({
    append: secondsOf(() => appendAll(entries)),
    tree: secondsOf(() => treeRoot(entries)),
  }));
  const roots = new Set(runs.flatMap(({ append, tree }) => [append.root, tree.root]));
  if (roots.size !== 1) throw new Error(`the roots differ: ${[...roots].join(', ')}`);
  return measurement({
    name: 'log-append',
    value: leaves / median(runs.map(({ append }) => append.seconds)),
    unit: `leaves/s, ${leaves} leaves of 400 bytes`,
    target: { atLeast: 100_000 },
    other: {
      name: 'the whole tree level by level, same hash and root, leaves/s',
      value: leaves / median(runs.map(({ tree }) => tree.seconds)),
    },
  });
}
