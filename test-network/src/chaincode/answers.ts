/** The peer's side of every message the shim may send (Fabric: core/chaincode/handler.go, Handle*). */
import { randomUUID } from 'node:crypto';
import { peer } from '@hyperledger/fabric-protos';
import { asBuffer, field, integerField, optionalField } from '../node/wire.ts';
import type { ChaincodeResult, Invocation, OpenQuery } from './invocation.ts';
import { historyRows, nextBatch, queryResponse, stateRows } from './queries.ts';

const NOTHING = Buffer.alloc(0);
const Type = peer.ChaincodeMessage.Type;

/** An invocation with the iterators it has open. */
export interface Session {
  readonly invocation: Invocation;
  readonly queries: Map<string, OpenQuery>;
}

type Answer = (session: Session, payload: Uint8Array) => Buffer | Promise<Buffer>;

const noPrivateInInit = ({ invocation }: Session): void => {
  if (invocation.isInit) throw new Error('private data APIs are not allowed in chaincode Init()');
};

const getState: Answer = (session, payload) => {
  const { invocation } = session;
  const message = peer.GetState.deserializeBinary(payload);
  const collection = message.getCollection();
  if (!collection) return invocation.simulator.getState(invocation.namespace, message.getKey()) ?? NOTHING;
  noPrivateInInit(session);
  invocation.checkCollection(collection, 'read');
  return invocation.simulator.getPrivate(invocation.namespace, collection, message.getKey()) ?? NOTHING;
};

const getMultiple: Answer = (session, payload) => {
  const { invocation } = session;
  const message = peer.GetStateMultiple.deserializeBinary(payload);
  const collection = message.getCollection();
  if (collection) {
    noPrivateInInit(session);
    invocation.checkCollection(collection, 'read');
  }
  const values = message.getKeysList().map((key) =>
    // every key has its value: an absent one is empty, never left out
    field(
      1,
      (collection
        ? invocation.simulator.getPrivate(invocation.namespace, collection, key)
        : invocation.simulator.getState(invocation.namespace, key)) ?? NOTHING,
    ),
  );
  return Buffer.concat(values);
};

type Keyed = Pick<peer.WriteRecord, 'getKey' | 'getCollection'>;

const putState = (session: Session, message: Keyed & Pick<peer.WriteRecord, 'getValue_asU8'>): void => {
  const { invocation } = session;
  const [collection, key, value] = [message.getCollection(), message.getKey(), asBuffer(message.getValue_asU8())];
  if (!collection) {
    // Fabric's newKVWrite: an empty value is a deletion
    if (value.length === 0) invocation.simulator.deleteState(invocation.namespace, key);
    else invocation.simulator.putState(invocation.namespace, key, value);
    return;
  }
  noPrivateInInit(session);
  invocation.checkCollection(collection, 'write');
  if (value.length === 0) invocation.simulator.deletePrivate(invocation.namespace, collection, key);
  else invocation.simulator.putPrivate(invocation.namespace, collection, key, value);
};

const deleteState = (session: Session, message: Keyed): void => {
  const { invocation } = session;
  const collection = message.getCollection();
  if (!collection) {
    invocation.simulator.deleteState(invocation.namespace, message.getKey());
    return;
  }
  noPrivateInInit(session);
  invocation.checkCollection(collection, 'write');
  invocation.simulator.deletePrivate(invocation.namespace, collection, message.getKey());
};

const purge = (session: Session, message: Keyed): void => {
  const { invocation } = session;
  noPrivateInInit(session);
  if (!message.getCollection()) throw new Error('only applicable for private data');
  invocation.checkCollection(message.getCollection(), 'write');
  invocation.simulator.purgePrivate(invocation.namespace, message.getCollection(), message.getKey());
};

const privateHash: Answer = (session, payload) => {
  const { invocation } = session;
  noPrivateInInit(session);
  const message = peer.GetState.deserializeBinary(payload);
  if (!message.getCollection()) throw new Error('collection must not be an empty string');
  invocation.checkCollection(message.getCollection(), 'hash');
  return (
    invocation.simulator.getPrivateHash(invocation.namespace, message.getCollection(), message.getKey()) ?? NOTHING
  );
};

