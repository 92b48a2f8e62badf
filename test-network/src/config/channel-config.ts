import { common, msp, peer } from '@hyperledger/fabric-protos';
import type { MspDefinition } from '../msp/organisation-msp.ts';
import { acceptIdentity } from '../msp/organisation-msp.ts';
import { MspError } from '../msp/msp-error.ts';
import { revokedSerials } from '../msp/revocation-list.ts';
import {
  combinations,
  evaluate,
  minimal,
  parseSignaturePolicy,
  satisfyingOrganisations,
} from '../policy/signature-policy.ts';
import type { SignaturePolicy } from '../policy/signature-policy.ts';
import type { LayoutConfig } from '../policy/layouts.ts';
import type { BatchConfig, Consenter, Identity, SignedData } from '../types.ts';
import { batchOf, configOf, groupAt, mspConfigOf, valueBytes } from './config-tree.ts';

/** Identities one configuration remembers; a flood of throw-away certificates must not fill the memory. */
const rememberedIdentities = 20_000;

/** Reads the channel's configuration out of a CONFIG block. */
export function channelConfigFromBlock(block: Buffer): LayoutConfig {
  return channelConfigFrom(configOf(block), channelIdOf(block));
}

function channelIdOf(block: Buffer): string {
  const first = common.Block.deserializeBinary(block).getData()!.getDataList_asU8()[0]!;
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(first).getPayload_asU8());
  return common.ChannelHeader.deserializeBinary(payload.getHeader()!.getChannelHeader_asU8()).getChannelId();
}

export function channelConfigFrom(config: common.Config, channelId: string): LayoutConfig {
  const root = config.getChannelGroup()!;
  const application = groupAt(root, ['Application'])!;
  const ordering = groupAt(root, ['Orderer'])!;
  const definitions = new Map<string, MspDefinition>();
  for (const group of [application, ordering]) {
    group.getGroupsMap().forEach((organisation: common.ConfigGroup) => {
      const definition = mspDefinition(mspConfigOf(organisation));
      if (!definitions.has(definition.mspId) || group === application) definitions.set(definition.mspId, definition);
    });
  }
  const accepted = new Map<string, Identity | MspError>();
  const identity = (serialized: Buffer): Identity => {
    const key = serialized.toString('latin1');
    let known = accepted.get(key);
    if (!known) {
      known = accept(definitions, serialized);
      if (accepted.size >= rememberedIdentities) accepted.clear();
      accepted.set(key, known);
    }
    if (known instanceof MspError) throw known;
    return known;
  };
  const parsed = new Map<string, SignaturePolicy>();
  const signaturePolicy = (bytes: Buffer): SignaturePolicy => {
    const key = bytes.toString('latin1');
    let policy = parsed.get(key);
    if (!policy) {
      policy = parseSignaturePolicy(bytes);
      parsed.set(key, policy);
    }
    return policy;
  };
  const satisfiesSignature = (policy: Buffer, signed: readonly SignedData[]): boolean =>
    evaluate(signaturePolicy(policy), validIdentities(identity, signed));
  const meta = metaReader(root);
  const satisfies = (path: string, identities: readonly Identity[]): boolean => {
    const policy = meta.at(path);
    if (!policy) return false;
    if (policy.signature) return evaluate(signaturePolicy(policy.signature), identities);
    let count = 0;
    for (const sub of policy.parts) if (satisfies(sub, identities)) count++;
    return count >= policy.needed;
  };
  const layoutsOf = (path: string): string[][] => {
    const policy = meta.at(path);
    if (!policy) return [];
    if (policy.signature) return satisfyingOrganisations(signaturePolicy(policy.signature));
    const options = combinations(policy.parts, policy.needed).flatMap((chosen) =>
      chosen
        .map(layoutsOf)
        .reduce<Set<string>[]>(
          (sets, layouts) => sets.flatMap((set) => layouts.map((layout) => set.union(new Set(layout)))),
          [new Set()],
        ),
    );
    return minimal(options);
  };
  return {
    channelId,
    sequence: config.getSequence(),
    mspIds: [...keysOf(application)],
    batch: batchConfig(ordering),
    consenters: consentersOf(ordering),
    identity,
    satisfies: (path, signed) => satisfies(path, validIdentities(identity, signed)),
    satisfiesSignaturePolicy: satisfiesSignature,
    satisfiesApplicationPolicy: (bytes, signed) => {
      const policy = peer.ApplicationPolicy.deserializeBinary(bytes);
      const signature = policy.getSignaturePolicy();
      if (signature) return satisfiesSignature(Buffer.from(signature.serializeBinary()), signed);
      return satisfies(policy.getChannelConfigPolicyReference(), validIdentities(identity, signed));
    },
    layoutsOf,
  };
}

