import { common } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { createHash, randomBytes } from 'node:crypto';
import type { SigningIdentity } from '../types.ts';
import { configEnvelopeOf } from './config-block.ts';
import { withRevocationList } from './revocation-change.ts';

/** A group that names a version only. */
const bare = (current: common.ConfigGroup): common.ConfigGroup => {
  const result = new common.ConfigGroup();
  result.setVersion(current.getVersion());
  return result;
};

/** Read and write set of a new revocation list in every group that defines the MSP. */
const sets = (channel: common.ConfigGroup, mspId: string, crlPems: readonly string[]): common.ConfigGroup[] => {
  const read = bare(channel);
  const write = bare(channel);
  for (const name of ['Application', 'Orderer']) {
    const parent = channel.getGroupsMap().get(name);
    const organisation = parent?.getGroupsMap().get(mspId);
    const current = organisation?.getValuesMap().get('MSP');
    if (!parent || !organisation || !current) continue;
    const value = new common.ConfigValue();
    value.setVersion(current.getVersion() + 1);
    value.setModPolicy(current.getModPolicy());
    value.setValue(withRevocationList(current, crlPems));
    const seen = new common.ConfigValue();
    seen.setVersion(current.getVersion());
    for (const set of [read, write]) {
      const own = bare(organisation);
      own.getValuesMap().set('MSP', set === write ? value : seen);
      const above = bare(parent);
      above.getGroupsMap().set(mspId, own);
      set.getGroupsMap().set(name, above);
    }
  }
  return [read, write];
};

const signatureHeader = (signer: SigningIdentity, nonce: Buffer): Uint8Array => {
  const header = new common.SignatureHeader();
  header.setCreator(signer.serialized);
  header.setNonce(nonce);
  return header.serializeBinary();
};

/**
 * CONFIG_UPDATE envelope that gives an organisation's MSP these revocation lists, signed by its administrator.
 * `currentBlock` is the newest configuration block; hand the result to an orderer's Broadcast.
 */
export const revocationUpdate = (
  currentBlock: Buffer,
  mspId: string,
  crlPems: readonly string[],
  admin: SigningIdentity,
): Buffer => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const [read, write] = sets(config.getChannelGroup()!, mspId, crlPems);
  if (!write || write.getGroupsMap().getLength() === 0) throw new Error(`unknown organisation ${mspId}`);
  const update = new common.ConfigUpdate();
  update.setChannelId(channelId);
  update.setReadSet(read);
  update.setWriteSet(write);
  const bytes = update.serializeBinary();
  const own = signatureHeader(admin, randomBytes(24));
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(own);
  signature.setSignature(admin.sign(Buffer.concat([own, bytes])));
  const data = new common.ConfigUpdateEnvelope();
  data.setConfigUpdate(bytes);
  data.setSignaturesList([signature]);

  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channelId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  channelHeader.setTxId(createHash('sha256').update(nonce).update(admin.serialized).digest('hex'));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader(admin, nonce));
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(admin.sign(Buffer.from(payload.serializeBinary())));
  return Buffer.from(envelope.serializeBinary());
};
