import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { peer } from '@hyperledger/fabric-protos';
import handlers from 'fabric-shim/lib/handler.js';
import './batched-messages.ts';

const { Type } = peer.ChaincodeMessage;
type Kind = (typeof Type)[keyof typeof Type];

/** A chaincode's side of a stream whose peer says these parameters in a message of this kind. */
const conversation = (saidIn: 'REGISTERED' | 'READY') => {
  const sent: peer.ChaincodeMessage[] = [];
  const stream = Object.assign(new EventEmitter(), {
    write: (message: peer.ChaincodeMessage) => void sent.push(message),
  });
  const handler = Object.assign(Object.create(handlers.ChaincodeMessageHandler.prototype) as ShimHandler, {
    _stream: stream,
  });
  const say = (type: Kind, payload: Uint8Array = Buffer.alloc(0)): void => {
    const message = new peer.ChaincodeMessage();
    message.setType(type);
    message.setTxid('tx');
    message.setChannelId('province');
    message.setPayload(payload);
    stream.emit('data', message);
  };
  const params = new peer.ChaincodeAdditionalParams();
  params.setUseGetMultipleKeys(true);
  params.setMaxSizeGetMultipleKeys(10);
  handler.chat(new peer.ChaincodeMessage() as unknown as ShimMessage);
  for (const type of ['REGISTERED', 'READY'] as const)
    say(Type[type], type === saidIn ? params.serializeBinary() : undefined);
  sent.length = 0;
  const read = (key: string): Promise<string> =>
    new Promise((success, fail) => {
      const state = new peer.GetState();
      state.setKey(key);
      const message = new peer.ChaincodeMessage();
      message.setType(Type.GET_STATE);
      message.setTxid('tx');
      message.setChannelId('province');
      message.setPayload(state.serializeBinary());
      handler.msgQueueHandler.queueMsg({
        ...{ getMsg: () => message as unknown as ShimMessage, getMethod: () => 'GetState', fail },
        ...{ getMsgTxContextId: () => 'provincetx', success: (value) => success(Buffer.from(value).toString()) },
      });
    });
  return { sent, say, read };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what a transaction reads in one turn is one message, and one answer tells all; what came meanwhile goes next', async () => {
  const { sent, say, read } = conversation('READY');
  const first = Promise.all([read('a'), read('b'), read('c')]);
  await turn();
  const next = read('d');
  expect(sent.map((message) => message.getType())).toEqual([Type.GET_STATE_MULTIPLE]);
  const answer = new peer.GetStateMultipleResult();
  answer.setValuesList(['1', '2', '3'].map((value) => Buffer.from(value)));
  say(Type.RESPONSE, answer.serializeBinary());
  expect(await first).toEqual(['1', '2', '3']);
  expect(sent.map((message) => message.getType())).toEqual([Type.GET_STATE_MULTIPLE, Type.GET_STATE]);
  say(Type.RESPONSE, Buffer.from('4'));
  expect(await next).toBe('4');
});

test('an error of the peer, or an answer with a value too few, fails every one of them', async () => {
  const { say, read } = conversation('READY');
  const refused = Promise.allSettled([read('a'), read('b')]);
  await turn();
  say(Type.ERROR, Buffer.from('no'));
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const short = Promise.allSettled([read('a'), read('b')]);
  await turn();
  say(Type.RESPONSE, new peer.GetStateMultipleResult().serializeBinary());
  expect((await short).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('parameters are those of READY, where Fabric has them; without them each goes alone', async () => {
  const { sent, read } = conversation('REGISTERED');
  void read('a');
  void read('b');
  await turn();
  expect(sent.map((message) => message.getType())).toEqual([Type.GET_STATE]);
});
