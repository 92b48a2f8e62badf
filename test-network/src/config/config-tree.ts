import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';

/** A group of the channel configuration: sub-groups, values and policies by name. */
export const subGroup = (group: common.ConfigGroup, name: string): common.ConfigGroup | undefined =>
  group.getGroupsMap().get(name);

export function groupAt(root: common.ConfigGroup, path: readonly string[]): common.ConfigGroup | undefined {
  return path.reduce<common.ConfigGroup | undefined>((group, name) => group && subGroup(group, name), root);
}

export function valueBytes(group: common.ConfigGroup | undefined, name: string): Uint8Array | undefined {
  return group?.getValuesMap().get(name)?.getValue_asU8();
}

export function setValue(group: common.ConfigGroup, name: string, bytes: Uint8Array): void {
  const value = new common.ConfigValue();
  value.setValue(bytes);
  value.setModPolicy('Admins');
  group.getValuesMap().set(name, value);
}

export function setPolicy(
  group: common.ConfigGroup,
  name: string,
  type: 'signature' | 'meta',
  bytes: Uint8Array,
): void {
  const policy = new common.Policy();
  policy.setType(type === 'signature' ? common.Policy.PolicyType.SIGNATURE : common.Policy.PolicyType.IMPLICIT_META);
  policy.setValue(bytes);
  const configPolicy = new common.ConfigPolicy();
  configPolicy.setPolicy(policy);
  configPolicy.setModPolicy('Admins');
  group.getPoliciesMap().set(name, configPolicy);
}

export function metaPolicy(rule: 'ANY' | 'ALL' | 'MAJORITY', subPolicy: string): Uint8Array {
  const meta = new common.ImplicitMetaPolicy();
  meta.setRule(common.ImplicitMetaPolicy.Rule[rule]);
  meta.setSubPolicy(subPolicy);
  return meta.serializeBinary();
}

export function capabilities(name: string): Uint8Array {
  const result = new common.Capabilities();
  result.getCapabilitiesMap().set(name, new common.Capability());
  return result.serializeBinary();
}

export function newGroup(): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  return group;
}

/** The configuration tree of a CONFIG block (its one transaction). */
export function configOf(block: Uint8Array): common.Config {
  const first = common.Block.deserializeBinary(block).getData()?.getDataList_asU8()[0];
  if (!first) throw new Error('a configuration block without a transaction');
  return configOfEnvelope(first);
}

export function configOfEnvelope(envelope: Uint8Array): common.Config {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (!config?.getChannelGroup()) throw new Error('a configuration transaction without a channel group');
  return config;
}

export const mspConfigOf = (group: common.ConfigGroup): msp.FabricMSPConfig => {
  const bytes = valueBytes(group, 'MSP');
  if (!bytes) throw new Error('an organisation without an MSP definition');
  return msp.FabricMSPConfig.deserializeBinary(msp.MSPConfig.deserializeBinary(bytes).getConfig_asU8());
};

/** msp.MSPConfig of type FABRIC (0). */
export function mspConfigValue(config: msp.FabricMSPConfig): Uint8Array {
  const result = new msp.MSPConfig();
  result.setType(0);
  result.setConfig(config.serializeBinary());
  return result.serializeBinary();
}

export const batchOf = (group: common.ConfigGroup) => ({
  size: orderer.BatchSize.deserializeBinary(valueBytes(group, 'BatchSize') ?? new Uint8Array()),
  timeout: orderer.BatchTimeout.deserializeBinary(valueBytes(group, 'BatchTimeout') ?? new Uint8Array()).getTimeout(),
});

export const aclsOf = (group: common.ConfigGroup): peer.ACLs =>
  peer.ACLs.deserializeBinary(valueBytes(group, 'ACLs') ?? new Uint8Array());