const open = (session: Session, rows: OpenQuery['rows']): Buffer => {
  const id = randomUUID();
  const query: OpenQuery = { rows, ahead: undefined };
  const batch = nextBatch(query);
  if (batch.hasMore) session.queries.set(id, query);
  else rows.close();
  return queryResponse(id, batch.rows, batch.hasMore);
};

const range: Answer = (session, payload) => {
  const { invocation } = session;
  const message = peer.GetStateByRange.deserializeBinary(payload);
  const [start, end, collection] = [message.getStartkey(), message.getEndkey(), message.getCollection()];
  if (collection) {
    noPrivateInInit(session);
    invocation.checkCollection(collection, 'read');
    const rows = invocation.simulator.privateRange(invocation.namespace, collection, start, end);
    return open(session, stateRows(invocation.namespace, rows));
  }
  const paging = peer.QueryMetadata.deserializeBinary(message.getMetadata_asU8());
  const page = { size: paging.getPagesize(), bookmark: paging.getBookmark() };
  if (page.size === 0 && page.bookmark === '')
    return open(session, stateRows(invocation.namespace, invocation.simulator.range(invocation.namespace, start, end)));
  const iterator = invocation.simulator.range(invocation.namespace, start, end, page);
  const query: OpenQuery = { rows: stateRows(invocation.namespace, iterator), ahead: undefined };
  // a page is one answer (getStateByRangeWithPagination): never more than the page, never has_more
  const { rows } = nextBatch(query, page.size > 0 ? page.size : Infinity);
  const metadata = new peer.QueryResponseMetadata();
  metadata.setFetchedRecordsCount(rows.length);
  metadata.setBookmark(iterator.bookmark());
  iterator.close();
  return queryResponse(randomUUID(), rows, false, metadata.serializeBinary());
};

const history: Answer = (session, payload) => {
  const { invocation } = session;
  const key = peer.GetHistoryForKey.deserializeBinary(payload).getKey();
  return open(session, historyRows(invocation.simulator.history(invocation.namespace, key)));
};

const next: Answer = (session, payload) => {
  const id = peer.QueryStateNext.deserializeBinary(payload).getId();
  const query = session.queries.get(id);
  if (!query) throw new Error('query iterator not found');
  const batch = nextBatch(query);
  if (!batch.hasMore) {
    session.queries.delete(id);
    query.rows.close();
  }
  return queryResponse(id, batch.rows, batch.hasMore);
};

const close: Answer = (session, payload) => {
  const id = peer.QueryStateClose.deserializeBinary(payload).getId();
  session.queries.get(id)?.rows.close();
  session.queries.delete(id);
  return queryResponse(id, [], false);
};

const getMetadata: Answer = (session, payload) => {
  const { invocation } = session;
  const message = peer.GetStateMetadata.deserializeBinary(payload);
  const collection = message.getCollection();
  if (collection) {
    noPrivateInInit(session);
    invocation.checkCollection(collection, 'read');
  }
  const entries = collection
    ? invocation.simulator.getPrivateMetadata(invocation.namespace, collection, message.getKey())
    : invocation.simulator.getMetadata(invocation.namespace, message.getKey());
  const result = new peer.StateMetadataResult();
  result.setEntriesList(
    [...entries].map(([key, value]) => {
      const entry = new peer.StateMetadata();
      entry.setMetakey(key);
      entry.setValue(value);
      return entry;
    }),
  );
  return Buffer.from(result.serializeBinary());
};

const putMetadata = (session: Session, message: Keyed & Pick<peer.WriteRecord, 'getMetadata'>): void => {
  const { invocation } = session;
  const metadata = message.getMetadata();
  const entries = new Map([[metadata?.getMetakey() ?? '', asBuffer(metadata?.getValue_asU8() ?? NOTHING)]]);
  const collection = message.getCollection();
  if (collection) {
    noPrivateInInit(session);
    invocation.checkCollection(collection, 'write');
    invocation.simulator.putPrivateMetadata(invocation.namespace, collection, message.getKey(), entries);
  } else invocation.simulator.putMetadata(invocation.namespace, message.getKey(), entries);
};

