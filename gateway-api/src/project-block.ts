import { isTraining, type RecordState } from '@daunguon/records';
import { domainOf } from './domains.ts';
import { epcisCollection, epcisOps } from './epcis/ledger-steps.ts';
import type { CollectionSpec, Doc, Op } from './index-store/index-store.ts';
import type { ReadBlock } from './ledger/read-block.ts';

/** Collections of the index. */
export const collections: readonly CollectionSpec[] = [
  {
    name: 'records',
    indexed: ['type', 'status', 'owner', 'commune', 'unit', 'ts', 'lotKey', 'puc', 'batch', 'subject', 'transitTo'],
    folded: ['name'],
  },
  { name: 'versions', indexed: ['record', 'version', 'bodyKey', 'blockNumber'] },
  { name: 'participations', indexed: ['batch', 'at'] },
  { name: 'ocopCatalogue', indexed: ['group', 'stars', 'commune', 'status', 'expiresOn'] },
  { name: 'ocopSeats', indexed: ['member', 'ts'] },
  { name: 'heritageFiles', indexed: ['sha256', 'item', 'status'] },
  { name: 'counts', indexed: ['type', 'commune'] },
  { name: 'carbonBlocks', indexed: ['project', 'issuance', 'state', 'series', 'startKey', 'owner'] },
  epcisCollection,
];

/** Bodies are found by the beginning of their commitment: 64 bits are enough to look under and keep the index small. */
export const bodyKey = (commitment: string): string => commitment.slice(0, 16);

/** One more record of its type in its commune: overviews read counters, however many records there are. */
const countOf = ({ type, version, body }: RecordState, { commune = '' }: Doc): Op[] =>
  version === 1 && !isTraining({ body })
    ? [
        {
          ...{ op: 'increment', collection: 'counts', id: `${type}:${String(commune)}` },
          ...{ by: { records: 1 }, onInsert: { type, commune } },
        },
      ]
    : [];

/** What a block does to the index: follows from the block alone, so that a rebuilt index is the same. */
export function projectBlock(block: ReadBlock): Op[] {
  return block.transactions.flatMap((transaction) =>
    transaction.writes.flatMap(({ value }): Op[] => {
      const state = JSON.parse(value) as RecordState;
      const { id, type, version, status, owner, ts } = state;
      const domain = domainOf(type);
      const evidence = {
        txId: transaction.txId,
        blockNumber: block.number,
        blockTime: transaction.time,
        endorsers: transaction.endorsers,
        state: state as unknown as Doc,
      };
      const fields = domain.fields(state);
      return [
        { op: 'put', collection: 'records', id, doc: { type, status, owner, ts, ...fields, ...evidence } },
        {
          op: 'put',
          collection: 'versions',
          id: `${id}:${String(version).padStart(8, '0')}`,
          doc: { record: id, version, bodyKey: bodyKey(state.commitment), ...evidence },
        },
        ...countOf(state, fields),
        ...domain.ops(state, block.number),
        ...(isTraining(state) ? [] : epcisOps(state, block.number)),
      ];
    }),
  );
}
