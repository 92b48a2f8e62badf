import { createHash } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { asBuffer, field } from '../node/wire.ts';

/** A signed proposal taken apart; every byte string is as it was received. */
export interface UnpackedProposal {
  /** protos.SignedProposal */
  readonly signed: Buffer;
  readonly proposalBytes: Buffer;
  readonly signature: Buffer;
  /** common.Header */
  readonly header: Buffer;
  readonly channelHeader: Buffer;
  readonly signatureHeader: Buffer;
  /** protos.ChaincodeProposalPayload without its transient data, as it goes into the transaction. */
  readonly payload: Buffer;
  readonly hasTransient: boolean;
  readonly type: number;
  readonly epoch: number;
  readonly channelId: string;
  readonly txId: string;
  readonly timestamp: Date | undefined;
  readonly creator: Buffer;
  readonly nonce: Buffer;
  readonly chaincode: string;
  readonly args: readonly Uint8Array[];
  readonly isInit: boolean;
}

export const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Takes a proposal apart (Fabric: core/endorser/msgvalidation.go, UnpackProposal). */
export const unpackProposal = (signed: Buffer): UnpackedProposal => {
  const signedProposal = peer.SignedProposal.deserializeBinary(signed);
  const proposalBytes = asBuffer(signedProposal.getProposalBytes_asU8());
  const proposal = peer.Proposal.deserializeBinary(proposalBytes);
  const headerBytes = asBuffer(proposal.getHeader_asU8());
  const header = common.Header.deserializeBinary(headerBytes);
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const chaincode = extension.getChaincodeId()?.getName() ?? '';
  if (!chaincode) throw new Error('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
  if (!spec?.getInput()) throw new Error('chaincode input is nil');
  return {
    signed,
    proposalBytes,
    signature: asBuffer(signedProposal.getSignature_asU8()),
    header: headerBytes,
    channelHeader: asBuffer(header.getChannelHeader_asU8()),
    signatureHeader: asBuffer(header.getSignatureHeader_asU8()),
    payload: field(1, payload.getInput_asU8()),
    hasTransient: payload.getTransientmapMap().getLength() > 0,
    type: channelHeader.getType(),
    epoch: channelHeader.getEpoch(),
    channelId: channelHeader.getChannelId(),
    txId: channelHeader.getTxId(),
    timestamp: channelHeader.getTimestamp()?.toDate(),
    creator: asBuffer(signatureHeader.getCreator_asU8()),
    nonce: asBuffer(signatureHeader.getNonce_asU8()),
    chaincode,
    args: spec.getInput()?.getArgsList_asU8() ?? [],
    isInit: spec.getInput()?.getIsInit() ?? false,
  };
};

/** Creator's MSP id, for error texts. */
export const creatorMspId = (creator: Buffer): string => {
  // msp.SerializedIdentity{mspid = 1}: read by hand, the identity may be malformed
  if (creator[0] !== 0x0a) return '';
  const length = creator[1] ?? 0;
  return creator.subarray(2, 2 + length).toString();
};
