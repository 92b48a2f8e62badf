import { common } from '@hyperledger/fabric-protos';
import type { SignedData } from '../types.ts';
import { channelConfigFromBlock } from './channel-config.ts';
import { configEnvelopeOf } from './config-block.ts';
import { sameButRevocations } from './revocation-change.ts';

type Path = readonly string[];

const fail = (path: Path, text: string): never => {
  throw new Error(`config update: /${['Channel', ...path].join('/')}: ${text}`);
};

/** Every version in the read set must be the current one (common/configtx/update.go verifyReadSet). */
const verifyReadSet = (read: common.ConfigGroup, current: common.ConfigGroup | undefined, path: Path): void => {
  if (!current) return fail(path, 'does not exist');
  if (read.getVersion() !== current.getVersion()) fail(path, `read at version ${read.getVersion()}`);
  read.getValuesMap().forEach((value, name) => {
    const now = current.getValuesMap().get(name);
    if (now?.getVersion() !== value.getVersion()) fail([...path, name], `read at version ${value.getVersion()}`);
  });
  read.getPoliciesMap().forEach((policy, name) => {
    const now = current.getPoliciesMap().get(name);
    if (now?.getVersion() !== policy.getVersion()) fail([...path, name], `read at version ${policy.getVersion()}`);
  });
  read.getGroupsMap().forEach((child, name) => verifyReadSet(child, current.getGroupsMap().get(name), [...path, name]));
};

interface Delta {
  /** Path of the organisation's group. */
  readonly path: Path;
  readonly value: common.ConfigValue;
}

/** What the write set changes: elements whose version differs from the current one; only MSP values may. */
const deltas = (write: common.ConfigGroup, current: common.ConfigGroup | undefined, path: Path): Delta[] => {
  if (!current) return fail(path, 'new groups are not supported');
  if (write.getVersion() !== current.getVersion()) fail(path, 'changes of a group are not supported');
  write.getPoliciesMap().forEach((policy, name) => {
    const now = current.getPoliciesMap().get(name);
    if (now?.getVersion() !== policy.getVersion()) fail([...path, name], 'changes of policies are not supported');
  });
  const found: Delta[] = [];
  write.getValuesMap().forEach((value, name) => {
    const now = current.getValuesMap().get(name);
    if (now?.getVersion() === value.getVersion()) return;
    if (!now || name !== 'MSP' || path.length !== 2)
      return fail([...path, name], 'only MSP revocation lists may change');
    if (value.getVersion() !== now.getVersion() + 1) fail([...path, name], `version ${value.getVersion()}`);
    if (!sameButRevocations(now, value)) fail([...path, name], 'only the revocation list may change');
    found.push({ path, value });
  });
  write.getGroupsMap().forEach((child, name) => {
    found.push(...deltas(child, current.getGroupsMap().get(name), [...path, name]));
  });
  return found;
};

const unpack = (envelopeBytes: Buffer): { channelId: string; update: common.ConfigUpdateEnvelope } => {
  const envelope = common.Envelope.deserializeBinary(envelopeBytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.CONFIG_UPDATE) throw new Error('config update: not a CONFIG_UPDATE');
  return {
    channelId: header.getChannelId(),
    update: common.ConfigUpdateEnvelope.deserializeBinary(payload.getData_asU8()),
  };
};

/** A signature covers signature header || config update. */
const signedData = (update: common.ConfigUpdateEnvelope): SignedData[] =>
  update.getSignaturesList().map((signature) => {
    const header = signature.getSignatureHeader_asU8();
    return {
      data: Buffer.concat([header, update.getConfigUpdate_asU8()]),
      identity: Buffer.from(common.SignatureHeader.deserializeBinary(header).getCreator_asU8()),
      signature: Buffer.from(signature.getSignature_asU8()),
    };
  });

/**
 * common.ConfigEnvelope that follows the current configuration block, for a CONFIG_UPDATE envelope
 * (common/configtx/validator.go). Only revocation lists may change, each by its organisation's Admins. @throws Error
 */
export const applyConfigUpdate = (currentBlock: Buffer, updateEnvelope: Buffer): Buffer => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const unpacked = unpack(updateEnvelope);
  const update = common.ConfigUpdate.deserializeBinary(unpacked.update.getConfigUpdate_asU8());
  if (unpacked.channelId !== channelId || update.getChannelId() !== channelId)
    throw new Error('config update: wrong channel');
  const channel = config.getChannelGroup()!;
  const read = update.getReadSet();
  const write = update.getWriteSet();
  if (!read || !write) throw new Error('config update: read set or write set is missing');
  verifyReadSet(read, channel, []);
  const changes = deltas(write, channel, []);
  if (changes.length === 0) throw new Error('config update: nothing changes');
  const policies = channelConfigFromBlock(currentBlock);
  const signed = signedData(unpacked.update);
  for (const { path, value } of changes) {
    if (!policies.satisfies(`/${['Channel', ...path, 'Admins'].join('/')}`, signed))
      fail(path, 'not signed by the Admins of the organisation');
    channel.getGroupsMap().get(path[0]!)!.getGroupsMap().get(path[1]!)!.getValuesMap().set('MSP', value);
  }
  config.setSequence(config.getSequence() + 1);
  const result = new common.ConfigEnvelope();
  result.setConfig(config);
  result.setLastUpdate(common.Envelope.deserializeBinary(updateEnvelope));
  return Buffer.from(result.serializeBinary());
};
