import { common } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { createHash, randomBytes } from 'node:crypto';
import type { SigningIdentity } from '../types.ts';

const signatureHeader = (signer: SigningIdentity, nonce: Buffer): Uint8Array => {
  const header = new common.SignatureHeader();
  header.setCreator(signer.serialized);
  header.setNonce(nonce);
  return header.serializeBinary();
};

const configSignature = (admin: SigningIdentity, update: Uint8Array): common.ConfigSignature => {
  const own = signatureHeader(admin, randomBytes(24));
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(own);
  signature.setSignature(admin.sign(Buffer.concat([own, update])));
  return signature;
};

/** CONFIG_UPDATE envelope for an orderer's Broadcast, signed by each of these administrators and sent by the first. */
export const signedUpdate = (
  channelId: string,
  read: common.ConfigGroup,
  write: common.ConfigGroup,
  admins: readonly [SigningIdentity, ...SigningIdentity[]],
): Buffer => {
  const [sender] = admins;
  const update = new common.ConfigUpdate();
  update.setChannelId(channelId);
  update.setReadSet(read);
  update.setWriteSet(write);
  const bytes = update.serializeBinary();
  const data = new common.ConfigUpdateEnvelope();
  data.setConfigUpdate(bytes);
  data.setSignaturesList(admins.map((admin) => configSignature(admin, bytes)));

  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channelId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  channelHeader.setTxId(createHash('sha256').update(nonce).update(sender.serialized).digest('hex'));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader(sender, nonce));
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(sender.sign(Buffer.from(payload.serializeBinary())));
  return Buffer.from(envelope.serializeBinary());
};
