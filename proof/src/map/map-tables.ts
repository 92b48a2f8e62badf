import { LeafTable } from './leaf-table.ts';
import { WordRows } from './word-rows.ts';

/** Columns of an inner node: its hash, the two links, and the bit in which the keys below first differ, plus `dirty`. */
export const nodeColumns = { hash: 0, left: 8, right: 9, bit: 10, width: 11 } as const;
/** Set beside the bit of a node whose hash is out of date. */
export const dirty = 0x100;

/** All of a map but its history. A link is the number of an inner node (44 bytes each), or ~(number of a leaf). */
export interface MapTables {
  readonly leaves: LeafTable;
  readonly nodes: WordRows;
  root: number;
}

export const newTables = (): MapTables => ({
  leaves: new LeafTable(),
  nodes: new WordRows(nodeColumns.width, 13),
  root: 0,
});
