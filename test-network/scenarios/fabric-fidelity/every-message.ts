/** Calls in which every message of the chaincode stream occurs, and every refusal that a peer answers on it. They follow `everyKind`. */
import { peer } from '@hyperledger/fabric-protos';

export interface Call {
  /** Whose administrator asks AgriMSP's peer; default AgriMSP. */
  readonly by?: 'AgriMSP' | 'TechMSP';
  readonly name: string;
  readonly args: readonly (string | Uint8Array)[];
  readonly transientData?: Record<string, string>;
}

const call = (name: string, ...args: string[]): Call => ({ name, args });

type Setters<Message> = {
  readonly [Name in keyof Message as Name extends `set${infer Field}` ? Field : never]?: Message[Name] extends (
    value: infer Value,
  ) => unknown
    ? Value
    : never;
};

const filled = <Message extends { serializeBinary(): Uint8Array }>(
  message: Message,
  fields: Setters<Message>,
): Message => {
  for (const [name, value] of Object.entries(fields))
    (message as unknown as Record<string, (value: unknown) => void>)[`set${name}`]!(value);
  return message;
};

/** One message of the chaincode as the recorder is told of it. */
const said = (type: keyof peer.ChaincodeMessage.TypeMap, payload: { serializeBinary(): Uint8Array }): string =>
  `${type}:${Buffer.from(payload.serializeBinary()).toString('hex')}`;

const messages = (...each: string[]): Call => ({ name: 'messages', args: each });

const bytes = (value: string): Uint8Array => Buffer.from(value);
const Write = peer.WriteRecord.Type;
const record = (type: number, fields: Setters<peer.WriteRecord>): peer.WriteRecord =>
  filled(new peer.WriteRecord(), { Type: type as peer.WriteRecord.TypeMap[keyof peer.WriteRecord.TypeMap], ...fields });
const batch = (...records: peer.WriteRecord[]): string =>
  said('WRITE_BATCH_STATE', filled(new peer.WriteBatchState(), { RecList: records }));
const get = (Key: string, Collection = ''): string => said('GET_STATE', filled(new peer.GetState(), { Key, Collection })); // prettier-ignore
const many = (Collection: string, ...KeysList: string[]): string =>
  said('GET_STATE_MULTIPLE', filled(new peer.GetStateMultiple(), { KeysList, Collection }));
const page = (PageSize: number, Bookmark: string): Uint8Array =>
  filled(new peer.QueryMetadata(), { Pagesize: PageSize, Bookmark }).serializeBinary();
const range = (fields: Setters<peer.GetStateByRange>): string =>
  said('GET_STATE_BY_RANGE', filled(new peer.GetStateByRange(), fields));
const metadata = (Metakey: string, value: string): peer.StateMetadata =>
  filled(new peer.StateMetadata(), { Metakey, Value: bytes(value) });
const invoke = (name: string): string => {
  const ChaincodeId = filled(new peer.ChaincodeID(), { Name: name });
  const Input = filled(new peer.ChaincodeInput(), { ArgsList: [bytes('get'), bytes('a')] });
  return said('INVOKE_CHAINCODE', filled(new peer.ChaincodeSpec(), { ChaincodeId, Input }));
};

const publicState: readonly Call[] = [
  call('get', 'a'),
  call('get', 'absent'),
  // three batches of a hundred rows at most, then one that is left open after its first
  call('range', 'k', 'l'),
  call('range', 'k', 'l', '5'),
  call('range', '', ''),
  call('range', 'x', 'y'),
  call('range', 'k130-0000', 'k130-0100'),
  // the same range twice is one; up to another end it is another
  messages(
    range({ Startkey: 'k3', Endkey: 'k3~' }),
    range({ Startkey: 'k3', Endkey: 'k3~' }),
    range({ Startkey: 'k3', Endkey: 'k3-0002' }),
  ),
  call('page', 'k', 'l', '7', ''),
  call('page', 'k', 'l', '7', 'k130-0003'),
  call('page', 'k130-0120', 'k130-0129', '50', ''),
  call('page', 'k130-0000', 'k130-0007', '7', ''),
  call('pageThenPut', 'k', 'l'),
  call('byPartialKey', 'farm~lot', 'f1'),
  call('byPartialKey', 'farm~lot', 'f2'),
  call('richQuery', '{"selector":{}}'),
  call('history', 'lot'),
  call('history', 'guarded'),
  call('history', 'absent'),
  call('guardOf', 'guarded'),
  call('guardOf', 'a'),
  call('event', 'Message', '{"n":1}'),
  call('fail', 'no'),
  call('putBoth', 'c', 'a', 'x'),
];

