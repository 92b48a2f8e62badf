import { leafTimeOf, type BlockInput, type TransactionInput } from '@daunguon/proof';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import { transactionsFilter, valid } from './decode-block.ts';
import { headerHash } from './header-hash.ts';

type Write = TransactionInput['writes'][number];
interface WriteSet {
  readonly namespace: string;
  readonly writes: readonly Write[];
}

/** Public writes of every namespace that a transaction touched (rwset.proto), as they stand in the block. */
function writeSets(data: Uint8Array): WriteSet[] {
  return peer.Transaction.deserializeBinary(data)
    .getActionsList()
    .flatMap((item) => {
      const action = peer.ChaincodeActionPayload.deserializeBinary(item.getPayload_asU8()).getAction();
      const response = peer.ProposalResponsePayload.deserializeBinary(
        action?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
      );
      const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
      return ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
    })
    .map((set) => ({
      namespace: set.getNamespace(),
      writes: ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8())
        .getWritesList()
        .map((write) => ({ key: write.getKey(), isDelete: write.getIsDelete(), value: write.getValue_asU8() })),
    }));
}

/** True for a key of the lifecycle namespace that defines this chaincode (core/chaincode/lifecycle of Fabric). */
const defines = (chaincode: string, key: string): boolean =>
  key.startsWith(`namespaces/fields/${chaincode}/`) || key === `namespaces/metadata/${chaincode}`;

function readTransaction(bytes: Uint8Array, index: number, chaincode: string): TransactionInput | undefined {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const none = new Uint8Array();
  const channel = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? none);
  const signature = common.SignatureHeader.deserializeBinary(payload.getHeader()?.getSignatureHeader_asU8() ?? none);
  const time = channel.getTimestamp();
  const shared = {
    index,
    txId: channel.getTxId(),
    ts: leafTimeOf(time?.getSeconds() ?? 0, time?.getNanos() ?? 0),
    msp: msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8()).getMspid(),
  };
  if (channel.getType() === common.HeaderType.CONFIG) return { ...shared, config: true, writes: [] };
  if (channel.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const sets = writeSets(payload.getData_asU8());
  return {
    ...shared,
    config: sets.some(
      ({ namespace, writes }) => namespace === '_lifecycle' && writes.some(({ key }) => defines(chaincode, key)),
    ),
    writes: sets.filter(({ namespace }) => namespace === chaincode).flatMap(({ writes }) => writes),
  };
}

/** What the log is derived from: the VALID transactions of a full block with their public writes, byte for byte. */
export function readBlockInput(block: common.Block, chaincode: string): BlockInput {
  const header = block.getHeader();
  if (header === undefined) throw new Error('block without header');
  const flags = block.getMetadata()?.getMetadataList_asU8()[transactionsFilter];
  const transactions = (block.getData()?.getDataList_asU8() ?? []).flatMap((bytes, index) => {
    if (flags?.[index] !== valid) return [];
    const transaction = readTransaction(bytes, index, chaincode);
    return transaction === undefined ? [] : [transaction];
  });
  return { number: header.getNumber(), headerHash: headerHash(header), transactions };
}
