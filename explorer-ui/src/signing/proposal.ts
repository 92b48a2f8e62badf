import { sha256Hex } from '@daunguon/proof';
import { concat, down, fieldsOf, message, only, ProtobufError, sameBytes } from './protobuf.ts';

/** What a person means to sign. */
export interface Intent {
  readonly channel: string;
  readonly chaincode: string;
  /** `Origin:RegisterBatch` */
  readonly transaction: string;
  /** The transaction's one argument: the command as JSON text. */
  readonly argument: string;
  readonly mspId: string;
  readonly certificatePem: string;
}

export interface Proposal {
  /** Bytes of Fabric's `Proposal` (peer/proposal.proto), to be signed as they are. */
  readonly bytes: Uint8Array;
  readonly txId: string;
}

/** common.HeaderType.ENDORSER_TRANSACTION and peer.ChaincodeSpec.Type.NODE. */
const endorserTransaction = 3n;
const node = 2n;
const nonceLength = 24;

interface Freshness {
  readonly nonce: Uint8Array;
  readonly seconds: bigint;
  readonly nanos: bigint;
}

const proposalOf = (intent: Intent, { nonce, seconds, nanos }: Freshness): Proposal => {
  const creator = message([1, intent.mspId], [2, intent.certificatePem]);
  const txId = sha256Hex(concat(nonce, creator));
  const chaincodeId = message([2, intent.chaincode]);
  const channelHeader = message(
    [1, endorserTransaction],
    [3, message([1, seconds], [2, nanos])],
    [4, intent.channel],
    [5, txId],
    [7, message([2, chaincodeId])],
  );
  const input = message([1, intent.transaction], [1, intent.argument]);
  const invocation = message([1, message([1, node], [2, chaincodeId], [3, input])]);
  const header = message([1, channelHeader], [2, message([1, creator], [2, nonce])]);
  return { bytes: message([1, header], [2, message([1, invocation])]), txId };
};

/**
 * The proposal of an intent, built on the person's own device. Transaction id: SHA-256(nonce || creator), as Fabric demands.
 * `nonce`: 24 random bytes; `now`: milliseconds.
 */
export const buildProposal = (intent: Intent, nonce: Uint8Array, now: number): Proposal => {
  if (nonce.length !== nonceLength) throw new RangeError('a nonce is 24 bytes');
  return proposalOf(intent, {
    nonce,
    seconds: BigInt(Math.floor(now / 1000)),
    nanos: BigInt(now % 1000) * 1_000_000n,
  });
};

const numberIn = (bytes: Uint8Array, wanted: number): bigint => {
  const value = fieldsOf(bytes).find(([number]) => number === wanted)?.[1] ?? 0n;
  if (typeof value !== 'bigint') throw new ProtobufError(`field ${wanted} is no number`);
  return value;
};

/**
 * True if bytes that somebody else prepared say exactly what the person means. Whatever is not nonce and time is built again from the
 * intent and compared byte for byte: so no member can hide, known to this code or not.
 */
export const isProposalOf = (intent: Intent, bytes: Uint8Array): boolean => {
  try {
    const nonce = down(bytes, 1, 2, 2);
    const time = only(down(bytes, 1, 1), 3);
    if (nonce.length !== nonceLength) return false;
    const again = proposalOf(intent, { nonce, seconds: numberIn(time, 1), nanos: numberIn(time, 2) });
    return sameBytes(again.bytes, bytes);
  } catch (error) {
    if (error instanceof ProtobufError) return false;
    throw error;
  }
};
