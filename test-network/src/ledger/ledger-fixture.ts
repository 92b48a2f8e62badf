/** A small channel with real keys for tests of ledger, rwset and validation; policies are the text `2:AgriMSP,EduMSP`. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import { isLowS, normaliseLowS } from '../msp/low-s.ts';
import { envelope, field, integerField, payload } from '../node/wire.ts';
import { bytesField } from '../rwset/proto-reader.ts';
import type {
  ChaincodeDefinition,
  ChannelConfig,
  Identity,
  Ledger,
  SignedData,
  SigningIdentity,
  Simulator,
} from '../types.ts';
import { dataHash, encodeBlock, encodeData, encodeHeader, headerDer } from './block.ts';
import { openLedger } from './ledger.ts';

export const MSPS = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] as const;
const CHANNEL = 'province';

const signer = (mspId: string): SigningIdentity => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return {
    mspId,
    serialized: Buffer.concat([field(1, Buffer.from(mspId)), field(2, Buffer.from(pem))]),
    sign: (message) => normaliseLowS(sign('sha256', message, privateKey)),
  };
};

const PEERS = new Map(MSPS.map((mspId) => [mspId as string, signer(mspId)]));
const CLIENT = signer('AgriMSP');
const ORDERERS = MSPS.map((mspId, index) => ({ id: index + 1, identity: signer(mspId) }));

const known = new Map<string, Identity>();
const identity = (serialized: Buffer): Identity => {
  const name = serialized.toString('latin1');
  const before = known.get(name);
  if (before !== undefined) return before;
  const mspId = bytesField(serialized, 1).toString();
  if (!MSPS.some((candidate) => candidate === mspId)) throw new Error(`unknown MSP ${mspId}`);
  const key = createPublicKey(bytesField(serialized, 2).toString());
  const made: Identity = {
    mspId,
    serialized,
    certificate: {} as X509Certificate,
    role: 'peer',
    notAfter: new Date(8.64e15),
    verify: (message, signature) => isLowS(signature) && verify('sha256', message, key, signature),
  };
  known.set(name, made);
  return made;
};

/** Signed by all: policies that stand in the channel's configuration, as that of definitions. */
const allSign = `${MSPS.length}:${MSPS.join(',')}`;

/** `n:MSP,MSP` over the distinct organisations whose signature verifies. */
export const policy = (count: number, ...msps: readonly string[]): Buffer =>
  Buffer.from(`${String(count)}:${msps.join(',')}`);

const satisfies = (rule: Buffer, signed: readonly SignedData[]): boolean => {
  const inConfig = rule.includes('/Channel/Application/');
  const [count, msps] = (inConfig ? allSign : rule.toString()).split(':') as [string, string];
  const met = new Set<string>();
  for (const entry of signed) {
    const who = identity(entry.identity);
    if (msps.split(',').includes(who.mspId) && who.verify(entry.data, entry.signature)) met.add(who.mspId);
  }
  return met.size >= Number(count);
};

const channelConfig = (block: Buffer): ChannelConfig => ({
  channelId: CHANNEL,
  sequence: block.length,
  mspIds: MSPS,
  batch: { maxMessageCount: 500, absoluteMaxBytes: 1e7, preferredMaxBytes: 2e6, timeoutMs: 10 },
  consenters: ORDERERS.map(({ id, identity: { mspId, serialized } }) => ({
    id,
    mspId,
    host: 'localhost',
    port: 0,
    certificatePem: bytesField(serialized, 2).toString(),
  })),
  identity,
  satisfies: () => false,
  satisfiesSignaturePolicy: satisfies,
  satisfiesApplicationPolicy: satisfies,
});

const DEFINITION: ChaincodeDefinition = {
  name: 'records',
  version: '1.0',
  sequence: 1,
  endorsementPolicy: policy(3, ...MSPS),
  collections: [
    {
      name: 'prices',
      memberMspIds: ['AgriMSP', 'EduMSP'],
      requiredPeerCount: 0,
      blockToLive: 2,
      memberOnlyRead: true,
      memberOnlyWrite: true,
    },
  ],
};

export const blockOf = (
  number: number,
  previousHash: Buffer,
  envelopes: readonly Buffer[],
  signers: readonly { id: number; identity: SigningIdentity }[] = ORDERERS.slice(0, 3),
): Buffer => {
  const hash = dataHash(envelopes);
  const value = field(1, integerField(1, 0));
  const signatures = signers.map(({ id, identity: by }) => {
    const identifier = Buffer.concat([integerField(1, id), field(2, randomBytes(24))]);
    const signature = by.sign(Buffer.concat([value, identifier, headerDer(number, previousHash, hash)]));
    return field(2, Buffer.concat([field(2, signature), field(3, identifier)]));
  });
  const header = encodeHeader(number, previousHash, hash);
  return encodeBlock(header, encodeData(envelopes), [Buffer.concat([field(1, value), ...signatures])]);
};

