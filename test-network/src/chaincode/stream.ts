import grpc from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { messageLimits } from '../node/rpc.ts';
import { asBuffer, field, integerField, optionalField } from '../node/wire.ts';
import { answers, typeName } from './answers.ts';
import type { Session } from './answers.ts';
import type { ChaincodeResult, Invocation } from './invocation.ts';

const Type = peer.ChaincodeMessage.Type;
const same = (bytes: Buffer): Buffer => bytes;
/** Most writes, and most keys to read, in one message (core.yaml: chaincode.runtimeParams). */
const BATCH = 1000;
/** protos.ChaincodeAdditionalParams, as Fabric's peers say it in READY from 3.1 on (handler.go, sendReady); who does not know it passes over it. */
const additionalParams = Buffer.concat([1, BATCH, 1, BATCH].map((value, index) => integerField(index + 1, value)));

interface Running extends Session {
  /** The answer that says nothing but that it was done, as to every write. */
  readonly done: Buffer;
  resolve(result: ChaincodeResult): void;
  reject(error: Error): void;
}

/**
 * The chaincode cannot be asked on this stream, whatever the transaction says: it did not come up in time (`not-started`), its connection
 * ended (`ended`), or it said nothing at all for as long as a transaction may take (`silent`). The runtime opens another stream.
 */
class ChaincodeUnavailable extends Error {
  readonly reason: 'not-started' | 'ended' | 'silent';
  constructor(reason: ChaincodeUnavailable['reason'], message: string) {
    super(message);
    this.name = 'ChaincodeUnavailable';
    this.reason = reason;
  }
}

const ended = (): ChaincodeUnavailable =>
  new ChaincodeUnavailable('ended', 'error sending: chaincode stream terminated');
const silent = (): ChaincodeUnavailable =>
  new ChaincodeUnavailable('silent', 'error sending: chaincode stream terminated: the chaincode answers nothing');

export interface ConnectOptions {
  /** How long a chaincode server may take to greet, in milliseconds. */
  readonly startupTimeoutMs: number;
  /** A server whose process answers no HTTP/2 ping for this long, asked as often, is gone: stopped, or stuck in a loop. */
  readonly pingMs: number;
}

export interface ChaincodeStream {
  execute(invocation: Invocation, timeoutMs: number): Promise<ChaincodeResult>;
  readonly alive: boolean;
  close(): void;
}

interface Message {
  readonly type: number;
  readonly txId: string;
  readonly channelId: string;
  readonly payload?: Uint8Array;
  readonly signedProposal?: Uint8Array;
}

/** protos.ChaincodeMessage; the shim finds its waiting call by channel and transaction, so every answer carries both. */
const encode = (message: Message): Buffer =>
  Buffer.concat([
    integerField(1, message.type),
    optionalField(3, message.payload ?? Buffer.alloc(0)),
    optionalField(4, Buffer.from(message.txId)),
    message.signedProposal ? field(5, message.signedProposal) : Buffer.alloc(0),
    optionalField(7, Buffer.from(message.channelId)),
  ]);

const closeQueries = (session: Session): void => {
  for (const query of session.queries.values()) query.rows.close();
  session.queries.clear();
};

/**
 * Opens `/protos.Chaincode/Connect` as a peer does for chaincode as a service: REGISTER, REGISTERED, READY.
 * KEEPALIVE is never sent: fabric-shim 2.5.8 ends its process on it.
 */
