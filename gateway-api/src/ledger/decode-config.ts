import { X509Certificate } from 'node:crypto';
import { common, msp, orderer } from '@hyperledger/fabric-protos';

export interface ChannelOrganisation {
  readonly mspId: string;
  /** Whether it takes part in ordering, in endorsing, or in both. */
  readonly in: readonly ('application' | 'orderer')[];
  /** SHA-256 fingerprints of its root certificates. */
  readonly roots: readonly string[];
  /** Revocation lists that the channel holds of it. */
  readonly revocationLists: number;
}
/** What a configuration block says of its channel, as far as a reader asks (common/configtx.proto). */
export interface ChannelSummary {
  readonly sequence: number;
  readonly organisations: readonly ChannelOrganisation[];
  /** Rules of the section Application, in the words of Fabric's policy language. */
  readonly policies: readonly { readonly name: string; readonly rule: string }[];
  readonly consensus: string;
  readonly consenters: readonly { readonly id: number; readonly mspId: string; readonly address: string }[];
  readonly batch: { readonly messages: number; readonly bytes: number; readonly timeout: string };
}

const subgroup = (group: common.ConfigGroup | undefined, name: string): common.ConfigGroup | undefined =>
  group?.getGroupsMap().get(name);
const valueOf = (group: common.ConfigGroup | undefined, name: string): Uint8Array =>
  group?.getValuesMap().get(name)?.getValue_asU8() ?? new Uint8Array();

const namesOf = (map: { forEach(each: (value: unknown, key: string) => void): void } | undefined): string[] => {
  const names: string[] = [];
  map?.forEach((_, name) => names.push(name));
  return names.sort();
};

/** Enum names of MSPRole.MSPRoleType, as policies write them. */
const roles = ['member', 'admin', 'client', 'peer', 'orderer'];

function principalText(principal: msp.MSPPrincipal): string {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) return 'principal';
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  return `${role.getMspIdentifier()}.${roles[role.getRole()] ?? String(role.getRole())}`;
}

function ruleText(rule: common.SignaturePolicy | undefined, identities: readonly string[]): string {
  const nOutOf = rule?.getNOutOf();
  if (nOutOf === undefined) return identities[rule?.getSignedBy() ?? -1] ?? '?';
  return `OutOf(${[String(nOutOf.getN()), ...nOutOf.getRulesList().map((one) => ruleText(one, identities))].join(', ')})`;
}

const implicit = ['ANY', 'ALL', 'MAJORITY'];

function policyText(policy: common.Policy | undefined): string {
  const bytes = policy?.getValue_asU8() ?? new Uint8Array();
  if (policy?.getType() === common.Policy.PolicyType.SIGNATURE) {
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
    return ruleText(envelope.getRule(), envelope.getIdentitiesList().map(principalText));
  }
  if (policy?.getType() !== common.Policy.PolicyType.IMPLICIT_META) return '?';
  const meta = common.ImplicitMetaPolicy.deserializeBinary(bytes);
  return `${implicit[meta.getRule()] ?? '?'} ${meta.getSubPolicy()}`;
}

const fingerprint = (pem: Uint8Array): string => {
  try {
    return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
  } catch {
    return '';
  }
};

function organisationsOf(channel: common.ConfigGroup | undefined): ChannelOrganisation[] {
  const found = new Map<string, ChannelOrganisation>();
  for (const [section, part] of [
    ['Application', 'application'],
    ['Orderer', 'orderer'],
  ] as const) {
    const groups = subgroup(channel, section)?.getGroupsMap();
    for (const name of namesOf(groups)) {
      const config = msp.MSPConfig.deserializeBinary(valueOf(groups?.get(name), 'MSP'));
      const fabric = msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8());
      const mspId = fabric.getName();
      const before = found.get(mspId);
      found.set(mspId, {
        ...{ mspId, in: [...(before?.in ?? []), part] },
        roots: fabric.getRootCertsList_asU8().map(fingerprint),
        revocationLists: fabric.getRevocationListList().length,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.mspId < b.mspId ? -1 : 1));
}

/** An X.509 revocation list that the channel holds of an organisation. */
export interface ChannelRevocations {
  readonly mspId: string;
  readonly pem: string;
}

/** Every revocation list of the configuration. @param data of a CONFIG transaction: common.ConfigEnvelope */
export function revocationsIn(data: Uint8Array): ChannelRevocations[] {
  const channel = common.ConfigEnvelope.deserializeBinary(data).getConfig()?.getChannelGroup();
  const groups = subgroup(channel, 'Application')?.getGroupsMap();
  return namesOf(groups).flatMap((name) => {
    const config = msp.MSPConfig.deserializeBinary(valueOf(groups?.get(name), 'MSP'));
    const fabric = msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8());
    const lists = fabric.getRevocationListList_asU8();
    return lists.map((pem) => ({ mspId: fabric.getName(), pem: Buffer.from(pem).toString() }));
  });
}

/** @param data of a CONFIG transaction: common.ConfigEnvelope */
export function decodeConfig(data: Uint8Array): ChannelSummary {
  const config = common.ConfigEnvelope.deserializeBinary(data).getConfig();
  const channel = config?.getChannelGroup();
  const application = subgroup(channel, 'Application');
  const ordering = subgroup(channel, 'Orderer');
  const batch = orderer.BatchSize.deserializeBinary(valueOf(ordering, 'BatchSize'));
  const policies = application?.getPoliciesMap();
  return {
    sequence: config?.getSequence() ?? 0,
    organisations: organisationsOf(channel),
    policies: namesOf(policies).map((name) => ({ name, rule: policyText(policies?.get(name)?.getPolicy()) })),
    consensus: orderer.ConsensusType.deserializeBinary(valueOf(ordering, 'ConsensusType')).getType(),
    consenters: common.Orderers.deserializeBinary(valueOf(ordering, 'Orderers'))
      .getConsenterMappingList()
      .map((one) => ({ id: one.getId(), mspId: one.getMspId(), address: `${one.getHost()}:${one.getPort()}` })),
    batch: {
      ...{ messages: batch.getMaxMessageCount(), bytes: batch.getPreferredMaxBytes() },
      timeout: orderer.BatchTimeout.deserializeBinary(valueOf(ordering, 'BatchTimeout')).getTimeout(),
    },
  };
}
