import { policyTreeOf } from '../config/channel-config.ts';
import type { ChannelConfig } from '../types.ts';
import { evaluateApplicationPolicy } from './application-policy.ts';
import { evaluateSignaturePolicy } from './signature-policy.ts';
import type { Signer } from './signature-policy.ts';

const chosen = <T>(items: readonly T[], mask: number): T[] => items.filter((_, index) => mask & (1 << index));
const bits = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

/**
 * Minimal sets of MSP ids, one peer each, which together satisfy every policy (the purpose of Fabric's discovery/endorsement).
 * `application` holds protos.ApplicationPolicy, `keys` common.SignaturePolicyEnvelope.
 */
export const endorsementLayouts = (
  policies: { application: Buffer[]; keys: Buffer[] },
  config: ChannelConfig,
): string[][] => {
  const tree = policyTreeOf(config);
  const peers = config.mspIds.map((mspId): Signer => ({ mspId, role: 'peer', serialized: Buffer.from(mspId) }));
  if (peers.length > 16) throw new Error('more than 16 organisations');
  const satisfied = (signers: Signer[]): boolean =>
    policies.application.every((policy) => evaluateApplicationPolicy(tree, policy, signers)) &&
    policies.keys.every((policy) => evaluateSignaturePolicy(policy, signers));
  const masks = Array.from({ length: (1 << peers.length) - 1 }, (_, index) => index + 1);
  masks.sort((a, b) => bits(a) - bits(b) || a - b);
  const minimal: number[] = [];
  for (const mask of masks) {
    if (minimal.some((smaller) => (smaller & mask) === smaller)) continue;
    if (satisfied(chosen(peers, mask))) minimal.push(mask);
  }
  return minimal.map((mask) => chosen(config.mspIds, mask));
};
