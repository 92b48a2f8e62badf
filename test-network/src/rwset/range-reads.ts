/** Results of a range query as the read set carries them: raw up to 50, else a Merkle summary (rwsetutil/query_results_helper.go). */
import { field, integerField } from '../node/wire.ts';
import { encodeRead, sha256 } from './rwset-builder.ts';
import type { ReadItem } from './rwset-types.ts';

const MAX_DEGREE = 50;

const queryReads = (reads: readonly ReadItem[]): Buffer =>
  Buffer.concat(reads.map((read) => field(1, encodeRead(read))));

const combined = (hashes: readonly Buffer[]): Buffer => sha256(Buffer.concat(hashes));

/** Collects the reads of one iterator. */
export const rangeReads = (): {
  add(read: ReadItem): void;
  done(): { reads: Buffer | undefined; summary: Buffer | undefined };
} => {
  let pending: ReadItem[] = [];
  const tree = new Map<number, Buffer[]>();
  let maxLevel = 1;

  const addLeaf = (): void => {
    const leaf = sha256(queryReads(pending));
    pending = [];
    let level = 1;
    tree.set(level, [...(tree.get(level) ?? []), leaf]);
    for (;;) {
      const hashes = tree.get(level) ?? [];
      if (hashes.length <= MAX_DEGREE) return;
      tree.delete(level);
      level += 1;
      tree.set(level, [...(tree.get(level) ?? []), combined(hashes)]);
      if (level > maxLevel) maxLevel = level;
    }
  };

  const closeTree = (): void => {
    for (let level = 1; level < maxLevel; level += 1) {
      const hashes = tree.get(level) ?? [];
      if (hashes.length === 0) continue;
      tree.delete(level);
      const up = hashes.length === 1 ? (hashes[0] as Buffer) : combined(hashes);
      tree.set(level + 1, [...(tree.get(level + 1) ?? []), up]);
    }
    const top = tree.get(maxLevel) ?? [];
    if (top.length > MAX_DEGREE) {
      tree.delete(maxLevel);
      maxLevel += 1;
      tree.set(maxLevel, [combined(top)]);
    }
  };

  return {
    add: (read) => {
      pending.push(read);
      if (pending.length > MAX_DEGREE) addLeaf();
    },
    done: () => {
      if (tree.size === 0) return { reads: pending.length === 0 ? undefined : queryReads(pending), summary: undefined };
      if (pending.length > 0) addLeaf();
      closeTree();
      const hashes = tree.get(maxLevel) ?? [];
      const summary = Buffer.concat([
        integerField(1, MAX_DEGREE),
        integerField(2, maxLevel),
        ...hashes.map((hash) => field(3, hash)),
      ]);
      return { reads: undefined, summary };
    },
  };
};
