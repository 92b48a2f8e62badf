/**
 * A chaincode server between the peer and the test chaincode that writes down every message of their streams; started as fabric-shim's own
 * `server` command is. `RECORD_STREAMS` names the folder: `<MSP id>.jsonl` is written, `<MSP id>.other` holds the package id of the
 * chaincode `other`, which is served seven ports further on.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import grpc from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { messageLimits, rawMethod } from '../../src/node/rpc.ts';
import { field, integerField, optionalField } from '../../src/node/wire.ts';
import { freePort, startBasicChaincode } from '../fixtures/basic-chaincode/start-basic-chaincode.ts';
import { OTHER_PORT } from './other-chaincode.ts';
import type { RecordedMessage } from './recording.ts';

const Type = peer.ChaincodeMessage.Type;
const same = (bytes: Buffer): Buffer => bytes;
const folder = process.env['RECORD_STREAMS'] ?? '';
const mspId = process.env['CORE_PEER_LOCALMSPID'] ?? '';

const text = { type: 'string', default: '' } as const;
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    'chaincode-address': text,
    'chaincode-id': text,
    'chaincode-tls-key-file': text,
    'chaincode-tls-cert-file': text,
  },
});

const shimAddress = `127.0.0.1:${await freePort()}`;
const shim = await startBasicChaincode(shimAddress);
process.on('exit', () => shim.kill());
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));

/** Messages that no shim for Node sends: a transaction `messages` names them, `TYPE:payload` each, and they are sent one after another. */
const scriptOf = (message: peer.ChaincodeMessage): Buffer[] | undefined => {
  if (message.getType() !== Type.TRANSACTION) return undefined;
  const [name, ...messages] = peer.ChaincodeInput.deserializeBinary(message.getPayload_asU8()).getArgsList_asU8();
  if (Buffer.from(name ?? []).toString() !== 'messages') return undefined;
  return messages.map((each) => {
    const [type = '', payload = ''] = Buffer.from(each).toString().split(':');
    return Buffer.concat([
      integerField(1, Type[type as keyof typeof Type]),
      optionalField(3, Buffer.from(payload, 'hex')),
      field(4, Buffer.from(message.getTxid())),
      field(7, Buffer.from(message.getChannelId())),
    ]);
  });
};

const completed = (message: peer.ChaincodeMessage): Buffer =>
  Buffer.concat([
    integerField(1, Type.COMPLETED),
    // protos.Response
    field(3, integerField(1, 200)),
    field(4, Buffer.from(message.getTxid())),
    field(7, Buffer.from(message.getChannelId())),
  ]);

const serve = (chaincode: string, packageId: () => string): grpc.handleBidiStreamingCall<Buffer, Buffer> => {
  const note = (from: RecordedMessage['from'], bytes: Buffer): void =>
    appendFileSync(
      join(folder, `${mspId}.jsonl`),
      `${JSON.stringify({ chaincode, from, bytes: bytes.toString('hex') })}\n`,
    );
  return (call) => {
    const client = new grpc.Client(shimAddress, grpc.credentials.createInsecure(), messageLimits);
    const inner = client.makeBidiStreamRequest('/protos.Chaincode/Connect', same, same);
    const scripts = new Map<string, Buffer[]>();
    const toPeer = (bytes: Buffer): void => {
      note('chaincode', bytes);
      call.write(bytes);
    };
    inner.on('data', (bytes: Buffer) => {
      const isRegister = peer.ChaincodeMessage.deserializeBinary(bytes).getType() === Type.REGISTER;
      // ChaincodeMessage{REGISTER, ChaincodeID{name}}
      toPeer(isRegister ? Buffer.concat([integerField(1, Type.REGISTER), field(3, field(2, Buffer.from(packageId())))]) : bytes); // prettier-ignore
    });
    inner.on('error', () => call.end());
    call.on('data', (bytes: Buffer) => {
      note('peer', bytes);
      const message = peer.ChaincodeMessage.deserializeBinary(bytes);
      const begun = scriptOf(message);
      if (begun) scripts.set(message.getTxid(), begun);
      const script = scripts.get(message.getTxid());
      if (!script) inner.write(bytes);
      else toPeer(script.shift() ?? completed(message));
    });
    call.on('end', () => inner.cancel());
    call.on('cancelled', () => inner.cancel());
  };
};

const tls = grpc.ServerCredentials.createSsl(null, [
  {
    private_key: readFileSync(values['chaincode-tls-key-file']),
    cert_chain: readFileSync(values['chaincode-tls-cert-file']),
  },
]);
const listen = (port: number, connect: grpc.handleBidiStreamingCall<Buffer, Buffer>): Promise<void> => {
  const server = new grpc.Server(messageLimits);
  server.addService({ connect: rawMethod('/protos.Chaincode/Connect', true, true) }, { connect });
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, tls, (error) => (error ? reject(error) : resolve()));
  });
};
const [host = '', port = ''] = values['chaincode-address'].split(':');
await listen(
  Number(port) + OTHER_PORT,
  serve('other', () => readFileSync(join(folder, `${mspId}.other`), 'utf8')),
);
await listen(
  Number(port),
  serve('records', () => values['chaincode-id']),
);
console.log(`ready ${values['chaincode-address']}`);
