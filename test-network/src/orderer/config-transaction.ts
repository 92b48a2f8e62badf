import { common } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { randomBytes } from 'node:crypto';
import { applyConfigUpdate } from '../config/config-update.ts';
import { asBuffer, envelope, field, payload } from '../node/wire.ts';
import type { Ledger, SigningIdentity } from '../types.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';

/** The CONFIG envelope an orderer makes of a CONFIG_UPDATE: new configuration plus the update, signed by the orderer. */
export const configTransaction = (ledger: Ledger, update: Buffer, signer: SigningIdentity): Buffer => {
  const configEnvelope = applyConfigUpdate(newestConfigBlock(ledger), update);
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
  const bytes = payload(header, configEnvelope);
  return envelope(bytes, signer.sign(bytes));
};

/** A CONFIG transaction is legal when the update it carries makes exactly its configuration of the one in force. */
export const checkConfigTransaction = (currentBlock: Buffer, transaction: Buffer): void => {
  const message = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(transaction).getPayload_asU8());
  const data = asBuffer(message.getData_asU8());
  const update = common.ConfigEnvelope.deserializeBinary(data).getLastUpdate();
  if (!update) throw new Error('a configuration transaction without the update that made it');
  if (!applyConfigUpdate(currentBlock, asBuffer(update.serializeBinary())).equals(data))
    throw new Error('the configuration is not what its update makes of the one in force');
};
