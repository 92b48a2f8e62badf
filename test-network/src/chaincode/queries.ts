import { ledger, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { KeyHistory, RowIterator } from '../types.ts';
import type { OpenQuery } from './invocation.ts';

/** Rows of one answer (Fabric: core/chaincode/query_response_generator.go, maxResultLimit). */
const BATCH = 100;

const kvBytes = (namespace: string, key: string, value: Buffer): Buffer => {
  const kv = new ledger.queryresult.KV();
  kv.setNamespace(namespace);
  kv.setKey(key);
  kv.setValue(value);
  return Buffer.from(kv.serializeBinary());
};

/** Rows of a state range as queryresult.KV. */
export const stateRows = (namespace: string, rows: RowIterator): OpenQuery['rows'] => ({
  next: () => {
    const row = rows.next();
    return row && kvBytes(namespace, row.key, row.value);
  },
  close: () => rows.close(),
});

/** Rows of a key's history as queryresult.KeyModification; the shim throws without a timestamp. */
export const historyRows = (history: readonly KeyHistory[]): OpenQuery['rows'] => {
  let index = 0;
  return {
    next: () => {
      const entry = history[index++];
      if (!entry) return undefined;
      const time = new timestamp.Timestamp();
      time.setSeconds(entry.seconds);
      time.setNanos(entry.nanos);
      const modification = new ledger.queryresult.KeyModification();
      modification.setTxId(entry.txId);
      modification.setValue(entry.value);
      modification.setIsDelete(entry.isDelete);
      modification.setTimestamp(time);
      return Buffer.from(modification.serializeBinary());
    },
    close: () => undefined,
  };
};

/** Takes the next batch: row 101 is read in advance, as the peer does. */
export const nextBatch = (query: OpenQuery, limit = BATCH): { rows: Buffer[]; hasMore: boolean } => {
  const rows: Buffer[] = [];
  let row = query.ahead ?? query.rows.next();
  while (row && rows.length < limit) {
    rows.push(row);
    row = query.rows.next();
  }
  query.ahead = row;
  return { rows, hasMore: row !== undefined };
};

/** protos.QueryResponse */
export const queryResponse = (id: string, rows: readonly Buffer[], hasMore: boolean, metadata?: Uint8Array): Buffer => {
  const answer = new peer.QueryResponse();
  answer.setId(id);
  answer.setHasMore(hasMore);
  answer.setResultsList(
    rows.map((row) => {
      const bytes = new peer.QueryResultBytes();
      bytes.setResultbytes(row);
      return bytes;
    }),
  );
  if (metadata) answer.setMetadata(metadata);
  return Buffer.from(answer.serializeBinary());
};
