import { describe, expect, test } from '@jest/globals';
import { peer } from '@hyperledger/fabric-protos';
import type { Simulator } from '../types.ts';
import { answers } from './answers.ts';
import type { Session } from './answers.ts';

const { Type } = peer.ChaincodeMessage;

/** A session whose simulator says in words what it was asked to do. */
const session = (state: Readonly<Record<string, string>> = {}) => {
  const done: string[] = [];
  const simulator = {
    getState: (_: string, key: string) => (state[key] === undefined ? undefined : Buffer.from(state[key])),
    getPrivate: (_: string, collection: string, key: string) => Buffer.from(`${collection} ${key}`),
    putState: (_: string, key: string, value: Buffer) => void done.push(`put ${key} ${value.toString()}`),
    deleteState: (_: string, key: string) => void done.push(`delete ${key}`),
    putPrivate: (_: string, collection: string, key: string) => void done.push(`put ${collection} ${key}`),
    deletePrivate: (_: string, collection: string, key: string) => void done.push(`delete ${collection} ${key}`),
    purgePrivate: (_: string, collection: string, key: string) => void done.push(`purge ${collection} ${key}`),
    putMetadata: (_: string, key: string, entries: ReadonlyMap<string, Buffer>) =>
      void done.push(`metadata ${key} ${[...entries].map(([name, value]) => `${name}=${value.toString()}`).join()}`),
  } as unknown as Simulator;
  const checkCollection = (collection: string, access: string): void => {
    if (collection === 'closed') throw new Error(`no ${access} access to ${collection}`);
  };
  const invocation = { namespace: 'records', simulator, checkCollection, isInit: false };
  return { done, session: { invocation, queries: new Map(), queryCount: 0 } as unknown as Session };
};
type Kind = keyof typeof peer.WriteRecord.Type;
const record = (type: Kind, key: string, more: { value?: string; collection?: string; policy?: string } = {}) => {
  const written = new peer.WriteRecord();
  written.setType(peer.WriteRecord.Type[type]);
  written.setKey(key);
  written.setCollection(more.collection ?? '');
  written.setValue(Buffer.from(more.value ?? ''));
  if (more.policy !== undefined) {
    const metadata = new peer.StateMetadata();
    metadata.setMetakey('VALIDATION_PARAMETER');
    metadata.setValue(Buffer.from(more.policy));
    written.setMetadata(metadata);
  }
  return written;
};
const batch = (...records: peer.WriteRecord[]): Uint8Array => {
  const all = new peer.WriteBatchState();
  all.setRecList(records);
  return all.serializeBinary();
};

describe('messages with many keys', () => {
  test('every write of a batch is done in its order', async () => {
    const { done, session: open } = session();
    const payload = batch(
      record('PUT_STATE', 'a', { value: '1' }),
      record('PUT_STATE_METADATA', 'a', { policy: 'p' }),
      record('PUT_STATE', 'b'),
      record('DEL_STATE', 'c'),
      record('PUT_STATE', 'd', { value: '2', collection: 'salts' }),
      record('PURGE_PRIVATE_DATA', 'e', { collection: 'salts' }),
    );
    expect(await answers.get(Type.WRITE_BATCH_STATE)?.(open, payload)).toEqual(Buffer.alloc(0));
    expect(done).toEqual([
      ...['put a 1', 'metadata a VALIDATION_PARAMETER=p', 'delete b', 'delete c'],
      ...['put salts d', 'purge salts e'],
    ]);
  });

  test.each([
    ['a collection that is closed', record('PUT_STATE', 'a', { value: '1', collection: 'closed' }), 'no write access'],
    ['an unknown operation', record('UNDEFINED', 'a'), 'unknown operation type'],
  ])('%s ends the batch there', (_, wrong, message) => {
    const { done, session: open } = session();
    const payload = batch(record('DEL_STATE', 'first'), wrong, record('DEL_STATE', 'last'));
    expect(() => answers.get(Type.WRITE_BATCH_STATE)?.(open, payload)).toThrow(message);
    expect(done).toEqual(['delete first']);
  });

  test('many keys are read at once; an absent one is empty', async () => {
    const { session: open } = session({ a: '1', c: '3' });
    const asked = new peer.GetStateMultiple();
    asked.setKeysList(['a', 'b', 'c']);
    const answer = await answers.get(Type.GET_STATE_MULTIPLE)?.(open, asked.serializeBinary());
    const values = peer.GetStateMultipleResult.deserializeBinary(answer ?? Buffer.alloc(0)).getValuesList_asU8();
    expect(values.map((value) => Buffer.from(value).toString())).toEqual(['1', '', '3']);
    asked.setCollection('closed');
    expect(() => answers.get(Type.GET_STATE_MULTIPLE)?.(open, asked.serializeBinary())).toThrow('no read access');
  });
});
