/**
 * The index is a projection of blocks: it can be deleted and rebuilt, and comes out byte for byte the same.
 * Two adapters fulfil this port (SQLite, MongoDB); `index-store.int.test.ts` is the contract both must keep.
 */
export type DocValue = string | number | boolean | null | readonly DocValue[] | { readonly [key: string]: DocValue };
export type Doc = { readonly [key: string]: DocValue };
/** A stored document. `_id` is the document's key inside its collection. */
export type StoredDoc = Doc & { readonly _id: string };

/** Raised when the same block comes to other documents: an index of another version is emptied and built anew. */
export const projectionVersion = 7;

export interface CollectionSpec {
  readonly name: string;
  /** Top-level string or number fields that are indexed: `find` may filter and sort on these only. */
  readonly indexed: readonly string[];
  /**
   * What lists ask for: equal first fields, and an order or a range of the last. Fields that stand in one of these behind the first are found
   * through it and have no index of their own unless one is listed, so whoever asks for them names the first field too.
   */
  readonly orders?: readonly (readonly string[])[];
  /** Of all these, fields that most documents lack: they are found by value, and stand in no index where they are absent. */
  readonly sparse?: readonly string[];
  /** Text fields: each is also stored folded as `<field>Key` (see fold.ts), indexed, for prefix search and sorting. */
  readonly folded?: readonly string[];
}

/** Fields of a collection, and those among them that have an index of their own. */
export function fieldsOf({ indexed, folded = [], orders = [] }: CollectionSpec): {
  readonly all: readonly string[];
  readonly single: readonly string[];
} {
  const all = [...indexed, ...folded.map((field) => `${field}Key`)];
  const behind = new Set(orders.flatMap(([, ...rest]) => rest));
  return { all, single: all.filter((field) => !behind.has(field)) };
}

/** What one block does to the index. Several operations on one document are applied in their order. */
export type Op =
  | { readonly op: 'put'; readonly collection: string; readonly id: string; readonly doc: Doc }
  | { readonly op: 'delete'; readonly collection: string; readonly id: string }
  /** Adds integers to top-level counters; a missing document or counter starts at 0. */
  | {
      readonly op: 'increment';
      readonly collection: string;
      readonly id: string;
      readonly by: Readonly<Record<string, number>>;
      /** Written when the counter document does not exist yet (for example its commune and day). */
      readonly onInsert?: Doc;
    };

export interface BlockRef {
  readonly number: number;
  readonly hash: string;
}

/** A block as the index takes it. Its operations follow from the block alone, never from documents it writes. */
export interface IndexedBlock {
  readonly ref: BlockRef;
  readonly ops: readonly Op[];
}

export interface Query {
  readonly equals?: Readonly<Record<string, string | number>>;
  readonly in?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Inclusive `from`, exclusive `to`. */
  readonly range?: { readonly field: string; readonly from?: string | number; readonly to?: string | number };
  /** Prefix of a folded field; the text is folded by the store. */
  readonly prefix?: { readonly field: string; readonly text: string };
  /** Default `_id`; ties are broken by `_id` in the same direction. */
  readonly sort?: { readonly field: string; readonly descending?: boolean };
  /** `next` of the previous page. */
  readonly after?: string;
  /** 1–1,000, default 50. */
  readonly limit?: number;
}

export interface Page {
  readonly docs: readonly StoredDoc[];
  /** Cursor of the next page; absent on the last one. */
  readonly next?: string;
}

export interface IndexStore {
  /**
   * Applies blocks in their order, each exactly once, and returns how many were new. At or below the checkpoint: ignored.
   * Above checkpoint + 1: throws `BlockGapError`. Without a checkpoint, any first block is taken. After a failure or a
   * crash the blocks above the checkpoint are offered again with the same operations, perhaps grouped in another way.
   * One projector writes; many readers read.
   */
  applyBlocks(blocks: readonly IndexedBlock[]): Promise<number>;
  checkpoint(): Promise<BlockRef | undefined>;
  get(collection: string, id: string): Promise<StoredDoc | undefined>;
  find(collection: string, query?: Query): Promise<Page>;
  count(collection: string, query?: Pick<Query, 'equals' | 'in' | 'range' | 'prefix'>): Promise<number>;
  /** Canonical lines (`collection \t canonical JSON`), sorted by collection and id, checkpoint last. */
  dump(): AsyncIterable<string>;
  clear(): Promise<void>;
  /**
   * Does `work`, which offers very many blocks while nobody asks: a store may make its indexes afterwards, from sorted entries, instead of
   * mending each of them for every document. Ended half-way, it makes them when it is opened again.
   */
  filling(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The blocks above the checkpoint. @throws BlockGapError when one of them does not follow the one before. */
export function newBlocks(at: BlockRef | undefined, blocks: readonly IndexedBlock[]): readonly IndexedBlock[] {
  let last = at?.number;
  return blocks.filter(({ ref: { number } }) => {
    if (last !== undefined && number <= last) return false;
    if (last !== undefined && number !== last + 1) throw new BlockGapError(last + 1, number);
    last = number;
    return true;
  });
}

/** A block was offered that does not follow the checkpoint. */
export class BlockGapError extends Error {
  override readonly name = 'BlockGapError';
  constructor(expected: number, got: number) {
    super(`the index expects block ${expected}, got ${got}`);
  }
}
