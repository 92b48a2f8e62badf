import { isTraining, type RecordState } from '@daunguon/records';
import { bornFields, rolled, rollups } from './dashboards/rollup-ops.ts';
import { domainOf } from './domains.ts';
import { epcisCollection, epcisOps } from './epcis/ledger-steps.ts';
import { ledgerCollections, ledgerOps } from './explorer/ledger-ops.ts';
import { productNameOps, productNames } from './explorer/product-names.ts';
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
    sparse: ['lotKey', 'puc', 'nameKey'],
    orders: [
      ...['status', 'owner', 'commune', 'unit', 'batch', 'subject', 'transitTo'].map((field) => ['type', field, 'ts']),
      ['type', 'ts'],
      ['type', 'nameKey'],
      // Of any type, for the search.
      ['nameKey'],
    ],
  },
  { name: 'versions', indexed: ['bodyKey', 'blockNumber', ...bornFields], sparse: bornFields },
  { name: 'participations', indexed: ['batch'] },
  { name: 'ocopCatalogue', indexed: ['group', 'stars', 'commune', 'status', 'expiresOn'] },
  { name: 'ocopSeats', indexed: ['member', 'ts'] },
  { name: 'heritageFiles', indexed: ['sha256', 'item', 'status'] },
  { name: 'counts', indexed: ['type', 'commune'] },
  { name: 'carbonBlocks', indexed: ['project', 'issuance', 'state', 'series', 'startKey', 'owner'] },
  epcisCollection,
  rollups,
  nameEnds,
  productNames,
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

/** What one version of a record does to the index. `block` says where it stands on the ledger. */
function versionOps(state: RecordState, block: Doc & { readonly blockNumber: number }): Op[] {
  const { id, type, version, status, owner, ts } = state;
  const evidence = { ...block, state: state as unknown as Doc };
  const domain = domainOf(type);
  const fields = domain.fields(state);
  const { ops, born } = rolled(state, fields);
  const versionDoc = { ...evidence, record: id, version, bodyKey: bodyKey(state.commitment), ...born };
  return [
    { op: 'put', collection: 'records', id, doc: { ...evidence, type, status, owner, ts, ...fields } },
    { op: 'put', collection: 'versions', id: versionId(id, version), doc: versionDoc },
    ...ops,
    ...wordOps(id, type, version, fields),
    ...productNameOps(state),
    ...countOf(state, fields),
    ...domain.ops(state, block.blockNumber),
    ...(isTraining(state) ? [] : epcisOps(state, block.blockNumber)),
  ];
}

/** What a block does to the index: follows from the block alone, so that a rebuilt index is the same. */
export function projectBlock({ number, transactions }: ReadBlock): Op[] {
  return transactions.flatMap(({ txId, time, endorsers, writes }) => {
    const block = { txId, blockNumber: number, blockTime: time, endorsers };
    return writes.flatMap(({ value }) => versionOps(JSON.parse(value) as RecordState, block));
  });
}

/** The same, and what the explorer of the ledger shows of the block. `chaincode` is the network's own. */
export const projectWholeBlock =
  (chaincode: string) =>
  (block: WholeBlock): Op[] => [...projectBlock(block), ...ledgerOps(block.decoded, chaincode)];
