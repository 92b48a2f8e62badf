import { LeafTable } from './leaf-table.ts';
import { WordRows } from './word-rows.ts';

/**
 * Columns of an inner node: the bit in which the keys below first differ, with what is `dirty`, the two links, and the hashes that
 * stand at them. A node holds its children's hashes and not its own, so that a change reads the nodes of its path and none beside it.
 */
export const nodeColumns = { bit: 0, left: 1, right: 2, hashes: 3, width: 19 } as const;

/** Set beside the bit of a node while its hash of a side, 0 for left and 1 for right, is out of date. */
export const dirty = (side: number): number => 0x100 << side;
export const hashColumn = (side: number): number => nodeColumns.hashes + 8 * side;

/** All of a map but its history. A link is the number of an inner node (76 bytes each), or ~(number of a leaf). */
export interface MapTables {
  readonly leaves: LeafTable;
  readonly nodes: WordRows;
  root: number;
  /** One row: the hash at `root`, as of the last time it was asked for. */
  readonly rootHash: WordRows;
}

/** The one row of `rootHash`, all zeros. */
export const newRootHash = (): WordRows => {
  const rows = new WordRows(8, 0);
  rows.add();
  return rows;
};

export const newTables = (): MapTables => ({
  leaves: new LeafTable(),
  nodes: new WordRows(nodeColumns.width, 13),
  root: 0,
  rootHash: newRootHash(),
});
