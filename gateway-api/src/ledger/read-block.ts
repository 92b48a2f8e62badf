import { createHash } from 'node:crypto';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';

export interface RecordWrite {
  readonly key: string;
  readonly value: string;
}
export interface BlockTransaction {
  readonly txId: string;
  readonly time: string;
  /** MSP ids of the endorsers, sorted. */
  readonly endorsers: readonly string[];
  readonly writes: readonly RecordWrite[];
}
export interface ReadBlock {
  readonly number: number;
  readonly hash: string;
  /** VALID endorser transactions only. */
  readonly transactions: readonly BlockTransaction[];
}

export const transactionsFilter = 2;
export const valid = 0;

const der = (tag: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([tag, content.length]), content]);

/** SHA-256 of the ASN.1 header (protoutil.BlockHeaderBytes). */
export function headerHash(header: common.BlockHeader): string {
  let hex = header.getNumber().toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (parseInt(hex.slice(0, 2), 16) > 127) hex = `00${hex}`;
  const parts = [
    der(2, Buffer.from(hex, 'hex')),
    der(4, header.getPreviousHash_asU8()),
    der(4, header.getDataHash_asU8()),
  ];
  return createHash('sha256')
    .update(der(0x30, Buffer.concat(parts)))
    .digest('hex');
}

function readTransaction(bytes: Uint8Array, chaincode: string): BlockTransaction | undefined {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const endorsers = new Set<string>();
  const writes: RecordWrite[] = [];
  for (const item of peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()) {
    const action = peer.ChaincodeActionPayload.deserializeBinary(item.getPayload_asU8()).getAction();
    for (const endorsement of action?.getEndorsementsList() ?? []) {
      endorsers.add(msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid());
    }
    const response = peer.ProposalResponsePayload.deserializeBinary(
      action?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
    );
    const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
    for (const set of ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList()) {
      if (set.getNamespace() !== chaincode) continue;
      for (const write of ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList()) {
        if (!write.getKey().startsWith('r/') || write.getIsDelete()) continue;
        writes.push({ key: write.getKey(), value: Buffer.from(write.getValue_asU8()).toString() });
      }
    }
  }
  const time = header.getTimestamp()?.toDate().toISOString() ?? '';
  return { txId: header.getTxId(), time, endorsers: [...endorsers].sort(), writes };
}

/** The record writes of a block's VALID transactions (peer/transaction.proto, rwset.proto). */
export function readBlock(block: common.Block, chaincode: string): ReadBlock {
  const header = block.getHeader();
  if (header === undefined) throw new Error('block without header');
  const flags = block.getMetadata()?.getMetadataList_asU8()[transactionsFilter];
  const data = block.getData()?.getDataList_asU8() ?? [];
  const transactions = data.flatMap((bytes, index) => {
    if (flags?.[index] !== valid) return [];
    const transaction = readTransaction(bytes, chaincode);
    return transaction === undefined ? [] : [transaction];
  });
  return { number: header.getNumber(), hash: headerHash(header), transactions };
}