export const consenters = ORDERERS;

const GENESIS = blockOf(0, Buffer.alloc(0), [Buffer.from('configuration')], []);

/** `whenConfigIsRead` runs as the ledger is opened, and again as it begins to verify itself. */
export const testLedger = (file = ':memory:', durable = false, whenConfigIsRead = (): void => undefined): Ledger => {
  const configFromBlock = (block: Buffer): ChannelConfig => {
    whenConfigIsRead();
    return channelConfig(block);
  };
  return openLedger(file, GENESIS, { configFromBlock, definitions: [DEFINITION], durable });
};

export interface Endorsed {
  readonly txId: string;
  readonly envelope: Buffer;
  readonly privateSet: Buffer | undefined;
}

export interface EndorseOptions {
  readonly by?: readonly string[];
  readonly nonce?: Buffer;
  readonly chaincode?: string;
  readonly event?: string;
  readonly alterSignature?: (signature: Buffer) => Buffer;
  readonly alterEndorsement?: (signature: Buffer) => Buffer;
  readonly results?: Buffer;
}

/** Simulates on the ledger and builds the signed transaction as client and endorsers do. */
export const endorse = (
  ledger: Ledger,
  work: (simulator: Simulator) => void,
  options: EndorseOptions = {},
): Endorsed => {
  const nonce = options.nonce ?? randomBytes(24);
  const txId = createHash('sha256').update(nonce).update(CLIENT.serialized).digest('hex');
  const simulator = ledger.simulate('AgriMSP', 'AgriMSP', txId);
  work(simulator);
  const { publicSet, privateSet } = simulator.results();
  simulator.done();
  const chaincode = options.chaincode ?? 'records';
  const id = Buffer.concat([field(2, Buffer.from(chaincode)), field(3, Buffer.from('1.0'))]);
  const channelHeader = Buffer.concat([
    integerField(1, 3),
    field(3, integerField(1, 1_795_000_000)),
    field(4, Buffer.from(CHANNEL)),
    field(5, Buffer.from(txId)),
    field(7, field(2, field(2, Buffer.from(chaincode)))),
  ]);
  const signatureHeader = Buffer.concat([field(1, CLIENT.serialized), field(2, nonce)]);
  const proposal = field(1, Buffer.from('input'));
  const proposalHash = createHash('sha256').update(channelHeader).update(signatureHeader).update(proposal).digest();
  const event = options.event === undefined ? Buffer.alloc(0) : field(2, field(1, Buffer.from(options.event)));
  const action = Buffer.concat([
    field(1, options.results ?? publicSet),
    event,
    field(3, integerField(1, 200)),
    field(4, id),
  ]);
  const response = Buffer.concat([field(1, proposalHash), field(2, action)]);
  const endorsements = (options.by ?? MSPS.slice(0, 3)).map((mspId) => {
    const peer = PEERS.get(mspId) as SigningIdentity;
    const signature = peer.sign(Buffer.concat([response, peer.serialized]));
    const altered = options.alterEndorsement?.(signature) ?? signature;
    return field(2, Buffer.concat([field(1, peer.serialized), field(2, altered)]));
  });
  const chaincodeAction = Buffer.concat([
    field(1, proposal),
    field(2, Buffer.concat([field(1, response), ...endorsements])),
  ]);
  const data = field(1, Buffer.concat([field(1, signatureHeader), field(2, chaincodeAction)]));
  const header = Buffer.concat([field(1, channelHeader), field(2, signatureHeader)]);
  const bytes = payload(header, data);
  const signature = CLIENT.sign(bytes);
  return { txId, privateSet, envelope: envelope(bytes, options.alterSignature?.(signature) ?? signature) };
};

/** Orders the transactions into the next block and commits it; the codes by position. */
export const commit = (ledger: Ledger, transactions: readonly Endorsed[]): number[] => {
  const privateSets = new Map(
    transactions.flatMap(({ txId, privateSet }) => (privateSet === undefined ? [] : [[txId, privateSet] as const])),
  );
  const block = blockOf(
    ledger.height(),
    ledger.lastHash(),
    transactions.map((transaction) => transaction.envelope),
  );
  return ledger.commit(block, privateSets).transactions.map(({ code }) => code);
};

/** Puts one key without reading. */
export const put = (ledger: Ledger, key: string, value: string, options: EndorseOptions = {}): Endorsed =>
  endorse(ledger, (simulator) => simulator.putState('records', key, Buffer.from(value)), options);
