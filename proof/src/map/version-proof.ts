import type { Journal } from './journal.ts';
import { bitOf, keyWords } from './key-words.ts';
import { leafColumns } from './leaf-table.ts';
import type { MapHasher } from './map-hasher.ts';
import type { MapProof } from './map-proof.ts';
import { nodeColumns, type MapTables } from './map-tables.ts';
import type { MapValue } from './map-value.ts';

/** A proof from a map; `value` if the key is in it. */
export type ProvenEntry = MapProof & { readonly value?: MapValue };

/** A version of the map: how many of the leaves count, at least one, and what later versions overwrote, oldest first. */
export interface VersionView {
  readonly keys: number;
  readonly since: readonly Journal[];
}

/** What stood at this link when the map had `keys` keys: a younger node gives way to its side without its own, younger leaf. */
const among = ({ leaves, nodes }: MapTables, link: number, keys: number): number => {
  let at = link;
  while (at >= keys - 1) {
    const side = leaves.keyBit(at + 1, nodes.get(at, nodeColumns.bit) & 0xff);
    at = nodes.get(at, nodeColumns.right - side);
  }
  return at;
};

const overwritten = <Saved>(
  since: readonly Journal[],
  find: (journal: Journal) => Saved | undefined,
): Saved | undefined => {
  for (const journal of since) {
    const saved = find(journal);
    if (saved !== undefined) return saved;
  }
  return undefined;
};

/** Proof about a key of 32 bytes in a version; the hashes must be up to date. */
export const proveInVersion = (
  tables: MapTables,
  hasher: MapHasher,
  key: Uint8Array,
  { keys, since }: VersionView,
): ProvenEntry => {
  const { leaves, nodes } = tables;
  const words = keyWords(key);
  const path: [number, Uint8Array][] = [];
  let link = among(tables, tables.root, keys);
  while (link >= 0) {
    const bit = nodes.get(link, nodeColumns.bit) & 0xff;
    const side = bitOf(words, bit);
    const sibling = among(tables, nodes.get(link, nodeColumns.right - side), keys);
    path.push([bit, overwritten(since, (journal) => journal.hash(sibling)) ?? hasher.at(sibling)]);
    link = among(tables, nodes.get(link, nodeColumns.left + side), keys);
  }
  const leaf = ~link;
  const saved = overwritten(since, (journal) => journal.value(leaf));
  const value = saved === undefined ? leaves.value(leaf) : leaves.value(saved.row, saved.rows, saved.column);
  const proof = { path, key: leaves.rows.bytes(leaf, leafColumns.key, 8), valueHash: hasher.value(value) };
  return leaves.firstDifference(leaf, words) === -1 ? { ...proof, value } : proof;
};
