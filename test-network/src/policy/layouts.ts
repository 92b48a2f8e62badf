import { peer } from '@hyperledger/fabric-protos';
import type { ChannelConfig } from '../types.ts';
import { combinations, minimal, parseSignaturePolicy, satisfyingOrganisations } from './signature-policy.ts';

/** The channel's endorsement organisations behind a policy reference; the configuration knows them. */
export interface LayoutConfig extends ChannelConfig {
  /** Signature policies of the sub-groups a meta policy counts, with how many are needed, or the policy itself. */
  readonly layoutsOf?: (policyPath: string) => string[][];
}

/**
 * Minimal sets of organisations that satisfy all the policies together (discovery/endorsement): one set of each policy, united.
 * `application`: protos.ApplicationPolicy bytes; `keys`: SignaturePolicyEnvelope bytes.
 */
export function endorsementLayouts(
  policies: { readonly application: readonly Buffer[]; readonly keys: readonly Buffer[] },
  config: ChannelConfig,
): string[][] {
  const options = [
    ...policies.application.map((bytes) => applicationLayouts(bytes, config)),
    ...policies.keys.map((bytes) => satisfyingOrganisations(parseSignaturePolicy(bytes))),
  ];
  const united = options.reduce<Set<string>[]>(
    (sets, layouts) => sets.flatMap((set) => layouts.map((layout) => set.union(new Set(layout)))),
    [new Set()],
  );
  return minimal(united);
}

function applicationLayouts(bytes: Buffer, config: ChannelConfig): string[][] {
  const policy = peer.ApplicationPolicy.deserializeBinary(bytes);
  const signature = policy.getSignaturePolicy();
  if (signature) return satisfyingOrganisations(parseSignaturePolicy(signature.serializeBinary()));
  const layouts = (config as LayoutConfig).layoutsOf?.(policy.getChannelConfigPolicyReference());
  return layouts ?? combinations(config.mspIds, Math.floor(config.mspIds.length / 2) + 1);
}