function* keysOf(group: common.ConfigGroup): Generator<string> {
  for (const [name] of group.getGroupsMap().toArray() as [string, unknown][]) yield name;
}

function accept(definitions: ReadonlyMap<string, MspDefinition>, serialized: Buffer): Identity | MspError {
  try {
    const parsed = msp.SerializedIdentity.deserializeBinary(serialized);
    const definition = definitions.get(parsed.getMspid());
    if (!definition) return new MspError(`MSP ${parsed.getMspid()} is unknown`);
    return acceptIdentity(definition, serialized, Buffer.from(parsed.getIdBytes_asU8()));
  } catch (error) {
    return error instanceof MspError ? error : new MspError('not a serialized identity');
  }
}

/** Identities that are accepted and whose signature verifies, each once (policies: SignatureSetToValidIdentities). */
function validIdentities(identity: (serialized: Buffer) => Identity, signed: readonly SignedData[]): Identity[] {
  const seen = new Set<string>();
  const valid: Identity[] = [];
  for (const { data, identity: serialized, signature } of signed) {
    const key = serialized.toString('latin1');
    if (seen.has(key)) continue;
    seen.add(key);
    try {
      const accepted = identity(serialized);
      if (accepted.verify(data, signature)) valid.push(accepted);
    } catch {
      continue;
    }
  }
  return valid;
}

const mspDefinition = (config: msp.FabricMSPConfig): MspDefinition => ({
  mspId: config.getName(),
  rootCertPems: config.getRootCertsList_asU8().map((pem) => Buffer.from(pem).toString()),
  revokedSerials: revokedSerials(
    config.getRevocationListList_asU8(),
    config.getRootCertsList_asU8().map((pem) => Buffer.from(pem).toString()),
  ),
});

function batchConfig(ordering: common.ConfigGroup): BatchConfig {
  const { size, timeout } = batchOf(ordering);
  return {
    maxMessageCount: size.getMaxMessageCount(),
    absoluteMaxBytes: size.getAbsoluteMaxBytes(),
    preferredMaxBytes: size.getPreferredMaxBytes(),
    timeoutMs: timeout.endsWith('ms') ? Number(timeout.slice(0, -2)) : Number(timeout.slice(0, -1)) * 1000,
  };
}

function consentersOf(ordering: common.ConfigGroup): Consenter[] {
  const mapping = common.Orderers.deserializeBinary(valueBytes(ordering, 'Orderers') ?? new Uint8Array());
  return mapping.getConsenterMappingList().map((consenter) => ({
    id: consenter.getId(),
    mspId: consenter.getMspId(),
    host: consenter.getHost(),
    port: consenter.getPort(),
    certificatePem: Buffer.from(consenter.getIdentity_asU8()).toString(),
  }));
}

interface PolicyAt {
  readonly signature?: Buffer;
  /** Absolute paths of the sub-groups' policies, and how many of them an implicit meta policy wants. */
  readonly parts: readonly string[];
  readonly needed: number;
}

/** Finds policies by absolute path, `/Channel/Application/Writers` (common/policies). */
function metaReader(root: common.ConfigGroup): { at(path: string): PolicyAt | undefined } {
  const known = new Map<string, PolicyAt | undefined>();
  const read = (path: string): PolicyAt | undefined => {
    const [empty, channel, ...rest] = path.split('/');
    const name = rest.pop();
    if (empty !== '' || channel !== 'Channel' || name === undefined) return undefined;
    const group = groupAt(root, rest);
    const policy = group?.getPoliciesMap().get(name)?.getPolicy();
    if (!group || !policy) return undefined;
    if (policy.getType() === common.Policy.PolicyType.SIGNATURE) {
      return { signature: Buffer.from(policy.getValue_asU8()), parts: [], needed: 0 };
    }
    const rule = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
    const parts = [...keysOf(group)].map((sub) => ['', 'Channel', ...rest, sub, rule.getSubPolicy()].join('/'));
    return { parts, needed: neededOf(rule.getRule(), parts.length) };
  };
  return {
    at(path) {
      if (!known.has(path)) known.set(path, read(path));
      return known.get(path);
    },
  };
}

/** implicitmeta.go: MAJORITY counts all sub-groups, those without members too. */
function neededOf(rule: number, parts: number): number {
  if (rule === common.ImplicitMetaPolicy.Rule.ANY) return Math.min(1, parts);
  if (rule === common.ImplicitMetaPolicy.Rule.ALL) return parts;
  return Math.floor(parts / 2) + 1;
}
