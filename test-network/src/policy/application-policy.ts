import { peer } from '@hyperledger/fabric-protos';
import { evaluatePath } from './policy-tree.ts';
import type { PolicyTree } from './policy-tree.ts';
import { evaluateSignaturePolicy } from './signature-policy.ts';
import type { Signer } from './signature-policy.ts';

/** A protos.ApplicationPolicy: a signature policy, or the name of a channel policy (core/policy/application.go). */
export const evaluateApplicationPolicy = (channel: PolicyTree, policy: Buffer, signers: readonly Signer[]): boolean => {
  let application: peer.ApplicationPolicy;
  try {
    application = peer.ApplicationPolicy.deserializeBinary(policy);
  } catch {
    return false;
  }
  const signature = application.getSignaturePolicy();
  if (signature) return evaluateSignaturePolicy(Buffer.from(signature.serializeBinary()), signers);
  const reference = application.getChannelConfigPolicyReference();
  return reference !== '' && evaluatePath(channel, reference, signers);
};
