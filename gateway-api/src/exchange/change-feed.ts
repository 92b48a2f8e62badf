import { isTraining, type RecordState } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { decodeCursor, encodeCursor } from '../index-store/page-cursor.ts';
import type { Partner } from './partner-store.ts';
import { domainsIn, isToldOf } from './scopes.ts';

/** One version of a public record: where it stands on the ledger and where it is proven, none of its contents. */
export interface Change {
  /** Everything after this one: `?since=`. */
  readonly cursor: string;
  readonly record: string;
  readonly type: string;
  readonly version: number;
  readonly status: string;
  /** Unit that owns the record. */
  readonly owner: string;
  /** Time of the transaction, ISO 8601 UTC. */
  readonly at: string;
  readonly block: number;
  readonly transaction: string;
  /** Address of the proof bundle (docs/proof-format.md §6). */
  readonly proof: string;
}
/** Which changes somebody is told of. */
export interface ChangeFilter {
  readonly domains: readonly string[];
  /** Record types, all where there are none. */
  readonly types: readonly string[];
  readonly unit?: string | undefined;
  /** Lots that people learn on are told of in a sandbox alone. */
  readonly sandbox: boolean;
}
export interface ChangePage {
  readonly items: readonly Change[];
  /** Where to go on: after everything that was looked at. */
  readonly next: string;
  /** Whether there is more already. */
  readonly more: boolean;
}

const pageSize = 500;
/** So many versions one request looks at, at most: a rare type does not make it read the whole ledger. */
const mostRead = 5000;
export const feedStart = encodeCursor({ value: -1, id: '' });

export const filterOf = (
  { scopes, unit, sandbox }: Pick<Partner, 'scopes' | 'unit' | 'sandbox'>,
  types: readonly string[],
): ChangeFilter => ({
  ...{ domains: domainsIn(scopes), types, unit, sandbox },
});

/** A cursor of this feed: a block, and a version of a record in it. */
export const isFeedCursor = (text: string): boolean => {
  try {
    return Number.isInteger(decodeCursor(text).value);
  } catch {
    return false;
  }
};

const wanted = ({ type, owner, id, body }: RecordState, { domains, types, unit, sandbox }: ChangeFilter): boolean =>
  domains.includes(type.split('/')[0] ?? '') &&
  isToldOf(type) &&
  (sandbox || !isTraining({ body })) &&
  (types.length === 0 || types.includes(type)) &&
  (unit === undefined || owner === unit || id === unit);

const pathOf = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
const cursorOf = (doc: StoredDoc): string => encodeCursor({ value: Number(doc['blockNumber']), id: doc._id });

/**
 * Versions of public records in the order of their blocks; within a block, where no record depends on another, in that of their ids. The
 * order never changes: an index that is built anew gives the same cursors.
 */
export function changeFeed(store: IndexStore, publicUrl: string) {
  const changeIn = (doc: StoredDoc, { id, type, version, status, owner, ts }: RecordState): Change => ({
    ...{ cursor: cursorOf(doc), record: id, type, version, status, owner, at: ts },
    ...{ block: Number(doc['blockNumber']), transaction: String(doc['txId']), proof: `${publicUrl}/r/${pathOf(id)}` },
  });
  return {
    /** Behind everything that the index has. */
    async end(): Promise<string> {
      const head = await store.checkpoint();
      return head === undefined ? feedStart : encodeCursor({ value: head.number, id: '\u{10FFFF}' });
    },
    /** @throws RangeError for a cursor that this feed did not give */
    async after(since: string, limit: number, filter: ChangeFilter): Promise<ChangePage> {
      const head = await store.checkpoint();
      const items: Change[] = [];
      let next = since;
      if (head === undefined) return { items, next, more: false };
      for (let seen = 0; seen < mostRead; seen += pageSize) {
        // Above its checkpoint a store may show half of a block.
        const page = await store.find('versions', {
          ...{ sort: { field: 'blockNumber' }, range: { field: 'blockNumber', to: head.number + 1 } },
          ...{ after: next, limit: pageSize },
        });
        for (const doc of page.docs) {
          if (items.length === limit) return { items, next, more: true };
          const state = stateIn(doc);
          if (wanted(state, filter)) items.push(changeIn(doc, state));
          next = cursorOf(doc);
        }
        if (page.next === undefined) return { items, next, more: false };
      }
      return { items, next, more: true };
    },
  };
}
export type ChangeFeed = ReturnType<typeof changeFeed>;
