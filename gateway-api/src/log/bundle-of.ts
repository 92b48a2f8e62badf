import {
  consistencyProof,
  inclusionProof,
  mapKey,
  encodeMapValue,
  parseLeaf,
  toBase64,
  type Bundle,
  type BundleBody,
  type BundleDate,
  type BundleLeaf,
  type BundleMap,
  type ProvenEntry,
  type RecordLeaf,
  type StateMap,
} from '@daunguon/proof';
import type { PublishedCheckpoint } from './checkpoint-store.ts';
import { sha256, type LogReader } from './log-store.ts';

/** What bundles are made from: a log, its map and a published head. A gateway has it, and so has a mirror. */
export interface BundleSource {
  readonly log: Pick<LogReader, 'leaf' | 'nodes'>;
  readonly map: Pick<StateMap, 'prove'>;
  /** Proofs lead to this checkpoint. */
  readonly head: { readonly size: number; readonly note: string };
  /** Body and salt of a public record's version, what is sealed of a personal one; undefined where there is none to show. */
  bodyOf(leaf: RecordLeaf, id: string): Promise<(BundleBody & Pick<Bundle, 'sealed'>) | undefined>;
  /** Index of the leaf of an earlier version; undefined where it cannot be told. */
  indexOf(id: string, version: number): Promise<number | undefined>;
  /** Kept checkpoints, by which versions are dated; absent: nothing is. */
  readonly kept?: KeptCheckpoints;
  /** The same at the newest head; absent where the head stays. */
  renewed?(): BundleSource;
  /** Further members: where the log is anchored, what the gateway states. */
  extras?(id: string, size: number): Promise<Pick<Bundle, 'anchor' | 'stated'>>;
}
/** The newest kept checkpoint with fewer than so many leaves, and the oldest with at least so many. */
export interface KeptCheckpoints {
  before(size: number): PublishedCheckpoint | undefined;
  covering(size: number): PublishedCheckpoint | undefined;
}
export interface BundleWish {
  /** Size of the reader's last head; 0 for none. */
  readonly from?: number;
  readonly history?: boolean;
  /** What dates each version that is shown. */
  readonly dates?: boolean;
  /** Of the scanned link. */
  readonly serial?: string;
}

/** The reader's last head is newer than this log's. */
export class NewerHead extends Error {
  readonly size: number;
  constructor(size: number) {
    super(`the head has ${size} leaves`);
    this.name = 'NewerHead';
    this.size = size;
  }
}

const base64 = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => toBase64(hash));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The proof bundle of a record or of its absence (docs/proof-format.md §6). @throws NewerHead */
export async function bundleOf(
  source: BundleSource,
  id: string,
  { from = 0, history, dates }: BundleWish = {},
): Promise<Bundle> {
  const { size, note } = source.head;
  if (from > size) throw new NewerHead(size);
  // Everything is read before the first wait: the map may move on meanwhile.
  const proven = proveRecord(source, id);
  const read = source.log.nodes;
  const consistency =
    from === 0
      ? null
      : { from, proof: base64(from === size ? [] : consistencyProof(BigInt(from), BigInt(size), read, sha256)) };
  const state = leafAt(source, size - 1);
  const body = proven.leaf === undefined ? undefined : await source.bodyOf(proven.leaf, id);
  const earlier =
    history === true && proven.leaf !== undefined ? await historyOf(source, id, proven.leaf.n) : undefined;
  const shown = [...(proven.record === null ? [] : [proven.record]), ...(earlier ?? [])];
  return {
    bundle: 'daunguon/1',
    id,
    record: proven.record,
    state: { leaf: state.leaf, inclusion: state.inclusion },
    map: proven.map,
    checkpoint: note,
    consistency,
    ...body,
    ...(earlier === undefined ? {} : { history: earlier }),
    ...(dates === true ? { dates: shown.map((leaf) => dateOf(source, leaf)) } : {}),
    ...(await source.extras?.(id, size)),
  };
}

/** The bundle of the record that an alias names, with the proof of the alias; that of the alias' absence where there is none. */
export async function aliasBundleOf(source: BundleSource, aliasId: string, wish: BundleWish = {}): Promise<Bundle> {
  const { leaf } = proveRecord(source, aliasId);
  if (leaf === undefined) return bundleOf(source, aliasId, wish);
  const body = await source.bodyOf(leaf, aliasId);
  const target = (body?.body as { target?: unknown } | undefined)?.target;
  if (typeof target !== 'string') return bundleOf(source, aliasId, wish);
  // The wait for the body may have outlived the head: both proofs are made from the newest one, before anything waits again.
  const newest = source.renewed?.() ?? source;
  const { record, map } = proveRecord(newest, aliasId);
  if (record === null) return bundleOf(newest, aliasId, wish);
  return { ...(await bundleOf(newest, target, wish)), alias: { id: aliasId, record, map, ...body } };
}

function leafAt({ log, head }: BundleSource, index: number): BundleLeaf {
  const inclusion = inclusionProof(BigInt(index), BigInt(head.size), log.nodes, sha256);
  return { leaf: text(log.leaf(index)), index, inclusion: base64(inclusion) };
}

function proveRecord(
  source: BundleSource,
  id: string,
): { record: BundleLeaf | null; leaf?: RecordLeaf; map: BundleMap } {
  const entry = source.map.prove(mapKey(id, sha256), source.head.size);
  const map = mapOf(entry);
  if (entry.value === undefined) return { record: null, map };
  return { record: leafAt(source, entry.value.index), leaf: recordLeaf(source, entry.value.index), map };
}

function mapOf({ path, key, value, valueHash }: ProvenEntry): BundleMap {
  const steps = path.map(([bit, sibling]) => [bit, toBase64(sibling)] as const);
  if (key === undefined) return { path: steps };
  if (value !== undefined) return { path: steps, key: toBase64(key), value: text(encodeMapValue(value)) };
  return { path: steps, key: toBase64(key), ...(valueHash === undefined ? {} : { valueHash: toBase64(valueHash) }) };
}

function recordLeaf({ log }: BundleSource, index: number): RecordLeaf {
  const leaf = parseLeaf(log.leaf(index));
  if (leaf.leaf !== 'record/1') throw new Error(`leaf ${index} is no record`);
  return leaf;
}

/** What dates a leaf: nothing that this log does not have yet is promised. */
function dateOf({ kept, log, head }: BundleSource, { leaf, index }: BundleLeaf): BundleDate {
  const { n } = JSON.parse(leaf) as { n: number };
  const covering = kept?.covering(index + 1);
  const by = covering !== undefined && covering.size <= head.size ? covering : undefined;
  const inclusion = by && inclusionProof(BigInt(index), BigInt(by.size), log.nodes, sha256);
  return {
    ...{ n, before: kept?.before(index + 1)?.note ?? null, by: by?.note ?? null },
    inclusion: inclusion === undefined ? [] : base64(inclusion),
  };
}

/** Earlier versions, newest first, as far back as their leaves can be told. */
async function historyOf(source: BundleSource, id: string, newest: number): Promise<(BundleLeaf & BundleBody)[]> {
  const versions: (BundleLeaf & BundleBody)[] = [];
  for (let version = newest - 1; version >= 1; version -= 1) {
    const index = await source.indexOf(id, version);
    if (index === undefined || index >= source.head.size) break;
    const leaf = recordLeaf(source, index);
    // Sealed contents go with the newest version only: an earlier one is proven by its leaf.
    const body = leaf.kind === 'record/1' ? await source.bodyOf(leaf, id) : undefined;
    versions.push({ ...leafAt(source, index), ...body });
  }
  return versions;
}
