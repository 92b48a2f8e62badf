import { common } from '@hyperledger/fabric-protos';

/** The configuration inside a configuration block. */
export const configEnvelopeOf = (block: Buffer): { channelId: string; config: common.Config } => {
  const data = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  const envelope = data.length === 1 ? common.Envelope.deserializeBinary(data[0]!) : undefined;
  if (!envelope) throw new Error('not a configuration block');
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.CONFIG) throw new Error('not a configuration block');
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (!config?.getChannelGroup()) throw new Error('configuration without a channel group');
  return { channelId: header.getChannelId(), config };
};

/** A group below another, or an error that names it. */
export const group = (parent: common.ConfigGroup, name: string): common.ConfigGroup => {
  const found = parent.getGroupsMap().get(name);
  if (!found) throw new Error(`configuration has no group ${name}`);
  return found;
};

/** Bytes of a configuration value; empty when absent. */
export const value = (parent: common.ConfigGroup, name: string): Uint8Array =>
  parent.getValuesMap().get(name)?.getValue_asU8() ?? new Uint8Array();
