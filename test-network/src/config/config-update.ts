import { common } from '@hyperledger/fabric-protos';
import type { SignedData } from '../types.ts';
import { channelConfigFromBlock } from './channel-config.ts';
import { configEnvelopeOf } from './config-block.ts';
import { configElements, groupOf } from './config-elements.ts';
import type { ConfigElement, ConfigElements } from './config-elements.ts';

const fail = ({ path }: Pick<ConfigElement, 'path'>, text: string): never => {
  throw new Error(`config update: /${path.join('/')}: ${text}`);
};

/** Every version in the read set must be the current one (common/configtx/update.go verifyReadSet). */
const verifyReadSet = (read: ConfigElements, current: ConfigElements): void => {
  for (const [key, element] of read) {
    const now = current.get(key);
    if (now === undefined) fail(element, 'does not exist');
    if (now?.version !== element.version) fail(element, `read at version ${element.version}`);
  }
};

/** Path of the policy that an element's change must satisfy: below its group, for a group below itself. */
const policyPath = ({ kind, path, modPolicy }: ConfigElement): string => {
  if (modPolicy.startsWith('/')) return modPolicy;
  return `/${[...(kind === 'group' ? path : path.slice(0, -1)), modPolicy].join('/')}`;
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
 * The configuration that follows the one of the current configuration block by a CONFIG_UPDATE envelope (common/configtx/validator.go and
 * update.go): what changes goes up by one version and meets the policy that guarded it before. @throws Error
 */
export const applyConfigUpdate = (currentBlock: Buffer, updateEnvelope: Buffer): common.ConfigEnvelope => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const unpacked = unpack(updateEnvelope);
  const update = common.ConfigUpdate.deserializeBinary(unpacked.update.getConfigUpdate_asU8());
  if (unpacked.channelId !== channelId || update.getChannelId() !== channelId)
    throw new Error('config update: wrong channel');
  const readGroup = update.getReadSet();
  const writeGroup = update.getWriteSet();
  if (!readGroup || !writeGroup) throw new Error('config update: read set or write set is missing');
  const current = configElements(config.getChannelGroup()!);
  const read = configElements(readGroup);
  verifyReadSet(read, current);
  const changes = [...configElements(writeGroup)].filter(([key, { version }]) => read.get(key)?.version !== version);
  if (changes.length === 0) throw new Error('config update: nothing changes');
  const policies = channelConfigFromBlock(currentBlock);
  const signed = signedData(unpacked.update);
  for (const [key, element] of changes) {
    if (element.modPolicy === '') fail(element, 'has no modification policy');
    const now = current.get(key);
    if (now === undefined) {
      if (element.version !== 0) fail(element, `new at version ${element.version}`);
      continue;
    }
    if (element.version !== now.version + 1) fail(element, `version ${element.version} does not follow ${now.version}`);
    if (!policies.satisfies(policyPath(now), signed))
      fail(element, `not signed by the ${policyPath(now)} of the channel`);
  }
  config.setChannelGroup(groupOf(new Map([...current, ...changes])));
  config.setSequence(config.getSequence() + 1);
  const result = new common.ConfigEnvelope();
  result.setConfig(config);
  result.setLastUpdate(common.Envelope.deserializeBinary(updateEnvelope));
  return result;
};