/** A write alone: its message, read and done. */
const write =
  <Message>(read: (payload: Uint8Array) => Message, act: (session: Session, message: Message) => void): Answer =>
  (session, payload) => {
    act(session, read(payload));
    return NOTHING;
  };

const records = new Map<number, (session: Session, record: peer.WriteRecord) => void>([
  [peer.WriteRecord.Type.PUT_STATE, putState],
  [peer.WriteRecord.Type.DEL_STATE, deleteState],
  [peer.WriteRecord.Type.PURGE_PRIVATE_DATA, purge],
  [peer.WriteRecord.Type.PUT_STATE_METADATA, putMetadata],
]);

/** Many writes in one message, in their order (Fabric 3.1: handler.go, HandleWriteBatch). */
const writeBatch: Answer = (session, payload) => {
  for (const record of peer.WriteBatchState.deserializeBinary(payload).getRecList()) {
    const act = records.get(record.getType());
    if (!act) throw new Error('unknown operation type');
    act(session, record);
  }
  return NOTHING;
};

/** protos.Response */
export const responseBytes = ({
  status,
  message,
  payload,
}: Pick<ChaincodeResult, 'status' | 'message' | 'payload'>): Buffer =>
  Buffer.concat([integerField(1, status), optionalField(2, Buffer.from(message)), optionalField(3, payload)]);

/** What a chaincode of the peer itself would have sent: protos.ChaincodeMessage{COMPLETED}. */
const completedBytes = ({ txId, channelId }: Invocation, result: ChaincodeResult): Buffer =>
  Buffer.concat([
    integerField(1, Type.COMPLETED),
    field(3, responseBytes(result)),
    field(4, Buffer.from(txId)),
    field(7, Buffer.from(channelId)),
  ]);

const invoke: Answer = async ({ invocation }, payload) => {
  const spec = peer.ChaincodeSpec.deserializeBinary(payload);
  // name:version/channel, of which the version says nothing any more
  const [instance = '', channel = ''] = (spec.getChaincodeId()?.getName() ?? '').split('/');
  if (channel && channel !== invocation.channelId)
    throw new Error(`Failed to get policy manager for channel [${channel}]`);
  const result = await invocation.callChaincode(instance.split(':')[0]!, spec.getInput()?.getArgsList_asU8() ?? []);
  return result.said ?? completedBytes(invocation, result);
};

const richQuery: Answer = (session, payload) => {
  const collection = peer.GetQueryResult.deserializeBinary(payload).getCollection();
  if (collection) {
    noPrivateInInit(session);
    session.invocation.checkCollection(collection, 'read');
  }
  throw new Error('ExecuteQuery not supported for leveldb');
};

/** By message type; what is absent is not a request of the chaincode. */
export const answers: ReadonlyMap<number, Answer> = new Map<number, Answer>([
  [Type.GET_STATE, getState],
  [Type.GET_STATE_MULTIPLE, getMultiple],
  [Type.PUT_STATE, write(peer.PutState.deserializeBinary, putState)],
  [Type.DEL_STATE, write(peer.DelState.deserializeBinary, deleteState)],
  [Type.PURGE_PRIVATE_DATA, write(peer.PurgePrivateState.deserializeBinary, purge)],
  [Type.GET_PRIVATE_DATA_HASH, privateHash],
  [Type.GET_STATE_BY_RANGE, range],
  [Type.GET_QUERY_RESULT, richQuery],
  [Type.GET_HISTORY_FOR_KEY, history],
  [Type.QUERY_STATE_NEXT, next],
  [Type.QUERY_STATE_CLOSE, close],
  [Type.GET_STATE_METADATA, getMetadata],
  [Type.PUT_STATE_METADATA, write(peer.PutStateMetadata.deserializeBinary, putMetadata)],
  [Type.WRITE_BATCH_STATE, writeBatch],
  [Type.INVOKE_CHAINCODE, invoke],
]);

/** Name of a message type as Fabric writes it into error texts. */
export const typeName = (type: number): string =>
  Object.entries(Type).find(([, value]) => value === type)?.[0] ?? String(type);
