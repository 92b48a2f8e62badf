import { common, msp } from '@hyperledger/fabric-protos';
import type { NodeRole } from '../types.ts';

/** Somebody whose signature was found good (or, for layouts, would be). */
export interface Signer {
  readonly mspId: string;
  readonly role: NodeRole | undefined;
  readonly serialized: Buffer;
}

const ROLE_NAMES = ['member', 'admin', 'client', 'peer', 'orderer'] as const;

/** msp/mspimpl.go satisfiesPrincipalInternalV143: roles and exact identities; other classifications are never satisfied. */
const satisfiesPrincipal = (signer: Signer, principal: msp.MSPPrincipal): boolean => {
  const bytes = principal.getPrincipal_asU8();
  if (principal.getPrincipalClassification() === 2) return signer.serialized.equals(bytes);
  if (principal.getPrincipalClassification() !== 0) return false;
  const role = msp.MSPRole.deserializeBinary(bytes);
  if (role.getMspIdentifier() !== signer.mspId) return false;
  const name = ROLE_NAMES[role.getRole()];
  return name === 'member' || (name !== undefined && name === signer.role);
};

const evaluateRule = (
  rule: common.SignaturePolicy,
  principals: msp.MSPPrincipal[],
  signers: readonly Signer[],
  used: boolean[],
): boolean => {
  const gate = rule.getNOutOf();
  if (gate) {
    let verified = 0;
    for (const inner of gate.getRulesList()) {
      const attempt = [...used];
      if (!evaluateRule(inner, principals, signers, attempt)) continue;
      verified++;
      attempt.forEach((value, index) => (used[index] = value));
    }
    return verified >= gate.getN();
  }
  const principal = principals[rule.getSignedBy()];
  const index = principal ? signers.findIndex((signer, i) => !used[i] && satisfiesPrincipal(signer, principal)) : -1;
  if (index < 0) return false;
  used[index] = true;
  return true;
};

const parsed = new Map<string, common.SignaturePolicyEnvelope>();

const parse = (policy: Buffer): common.SignaturePolicyEnvelope => {
  const key = policy.toString('latin1');
  const known = parsed.get(key) ?? common.SignaturePolicyEnvelope.deserializeBinary(policy);
  if (parsed.size > 1000) parsed.clear();
  parsed.set(key, known);
  return known;
};

/** Left to right, one signer counts once, no back-tracking (common/cauthdsl/cauthdsl.go). */
export const evaluateSignaturePolicy = (policy: Buffer, signers: readonly Signer[]): boolean => {
  let envelope: common.SignaturePolicyEnvelope;
  try {
    envelope = parse(policy);
  } catch {
    return false;
  }
  const rule = envelope.getRule();
  if (!rule) return false;
  return evaluateRule(rule, envelope.getIdentitiesList(), signers, new Array<boolean>(signers.length).fill(false));
};
