import type { NamespaceDraft } from './rwset-builder.ts';
import { encodeEntries } from './rwset-builder.ts';
import type { MetadataItem, RangeItem, ReadItem, Version, WriteItem } from './rwset-types.ts';

interface KeyDraft {
  readonly reads: Map<string, ReadItem>;
  readonly writes: Map<string, WriteItem>;
  readonly metadata: Map<string, MetadataItem>;
}

const keyDraft = (): KeyDraft => ({ reads: new Map(), writes: new Map(), metadata: new Map() });

/** What one transaction has read and written so far, by namespace and collection (rwset_builder.go). */
export interface SimulationDraft {
  read(namespace: string, collection: string, key: string, version: Version | undefined): void;
  write(namespace: string, collection: string, key: string, value: Buffer | undefined, isPurge?: boolean): void;
  writeMetadata(namespace: string, collection: string, key: string, entries: ReadonlyMap<string, Buffer>): void;
  addRange(namespace: string, finish: () => RangeItem): void;
  namespaces(): NamespaceDraft[];
}

/** The same range, read to the same end, is one: the first (rwset_builder.go, AddToRangeQuerySet). */
const distinct = (ranges: readonly RangeItem[]): RangeItem[] => {
  const known = new Map<string, RangeItem>();
  for (const range of ranges) {
    const name = `${range.start.toString('hex')}/${range.end.toString('hex')}/${range.exhausted}`;
    if (!known.has(name)) known.set(name, range);
  }
  return [...known.values()];
};

export const simulationDraft = (): SimulationDraft => {
  const drafts = new Map<string, Map<string, KeyDraft>>();
  const ranges = new Map<string, (() => RangeItem)[]>();
  const of = (namespace: string, collection: string): KeyDraft => {
    const collections = drafts.get(namespace) ?? new Map<string, KeyDraft>();
    drafts.set(namespace, collections);
    const draft = collections.get(collection) ?? keyDraft();
    collections.set(collection, draft);
    return draft;
  };
  const lists = (draft: KeyDraft | undefined): Pick<NamespaceDraft, 'reads' | 'writes' | 'metadataWrites'> => ({
    reads: [...(draft?.reads.values() ?? [])],
    writes: [...(draft?.writes.values() ?? [])],
    metadataWrites: [...(draft?.metadata.values() ?? [])],
  });
  return {
    read: (namespace, collection, key, version) => {
      const { reads } = of(namespace, collection);
      if (!reads.has(key)) reads.set(key, { key: Buffer.from(key), version });
    },
    write: (namespace, collection, key, value, isPurge = false) => {
      // newKVWrite: an empty value is a deletion.
      const isDelete = value === undefined || value.length === 0;
      const item = { key: Buffer.from(key), isDelete, isPurge, value: value ?? Buffer.alloc(0) };
      of(namespace, collection).writes.set(key, item);
    },
    writeMetadata: (namespace, collection, key, entries) => {
      of(namespace, collection).metadata.set(key, { key: Buffer.from(key), entries: encodeEntries(entries) });
    },
    addRange: (namespace, finish) => {
      of(namespace, '');
      ranges.set(namespace, [...(ranges.get(namespace) ?? []), finish]);
    },
    namespaces: () =>
      [...drafts].map(([namespace, collections]) => ({
        namespace,
        ...lists(collections.get('')),
        ranges: distinct((ranges.get(namespace) ?? []).map((finish) => finish())),
        collections: [...collections]
          .filter(([collection]) => collection !== '')
          .map(([collection, draft]) => ({ collection, ...lists(draft) })),
      })),
  };
};
