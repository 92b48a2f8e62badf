import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { createMsp, identityOf } from '../msp/msp.ts';
import type { Msp } from '../msp/msp.ts';
import { evaluateApplicationPolicy } from '../policy/application-policy.ts';
import { evaluatePath, policyTree } from '../policy/policy-tree.ts';
import type { PolicyTree } from '../policy/policy-tree.ts';
import { evaluateSignaturePolicy } from '../policy/signature-policy.ts';
import type { Signer } from '../policy/signature-policy.ts';
import type { BatchConfig, ChannelConfig, Consenter, SignedData } from '../types.ts';
import { configEnvelopeOf, group, value } from './config-block.ts';

const trees = new WeakMap<ChannelConfig, PolicyTree>();

/** The policies behind a configuration made by this module. */
export const policyTreeOf = (config: ChannelConfig): PolicyTree => {
  const tree = trees.get(config);
  if (!tree) throw new Error('configuration without policies');
  return tree;
};

const durationMs = (text: string): number => {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  if (!match) throw new Error(`batch timeout ${text}`);
  return Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm'];
};

const batchOf = (ordererGroup: common.ConfigGroup): BatchConfig => {
  const size = orderer.BatchSize.deserializeBinary(value(ordererGroup, 'BatchSize'));
  const timeout = orderer.BatchTimeout.deserializeBinary(value(ordererGroup, 'BatchTimeout'));
  return {
    maxMessageCount: size.getMaxMessageCount(),
    absoluteMaxBytes: size.getAbsoluteMaxBytes(),
    preferredMaxBytes: size.getPreferredMaxBytes(),
    timeoutMs: durationMs(timeout.getTimeout()),
  };
};

const consentersOf = (ordererGroup: common.ConfigGroup): Consenter[] =>
  common.Orderers.deserializeBinary(value(ordererGroup, 'Orderers'))
    .getConsenterMappingList()
    .map((it) => ({
      id: it.getId(),
      mspId: it.getMspId(),
      host: it.getHost(),
      port: it.getPort(),
      certificatePem: Buffer.from(it.getIdentity_asU8()).toString(),
    }));

const mspOf = (organisation: common.ConfigGroup): Msp => {
  const definition = msp.FabricMSPConfig.deserializeBinary(
    msp.MSPConfig.deserializeBinary(value(organisation, 'MSP')).getConfig_asU8(),
  );
  const text = (list: Uint8Array[]): string[] => list.map((bytes) => Buffer.from(bytes).toString());
  return createMsp({
    mspId: definition.getName(),
    rootPems: text(definition.getRootCertsList_asU8()),
    crlPems: text(definition.getRevocationListList_asU8()),
  });
};

/** policies.SignatureSetToValidIdentities: every identity once, unknown ones and bad signatures left out. */
const validSigners = (msps: ReadonlyMap<string, Msp>, signed: readonly SignedData[]): Signer[] => {
  const seen = new Set<string>();
  const signers: Signer[] = [];
  for (const { data, identity: serialized, signature } of signed) {
    try {
      const identity = identityOf(msps, serialized);
      const key = `${identity.mspId}/${identity.certificate.fingerprint256}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (identity.verify(data, signature)) signers.push(identity);
    } catch {
      continue;
    }
  }
  return signers;
};

/** Under one configuration an answer follows from the policy and who signed: it is found once for the same signers, as for each client. */
const remembered = <Policy extends string | Buffer>(
  evaluate: (policy: Policy, signers: readonly Signer[]) => boolean,
): typeof evaluate => {
  const known = new Map<string, boolean>();
  return (policy, signers) => {
    const parts = [policy.toString('latin1'), ...signers.map(({ serialized }) => serialized.toString('latin1'))];
    // Each with its length: no two lists have one name.
    const name = parts.map((part) => `${part.length}:${part}`).join('');
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = evaluate(policy, signers);
    if (known.size >= 1000) known.clear();
    known.set(name, answer);
    return answer;
  };
};

/** Reads a channel's configuration out of a configuration (or genesis) block. */
export const channelConfigFromBlock = (block: Buffer): ChannelConfig => {
  const { channelId, config } = configEnvelopeOf(block);
  const channel = config.getChannelGroup()!;
  const ordererGroup = group(channel, 'Orderer');
  const msps = new Map<string, Msp>();
  const mspIds: string[] = [];
  for (const [parent, names] of [
    [ordererGroup, []],
    [group(channel, 'Application'), mspIds],
  ] as const)
    parent.getGroupsMap().forEach((organisation) => {
      const found = mspOf(organisation);
      msps.set(found.mspId, found);
      (names as string[]).push(found.mspId);
    });
  const tree = policyTree(channel);
  const meets = remembered((path: string, signers) => evaluatePath(tree, path, signers));
  const meetsSignature = remembered<Buffer>(evaluateSignaturePolicy);
  const meetsApplication = remembered((policy: Buffer, signers) => evaluateApplicationPolicy(tree, policy, signers));
  const result: ChannelConfig = {
    channelId,
    sequence: config.getSequence(),
    mspIds,
    batch: batchOf(ordererGroup),
    consenters: consentersOf(ordererGroup),
    identity: (serialized) => identityOf(msps, serialized),
    satisfies: (path, signed) => meets(path, validSigners(msps, signed)),
    satisfiesSignaturePolicy: (policy, signed) => meetsSignature(policy, validSigners(msps, signed)),
    satisfiesApplicationPolicy: (policy, signed) => meetsApplication(policy, validSigners(msps, signed)),
  };
  trees.set(result, tree);
  return result;
};
