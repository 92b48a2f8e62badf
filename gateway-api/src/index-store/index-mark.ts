import { createHash } from 'node:crypto';
import { canonicalize } from '@daunguon/proof';
import { projectionVersion, type CollectionSpec } from './index-store.ts';

/** What the documents of an index follow from beside the blocks, as 32 bits (SQLite's own mark of a file); never 0, which a new index has. */
export const markOf = (collections: readonly CollectionSpec[]): number =>
  createHash('sha256')
    .update(canonicalize({ projection: projectionVersion, collections }))
    .digest()
    .readInt32BE() | 1;
