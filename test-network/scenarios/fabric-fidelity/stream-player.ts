/** A chaincode that says what a recorded one said, and compares what it is told. */
import grpc from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { messageLimits, rawMethod } from '../../src/node/rpc.ts';
import type { RecordedStream } from './recording.ts';

const Type = peer.ChaincodeMessage.Type;
/** Requests that are answered by protos.QueryResponse: its id is random (a UUID), and comes back in the requests that follow. */
const queries: readonly number[] = [Type.GET_STATE_BY_RANGE, Type.GET_QUERY_RESULT, Type.GET_HISTORY_FOR_KEY];

export interface Difference {
  readonly chaincode: string;
  readonly txId: string;
  /** Place in the stream's messages. */
  readonly index: number;
  /** protos.ChaincodeMessage in hexadecimal; `undefined`: nothing was said. */
  readonly fabric: string | undefined;
  readonly embedded: string | undefined;
}

export interface StreamPlayer {
  /** host:port */
  readonly address: string;
  /** Messages that were compared. */
  compared(): number;
  /** Where the peer said another thing, or nothing. */
  differences(): Difference[];
  close(): void;
}

interface Played extends RecordedStream {
  at: number;
  /** The recorded iterators' ids, and what they are this time. */
  readonly ids: Map<string, string>;
}

const queryId = (bytes: Buffer): string => {
  const message = peer.ChaincodeMessage.deserializeBinary(bytes);
  if (message.getType() !== Type.RESPONSE) return '';
  return peer.QueryResponse.deserializeBinary(message.getPayload_asU8()).getId();
};

/** The recorded message with this time's ids, which are as long. */
const renamed = ({ ids }: Played, hex: string): Buffer => {
  let text = Buffer.from(hex, 'hex').toString('latin1');
  for (const [recorded, now] of ids) text = text.replaceAll(recorded, now);
  return Buffer.from(text, 'latin1');
};

/** Serves one chaincode's recorded streams. */
export const playStreams = async (chaincode: string, recorded: readonly RecordedStream[]): Promise<StreamPlayer> => {
  const streams = new Map<string, Played>(
    recorded
      .filter((stream) => stream.chaincode === chaincode)
      .map((stream) => [stream.txId, { ...stream, at: 0, ids: new Map() }]),
  );
  const differences: Difference[] = [];
  let compared = 0;
  const goOn = (stream: Played, call: grpc.ServerDuplexStream<Buffer, Buffer>): void => {
    for (let next = stream.messages[stream.at]; next?.from === 'chaincode'; next = stream.messages[++stream.at])
      call.write(renamed(stream, next.bytes));
  };
  const compare = (stream: Played, bytes: Buffer): void => {
    const [before, expected] = [stream.messages[stream.at - 1], stream.messages[stream.at]];
    compared += 1;
    const asked = before?.from === 'chaincode' ? peer.ChaincodeMessage.deserializeBinary(Buffer.from(before.bytes, 'hex')).getType() : Type.UNDEFINED; // prettier-ignore
    if (expected && queries.includes(asked)) {
      const [then, now] = [queryId(Buffer.from(expected.bytes, 'hex')), queryId(bytes)];
      if (then !== '' && then.length === now.length) stream.ids.set(then, now);
    }
    if (!expected || !renamed(stream, expected.bytes).equals(bytes))
      differences.push({ chaincode, txId: stream.txId, index: stream.at, fabric: expected?.bytes, embedded: bytes.toString('hex') }); // prettier-ignore
    stream.at += 1;
  };
  const connect: grpc.handleBidiStreamingCall<Buffer, Buffer> = (call) => {
    const greeting = streams.get('');
    if (greeting) goOn(greeting, call);
    call.on('data', (bytes: Buffer) => {
      const txId = peer.ChaincodeMessage.deserializeBinary(bytes).getTxid();
      const stream = streams.get(txId);
      if (!stream) return void differences.push({ chaincode, txId, index: 0, fabric: undefined, embedded: bytes.toString('hex') }); // prettier-ignore
      compare(stream, bytes);
      goOn(stream, call);
    });
    call.on('end', () => call.end());
  };
  const server = new grpc.Server(messageLimits);
  server.addService({ connect: rawMethod('/protos.Chaincode/Connect', true, true) }, { connect });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    compared: () => compared,
    differences: () => [
      ...differences,
      ...[...streams.values()].flatMap(({ txId, at, messages }) =>
        at < messages.length ? [{ chaincode, txId, index: at, fabric: messages[at]!.bytes, embedded: undefined }] : [],
      ),
    ],
    close: () => server.forceShutdown(),
  };
};
