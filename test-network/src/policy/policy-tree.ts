import { common } from '@hyperledger/fabric-protos';
import { implicitThreshold } from './implicit-meta.ts';
import { evaluateSignaturePolicy } from './signature-policy.ts';
import type { Signer } from './signature-policy.ts';

/** Policies of a configuration group and of the groups below it (common/policies/policy.go). */
export interface PolicyTree {
  readonly policies: ReadonlyMap<string, common.Policy>;
  readonly groups: ReadonlyMap<string, PolicyTree>;
}

const RULES = ['ANY', 'ALL', 'MAJORITY'] as const;

/** The policies of a common.ConfigGroup. */
export const policyTree = (group: common.ConfigGroup): PolicyTree => {
  const policies = new Map<string, common.Policy>();
  group.getPoliciesMap().forEach((entry, name) => {
    const policy = entry.getPolicy();
    if (policy) policies.set(name, policy);
  });
  const groups = new Map<string, PolicyTree>();
  group.getGroupsMap().forEach((child, name) => groups.set(name, policyTree(child)));
  return { policies, groups };
};

const evaluateHere = (tree: PolicyTree, name: string, signers: readonly Signer[]): boolean => {
  const policy = tree.policies.get(name);
  if (!policy) return false;
  if (policy.getType() === common.Policy.PolicyType.SIGNATURE)
    return evaluateSignaturePolicy(Buffer.from(policy.getValue_asU8()), signers);
  if (policy.getType() !== common.Policy.PolicyType.IMPLICIT_META) return false;
  const meta = common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8());
  const children = [...tree.groups.values()];
  const rule = RULES[meta.getRule()];
  if (!rule) return false;
  const agreeing = children.filter((child) => evaluateHere(child, meta.getSubPolicy(), signers)).length;
  return agreeing >= implicitThreshold(rule, children.length);
};

/** Evaluates an absolute path such as `/Channel/Application/Writers`; an unknown policy rejects. */
export const evaluatePath = (channel: PolicyTree, path: string, signers: readonly Signer[]): boolean => {
  const parts = path.split('/');
  if (parts.length < 3 || parts[0] !== '' || parts[1] !== 'Channel') return false;
  let tree: PolicyTree | undefined = channel;
  for (const part of parts.slice(2, -1)) tree = tree?.groups.get(part);
  return tree !== undefined && evaluateHere(tree, parts.at(-1)!, signers);
};
