import { openDatasets, type OpenDataset } from '@daunguon/records';
import type { IndexStore } from '../index-store/index-store.ts';
import { computeTables } from './compute.ts';
import { sha256Of } from '../log/kept-contents.ts';
import { filesOf, formats } from './files.ts';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';

/** What the log gives: leaves after a block, and the checkpoint that covers so many. */
export interface CoveringLog {
  readonly store: { mark(block: number): { readonly size: number } | undefined };
  covering(size: number): { readonly size: number; readonly root: Uint8Array } | undefined;
}

export interface PublishDeps {
  readonly store: IndexStore;
  readonly log: CoveringLog;
  readonly snapshots: SnapshotStore;
  readonly now: () => number;
  readonly datasets?: readonly OpenDataset[];
}

/** `published`: the new versions, none where nothing changed. Otherwise nothing was published, and it can be tried again. */
export type Published =
  { readonly state: 'published'; readonly snapshots: readonly Snapshot[] } | { readonly state: 'busy' | 'not-covered' };

/** Publishes a version of each dataset whose rows changed, once a cosigned checkpoint covers the height that they were computed from. */
export async function publishChanged({
  store,
  log,
  snapshots,
  now,
  datasets = openDatasets,
}: PublishDeps): Promise<Published> {
  const computed = await computeTables(store, datasets);
  if (computed === undefined) return { state: 'busy' };
  const { height, blockHash, asOf, tables } = computed;
  const size = log.store.mark(height)?.size;
  const covering = size === undefined ? undefined : log.covering(size);
  if (covering === undefined) return { state: 'not-covered' };
  const checkpoint = { size: covering.size, root: Buffer.from(covering.root).toString('base64') };
  const added: Snapshot[] = [];
  for (const dataset of datasets) {
    const rows = tables.get(dataset.id) ?? [];
    const before = snapshots.newest(dataset.id);
    const contents = filesOf(dataset, rows);
    const isSame = formats.every((format) => before?.files[format].sha256 === sha256Of(contents[format]));
    if (isSame || (before === undefined && rows.length === 0)) continue;
    const issued = new Date(now()).toISOString();
    const meta = { dataset: dataset.id, height, blockHash, asOf, checkpoint, issued, rows: rows.length };
    const snapshot = snapshots.add(meta, contents);
    if (snapshot !== undefined) added.push(snapshot);
  }
  return { state: 'published', snapshots: added };
}
