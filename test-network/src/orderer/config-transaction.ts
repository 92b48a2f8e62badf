import { common } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { randomBytes } from 'node:crypto';
import { channelConfigFromBlock } from '../config/channel-config.ts';
import { configElements, sameElements } from '../config/config-elements.ts';
import { applyConfigUpdate } from '../config/config-update.ts';
import { asBuffer, envelope, field, payload } from '../node/wire.ts';
import type { ChannelConfig, Ledger, SigningIdentity } from '../types.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';

/** The configuration in a CONFIG envelope, as it will stand in its block. @throws Error where no network could run by it */
const configOf = (configEnvelope: Buffer): ChannelConfig => {
  const data = new common.BlockData();
  data.setDataList([configEnvelope]);
  const block = new common.Block();
  block.setData(data);
  return channelConfigFromBlock(Buffer.from(block.serializeBinary()));
};

/** The CONFIG envelope an orderer makes of a CONFIG_UPDATE: new configuration plus the update, signed by the orderer. */
export const configTransaction = (ledger: Ledger, update: Buffer, signer: SigningIdentity): Buffer => {
  const configEnvelope = applyConfigUpdate(newestConfigBlock(ledger), update).serializeBinary();
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(ledger.config().channelId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.serialized);
  signatureHeader.setNonce(randomBytes(24));
  const header = Buffer.concat([
    field(1, channelHeader.serializeBinary()),
    field(2, signatureHeader.serializeBinary()),
  ]);
  const bytes = payload(header, asBuffer(configEnvelope));
  const transaction = envelope(bytes, signer.sign(bytes));
  const [now, next] = [ledger.config(), configOf(transaction)].map(({ consenters }) => JSON.stringify(consenters));
  if (now !== next) throw new Error('the consenters of an embedded network do not change');
  return transaction;
};

/** A CONFIG transaction is legal when the update it carries makes exactly its configuration of the one in force. */
export const checkConfigTransaction = (currentBlock: Buffer, transaction: Buffer): void => {
  const message = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(transaction).getPayload_asU8());
  const carried = common.ConfigEnvelope.deserializeBinary(message.getData_asU8());
  const update = carried.getLastUpdate();
  if (!update) throw new Error('a configuration transaction without the update that made it');
  const made = applyConfigUpdate(currentBlock, asBuffer(update.serializeBinary()));
  const [own, theirs] = [made, carried].map((each) => each.getConfig());
  const [ownGroup, theirGroup] = [own, theirs].map((config) => config?.getChannelGroup());
  const same =
    own?.getSequence() === theirs?.getSequence() &&
    ownGroup !== undefined &&
    theirGroup !== undefined &&
    sameElements(configElements(ownGroup), configElements(theirGroup));
  if (!same) throw new Error('the configuration is not what its update makes of the one in force');
};
