import { describe, expect, jest, test } from '@jest/globals';
import { peer } from '@hyperledger/fabric-protos';
import { batchLimits, joinFirst } from './message-batches.ts';

const { Type } = peer.ChaincodeMessage;
const limits = { writes: 3, reads: 3 };

const queued = (type: number, body: { serializeBinary(): Uint8Array }) => {
  const message = new peer.ChaincodeMessage();
  message.setType(type as typeof Type.PUT_STATE);
  message.setTxid('tx');
  message.setChannelId('province');
  message.setPayload(body.serializeBinary());
  return {
    ...{ getMsg: () => message as unknown as ShimMessage, getMethod: () => 'PutState' },
    ...{ getMsgTxContextId: () => 'provincetx', success: jest.fn(), fail: jest.fn() },
  };
};
const put = (key: string, value: string) => {
  const body = new peer.PutState();
  body.setKey(key);
  body.setValue(Buffer.from(value));
  return queued(Type.PUT_STATE, body);
};
const get = (key: string, collection = '') => {
  const body = new peer.GetState();
  body.setKey(key);
  body.setCollection(collection);
  return queued(Type.GET_STATE, body);
};
const putMetadata = (key: string) => {
  const body = new peer.PutStateMetadata();
  const metadata = new peer.StateMetadata();
  metadata.setMetakey('VALIDATION_PARAMETER');
  metadata.setValue(Buffer.from('policy'));
  body.setKey(key);
  body.setMetadata(metadata);
  return queued(Type.PUT_STATE_METADATA, body);
};
const payloadOf = (queue: readonly QueuedMessage[]): Uint8Array => queue[0]!.getMsg().getPayload_asU8();

describe('messages of one transaction', () => {
  test('writes go together as the peer reads them, up to its limit, and are all told', () => {
    const long = 'Đồng Nai '.repeat(40);
    const writes = [put('a', long), putMetadata('a'), put('c', '3'), put('d', '4')];
    const queue: QueuedMessage[] = [...writes];
    joinFirst(queue, limits);
    expect(queue).toHaveLength(2);
    expect(queue[0]?.getMsg().getType()).toBe(Type.WRITE_BATCH_STATE);
    const records = peer.WriteBatchState.deserializeBinary(payloadOf(queue)).getRecList();
    expect(records.map((record) => [record.getKey(), record.getType()])).toEqual([
      ['a', peer.WriteRecord.Type.PUT_STATE],
      ['a', peer.WriteRecord.Type.PUT_STATE_METADATA],
      ['c', peer.WriteRecord.Type.PUT_STATE],
    ]);
    expect(Buffer.from(records[0]?.getValue_asU8() ?? []).toString()).toBe(long);
    expect(Buffer.from(records[1]?.getMetadata()?.getValue_asU8() ?? []).toString()).toBe('policy');
    queue[0]?.success(Buffer.alloc(0));
    expect(writes.map(({ success }) => success.mock.calls.length)).toEqual([1, 1, 1, 0]);
    const error = new Error('no');
    queue[0]?.fail(error);
    expect(writes[2]?.fail).toHaveBeenCalledWith(error);
  });

  test('reads of public keys go together, and each has its own value, an absent one an empty one', () => {
    const reads = [get('a'), get('b'), get('c')];
    const queue: QueuedMessage[] = [...reads];
    joinFirst(queue, limits);
    expect(peer.GetStateMultiple.deserializeBinary(payloadOf(queue)).getKeysList()).toEqual(['a', 'b', 'c']);
    const answer = new peer.GetStateMultipleResult();
    answer.setValuesList([Buffer.from('1'), Buffer.alloc(0), Buffer.from('3'.repeat(200))]);
    queue[0]?.success(answer.serializeBinary());
    expect(reads.map(({ success }) => String(success.mock.calls[0]?.[0]))).toEqual(['1', '', '3'.repeat(200)]);
  });

  test('an answer with a value too few is an error, never an absent key', () => {
    const queue: QueuedMessage[] = [get('a'), get('b')];
    joinFirst(queue, limits);
    const answer = new peer.GetStateMultipleResult();
    answer.setValuesList([Buffer.from('1')]);
    expect(() => queue[0]?.success(answer.serializeBinary())).toThrow('1 values for 2 keys');
  });

  test.each([
    ['one alone', [put('a', '1')]],
    ['a read before writes', [get('a'), put('a', '1'), put('b', '2')]],
    ['reads of an empty key', [get(''), get('b')]],
    ['private reads', [get('a', 'healthSalts'), get('b', 'healthSalts')]],
  ])('%s stays as it is', (_, given) => {
    const queue: QueuedMessage[] = [...given];
    joinFirst(queue, limits);
    expect(queue).toEqual(given);
  });

  test('a peer that says nothing of batches gets none', () => {
    expect(batchLimits(new Uint8Array())).toEqual({ writes: 0, reads: 0 });
    const params = new peer.ChaincodeAdditionalParams();
    params.setUseWriteBatch(true);
    params.setMaxSizeWriteBatch(1000);
    params.setMaxSizeGetMultipleKeys(500);
    expect(batchLimits(params.serializeBinary())).toEqual({ writes: 1000, reads: 0 });
    const given = [put('a', '1'), put('b', '2')];
    const queue: QueuedMessage[] = [...given];
    joinFirst(queue, batchLimits(new Uint8Array()));
    expect(queue).toEqual(given);
  });
});
