import { isTraining, type RecordState } from '@daunguon/records';
import { bornFields, rolled, rollups } from './dashboards/rollup-ops.ts';
import { domainOf } from './domains.ts';
import { epcisCollection, epcisOps } from './epcis/ledger-steps.ts';
import { ledgerCollections, ledgerOps } from './explorer/ledger-ops.ts';
import { nameEnds, wordOps } from './explorer/word-ops.ts';
import type { CollectionSpec, Doc, Op } from './index-store/index-store.ts';
import { bodyKey, versionId } from './index-store/version-keys.ts';
import type { ReadBlock, WholeBlock } from './ledger/read-block.ts';

/** Collections of the index. */
export const collections: readonly CollectionSpec[] = [
  {
    name: 'records',
    indexed: ['type', 'status', 'owner', 'commune', 'unit', 'ts', 'lotKey', 'puc', 'batch', 'subject', 'transitTo'],
    folded: ['name'],
    orders: [
      ...['status', 'owner', 'commune', 'unit', 'batch', 'subject', 'transitTo'].map((field) => ['type', field, 'ts']),
      ['type', 'ts'],
      ['type', 'nameKey'],
      // Of any type, for the search.
      ['nameKey'],
    ],
  },
  { name: 'versions', indexed: ['record', 'version', 'bodyKey', 'blockNumber', ...bornFields] },
  { name: 'participations', indexed: ['batch', 'at'] },
  { name: 'ocopCatalogue', indexed: ['group', 'stars', 'commune', 'status', 'expiresOn'] },
  { name: 'ocopSeats', indexed: ['member', 'ts'] },
  { name: 'heritageFiles', indexed: ['sha256', 'item', 'status'] },
  { name: 'counts', indexed: ['type', 'commune'] },
  { name: 'carbonBlocks', indexed: ['project', 'issuance', 'state', 'series', 'startKey', 'owner'] },
  epcisCollection,
  rollups,
  nameEnds,
  ...ledgerCollections,
];

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
      const { ops, born } = rolled(state, fields);
      return [
        { op: 'put', collection: 'records', id, doc: { type, status, owner, ts, ...fields, ...evidence } },
        {
          op: 'put',
          collection: 'versions',
          id: versionId(id, version),
          doc: { record: id, version, bodyKey: bodyKey(state.commitment), ...born, ...evidence },
        },
        ...ops,
        ...wordOps(id, type, version, fields),
        ...countOf(state, fields),
        ...domain.ops(state, block.number),
        ...(isTraining(state) ? [] : epcisOps(state, block.number)),
      ];
    }),
  );
}

/** The same, and what the explorer of the ledger shows of the block. `chaincode` is the network's own. */
export const projectWholeBlock =
  (chaincode: string) =>
  (block: WholeBlock): Op[] => [...projectBlock(block), ...ledgerOps(block.decoded, chaincode)];
