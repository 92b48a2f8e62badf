import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { decodeConfig, revocationsIn, type ChannelRevocations, type ChannelSummary } from './decode-config.ts';
import { headerHash } from './header-hash.ts';
import { signerOf } from './signers.ts';

export const transactionsFilter = 2;
export const valid = 0;

export interface DecodedWrite {
  readonly key: string;
  readonly isDelete: boolean;
  readonly value: Uint8Array;
}
/** What a transaction read and wrote in the namespace of one chaincode (ledger/rwset/kvrwset.proto). */
export interface DecodedSet {
  readonly namespace: string;
  /** `version`: `block:transaction` that wrote what was read; null where the key was absent. */
  readonly reads: readonly { readonly key: string; readonly version: string | null }[];
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
  readonly writes: readonly DecodedWrite[];
  /** Keys whose endorsement policy was set. */
  readonly policies: readonly string[];
  /** Private data: the block holds hashes only. */
  readonly collections: readonly { readonly name: string; readonly reads: number; readonly writes: number }[];
}
export interface DecodedTransaction {
  readonly index: number;
  /** Empty in blocks that the orderers made themselves. */
  readonly txId: string;
  /** ISO 8601 UTC, as its creator says; empty where it has none. */
  readonly time: string;
  /** Number of common.HeaderType. */
  readonly type: number;
  /** Number of peer.TxValidationCode; 0 is VALID. */
  readonly code: number;
  /** Organisation of who signed it. */
  readonly msp: string;
  /** Which certificate signed it (`signerId`); absent where none did. */
  readonly signer?: string;
  readonly chaincode: string;
  readonly args: readonly Uint8Array[];
  /** MSP ids, sorted, each once. */
  readonly endorsers: readonly string[];
  readonly event: string;
  readonly sets: readonly DecodedSet[];
  readonly config?: ChannelSummary;
  /** Revocation lists of the configuration. */
  readonly revocations?: readonly ChannelRevocations[];
}
export interface DecodedBlock {
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly transactions: readonly DecodedTransaction[];
}

const none = new Uint8Array();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function decodeSet(set: ledger.rwset.NsReadWriteSet): DecodedSet {
  const kv = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8());
  return {
    namespace: set.getNamespace(),
    reads: kv.getReadsList().map((read) => {
      const version = read.getVersion();
      return {
        key: read.getKey(),
        version: version === undefined ? null : `${version.getBlockNum()}:${version.getTxNum()}`,
      };
    }),
    ranges: kv.getRangeQueriesInfoList().map((one) => ({ from: one.getStartKey(), to: one.getEndKey() })),
    writes: kv.getWritesList().map((write) => ({
      key: write.getKey(),
      isDelete: write.getIsDelete(),
      value: write.getValue_asU8(),
    })),
    policies: kv.getMetadataWritesList().map((write) => write.getKey()),
    collections: set.getCollectionHashedRwsetList().map((one) => {
      const hashed = ledger.rwset.kvrwset.HashedRWSet.deserializeBinary(one.getHashedRwset_asU8());
      return {
        name: one.getCollectionName(),
        reads: hashed.getHashedReadsList().length,
        writes: hashed.getHashedWritesList().length,
      };
    }),
  };
}

/** Arguments of the invocation; the proposal in a block has no transient data. */
function argumentsOf(payload: peer.ChaincodeActionPayload): readonly Uint8Array[] {
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(payload.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  return spec?.getInput()?.getArgsList_asU8() ?? [];
}

function decodeActions(data: Uint8Array) {
  const endorsers = new Set<string>();
  const sets: DecodedSet[] = [];
  let args: readonly Uint8Array[] = [];
  let [chaincode, event] = ['', ''];
  for (const item of peer.Transaction.deserializeBinary(data).getActionsList()) {
    const payload = peer.ChaincodeActionPayload.deserializeBinary(item.getPayload_asU8());
    const action = payload.getAction();
    for (const endorsement of action?.getEndorsementsList() ?? []) {
      endorsers.add(msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid());
    }
    const response = peer.ProposalResponsePayload.deserializeBinary(action?.getProposalResponsePayload_asU8() ?? none);
    const done = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
    chaincode ||= done.getChaincodeId()?.getName() ?? '';
    event ||= peer.ChaincodeEvent.deserializeBinary(done.getEvents_asU8()).getEventName();
    if (args.length === 0) args = argumentsOf(payload);
    const all = ledger.rwset.TxReadWriteSet.deserializeBinary(done.getResults_asU8()).getNsRwsetList();
    sets.push(...all.map(decodeSet));
  }
  return { chaincode, args, event, endorsers: [...endorsers].sort(), sets };
}

const noActions = { chaincode: '', args: [], event: '', endorsers: [], sets: [] };

function decodeTransaction(bytes: Uint8Array, index: number, code: number): DecodedTransaction {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = payload.getHeader();
  const channel = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? none);
  const signature = common.SignatureHeader.deserializeBinary(header?.getSignatureHeader_asU8() ?? none);
  const creator = msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8());
  const type = channel.getType();
  const isEndorsed = type === common.HeaderType.ENDORSER_TRANSACTION;
  const data = payload.getData_asU8();
  const signer = isEndorsed
    ? signerOf(creator.getMspid(), Buffer.from(creator.getIdBytes_asU8()).toString('latin1'))
    : undefined;
  return {
    ...{ index, code, type, txId: channel.getTxId() },
    time: channel.getTimestamp()?.toDate().toISOString() ?? '',
    msp: creator.getMspid(),
    ...(signer === undefined ? {} : { signer }),
    ...(isEndorsed ? decodeActions(data) : noActions),
    ...(type === common.HeaderType.CONFIG ? { config: decodeConfig(data), revocations: revocationsIn(data) } : {}),
  };
}

/** A block of any Fabric channel, every transaction of it, whatever its chaincode and whether it was valid or not. */
export function decodeBlock(block: common.Block): DecodedBlock {
  const header = block.getHeader();
  if (header === undefined) throw new Error('block without header');
  const flags = block.getMetadata()?.getMetadataList_asU8()[transactionsFilter];
  const data = block.getData()?.getDataList_asU8() ?? [];
  return {
    ...{ number: header.getNumber(), hash: headerHash(header) },
    ...{ previousHash: hex(header.getPreviousHash_asU8()), dataHash: hex(header.getDataHash_asU8()) },
    transactions: data.map((bytes, index) => decodeTransaction(bytes, index, flags?.[index] ?? 254)),
  };
}
