import { common, peer } from '@hyperledger/fabric-protos';

export interface BlockTransaction {
  readonly txId: string;
  /** common.HeaderType */
  readonly type: number;
  /** protos.TxValidationCode */
  readonly code: number;
  /** Chaincode event of an endorser transaction. */
  readonly event: peer.ChaincodeEvent | undefined;
}

const eventOf = (data: Uint8Array): peer.ChaincodeEvent | undefined => {
  const action = peer.Transaction.deserializeBinary(data).getActionsList()[0];
  if (!action) return undefined;
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  if (!endorsed) return undefined;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const events = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getEvents_asU8();
  return events.length === 0 ? undefined : peer.ChaincodeEvent.deserializeBinary(events);
};

const transaction = (envelope: Uint8Array, code: number): BlockTransaction => {
  try {
    const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    const isEndorsed = header.getType() === common.HeaderType.ENDORSER_TRANSACTION;
    const event = isEndorsed ? eventOf(payload.getData_asU8()) : undefined;
    return { txId: header.getTxId(), type: header.getType(), code, event };
  } catch {
    // an unreadable envelope stays in its block, flagged BAD_PAYLOAD
    return { txId: '', type: common.HeaderType.MESSAGE, code, event: undefined };
  }
};

/** The transactions of a committed block with their validation codes. */
export const blockTransactions = (bytes: Buffer): BlockTransaction[] => {
  const block = common.Block.deserializeBinary(bytes);
  const filter = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return envelopes.map((envelope, index) =>
    // the genesis block carries no filter and is valid by definition
    transaction(envelope, filter?.[index] ?? peer.TxValidationCode.VALID),
  );
};