export const connectChaincode = (
  address: string,
  { startupTimeoutMs, pingMs }: ConnectOptions,
): Promise<ChaincodeStream> => {
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), {
    ...messageLimits,
    'grpc.keepalive_time_ms': pingMs,
    'grpc.keepalive_timeout_ms': pingMs,
  });
  const call = client.makeBidiStreamRequest('/protos.Chaincode/Connect', same, same);
  const running = new Map<string, Running>();
  let alive = true;
  /** Messages that came so far. */
  let heard = 0;

  const send = (message: Message): void => {
    if (alive) call.write(encode(message));
  };
  const finish = (key: string, act: (entry: Running) => void): void => {
    const entry = running.get(key);
    if (!entry) return;
    running.delete(key);
    closeQueries(entry);
    act(entry);
  };
  const die = (why: ChaincodeUnavailable): void => {
    if (!alive) return;
    alive = false;
    call.cancel();
    for (const key of [...running.keys()]) finish(key, (entry) => entry.reject(why));
    client.close();
  };

  const answer = async (entry: Running, message: peer.ChaincodeMessage): Promise<void> => {
    const { txId, channelId } = entry.invocation;
    const type = message.getType();
    const handler = answers.get(type);
    if (!handler) return;
    try {
      const payload = await handler(entry, message.getPayload_asU8());
      if (payload.length > 0) send({ type: Type.RESPONSE, txId, channelId, payload });
      else if (alive) call.write(entry.done);
    } catch (error) {
      const text = `${typeName(type)} failed: transaction ID: ${txId}: ${(error as Error).message}`;
      send({ type: Type.ERROR, txId, channelId, payload: Buffer.from(text) });
    }
  };

  const complete = (key: string, message: peer.ChaincodeMessage, said: Buffer): void =>
    finish(key, (entry) => {
      const response = peer.Response.deserializeBinary(message.getPayload_asU8());
      const event = message.getChaincodeEvent();
      event?.setChaincodeId(entry.invocation.namespace);
      event?.setTxId(entry.invocation.txId);
      entry.resolve({
        status: response.getStatus(),
        message: response.getMessage(),
        payload: asBuffer(response.getPayload_asU8()),
        ...{ event, said },
      });
    });

  const execute = (invocation: Invocation, timeoutMs: number): Promise<ChaincodeResult> =>
    new Promise((resolve, reject) => {
      const { txId, channelId } = invocation;
      const key = `${channelId}/${txId}`;
      if (!alive) return reject(ended());
      if (running.has(key)) return reject(new Error(`txid: ${txId}(${channelId}) exists`));
      const heardBefore = heard;
      const timer = setTimeout(() => {
        finish(key, (entry) => entry.reject(new Error('timeout expired while executing transaction')));
        // one slow transaction is its own affair; a stream on which nothing at all came is lost to every other one, too
        if (heard === heardBefore) die(silent());
      }, timeoutMs);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          then(value);
        };
      running.set(key, {
        invocation,
        done: encode({ type: Type.RESPONSE, txId, channelId }),
        queries: new Map(),
        resolve: settle(resolve),
        reject: settle(reject),
      });
      const payload = Buffer.concat(invocation.args.map((arg) => field(1, arg)));
      const type = invocation.isInit ? Type.INIT : Type.TRANSACTION;
      send({ type, txId, channelId, payload, signedProposal: invocation.signedProposal });
    });

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('timeout expired while starting chaincode'), startupTimeoutMs);
    const stream: ChaincodeStream = {
      execute,
      get alive() {
        return alive;
      },
      close: () => die(ended()),
    };
    const fail = (text: string): void => {
      clearTimeout(timer);
      die(ended());
      reject(new ChaincodeUnavailable('not-started', text));
    };
    call.on('data', (bytes: Buffer) => {
      heard += 1;
      const message = peer.ChaincodeMessage.deserializeBinary(bytes);
      const type = message.getType();
      if (type === Type.REGISTER) {
        send({ type: Type.REGISTERED, txId: '', channelId: '' });
        send({ type: Type.READY, txId: '', channelId: '', payload: additionalParams });
        clearTimeout(timer);
        return resolve(stream);
      }
      const key = `${message.getChannelId()}/${message.getTxid()}`;
      if (type === Type.COMPLETED) return complete(key, message, bytes);
      if (type === Type.ERROR) {
        const text = `transaction returned with failure: ${Buffer.from(message.getPayload_asU8()).toString()}`;
        return finish(key, (entry) => entry.reject(new Error(text)));
      }
      const entry = running.get(key);
      if (entry) void answer(entry, message);
    });
    call.on('error', (error: Error) => {
      fail(`could not launch chaincode: connection to ${address} failed: ${error.message}`);
    });
    call.on('end', () => fail('chaincode stream terminated'));
  });
};