const privateState: readonly Call[] = [
  { ...call('putPrivate', 'growers', 'r'), transientData: { value: 'r' } },
  call('getPrivate', 'growers', 'g'),
  call('getPrivate', 'growers', 'absent'),
  call('getPrivate', 'elsewhere', 'g'),
  call('getPrivate', '_implicit_org_AgriMSP', 'g'),
  { ...call('getPrivate', 'growers', 'g'), by: 'TechMSP' },
  { ...call('putPrivate', 'growers', 'r'), transientData: { value: 'r' }, by: 'TechMSP' },
  { ...call('privateHash', 'growers', 'g'), by: 'TechMSP' },
  call('privateHash', 'growers', 'absent'),
  call('privateRange', 'growers', '', ''),
  call('guardPrivate', 'growers', 'g', 'HealthMSP'),
  call('deletePrivate', 'growers', 'g'),
  call('purgePrivate', 'growers', 'g'),
];

const betweenChaincodes: readonly Call[] = [
  call('call', 'other', '', 'put', 'theirs', 'x'),
  call('call', 'other', 'province', 'get', 'theirs'),
  call('call', 'other', '', 'event', 'Theirs', 'x'),
  call('call', 'other', '', 'fail', 'theirs'),
  call('call', 'other', 'elsewhere', 'get', 'a'),
  call('call', 'records', '', 'get', 'a'),
  call('call', 'other', '', 'call', 'records', '', 'get', 'a'),
  call('call', 'nothing', '', 'get', 'a'),
  call('call', 'qscc', '', 'GetChainInfo', 'province'),
  messages(invoke('other:1.0/province')),
];

/** What the shim for Node does not send, and what no chaincode should. */
const byHand: readonly Call[] = [
  messages(
    batch(
      record(Write.PUT_STATE, { Key: 'batch-1', Value: bytes('1') }),
      record(Write.DEL_STATE, { Key: 'a' }),
      record(Write.PUT_STATE_METADATA, { Key: 'b', Metadata: metadata('VALIDATION_PARAMETER', '') }),
      record(Write.PUT_STATE, { Key: 'batch-2', Value: bytes('') }),
      record(Write.PUT_STATE, { Key: 'r', Collection: 'growers', Value: bytes('1') }),
      record(Write.PURGE_PRIVATE_DATA, { Key: 's', Collection: 'growers' }),
    ),
    get('batch-1'),
  ),
  messages(batch(record(Write.PUT_STATE, { Key: 'x', Value: bytes('1') }), record(Write.PURGE_PRIVATE_DATA, { Key: 'a' }))), // prettier-ignore
  messages(batch(record(9, { Key: 'x' }))),
  messages(batch()),
  messages(many('', 'a', 'absent', 'b'), many('growers', 'g', 'absent'), many('')),
  messages(many('elsewhere', 'a')),
  messages(
    range({ Startkey: 'k', Endkey: 'l', Metadata: page(0, '') }),
    range({ Startkey: 'k3', Endkey: 'k3~', Metadata: page(0, 'k3-0001') }),
    range({ Startkey: 'k', Endkey: 'l', Metadata: page(2, 'k3-0001') }),
  ),
  messages(
    said('QUERY_STATE_NEXT', filled(new peer.QueryStateNext(), { Id: 'unknown' })),
    said('QUERY_STATE_CLOSE', filled(new peer.QueryStateClose(), { Id: 'unknown' })),
  ),
  messages(
    said('PUT_STATE', filled(new peer.PutState(), { Key: 'empty', Value: bytes('') })),
    said('PUT_STATE', filled(new peer.PutState(), { Key: '', Value: bytes('1') })),
    said('DEL_STATE', filled(new peer.DelState(), { Key: 'absent' })),
    said('PURGE_PRIVATE_DATA', filled(new peer.PurgePrivateState(), { Key: 'a' })),
    said('GET_STATE_METADATA', filled(new peer.GetStateMetadata(), { Key: 'g', Collection: 'growers' })),
    said('GET_STATE_METADATA', filled(new peer.GetStateMetadata(), { Key: 'g', Collection: 'elsewhere' })),
  ),
  messages(said('GET_QUERY_RESULT', filled(new peer.GetQueryResult(), { Query: '{}', Collection: 'growers' }))),
];

export const everyMessage: readonly Call[] = [...publicState, ...privateState, ...betweenChaincodes, ...byHand];
