import { common, msp } from '@hyperledger/fabric-protos';
import type { Identity } from '../types.ts';

/** A principal as the evaluator asks for it. */
export type Principal = (identity: Identity) => boolean;

export type Rule = { readonly signedBy: number } | { readonly n: number; readonly rules: readonly Rule[] };

export interface SignaturePolicy {
  readonly rule: Rule;
  readonly principals: readonly { readonly mspId: string; readonly matches: Principal }[];
}

const roleNames = new Map<number, Identity['role']>([
  [msp.MSPRole.MSPRoleType.ADMIN, 'admin'],
  [msp.MSPRole.MSPRoleType.CLIENT, 'client'],
  [msp.MSPRole.MSPRoleType.PEER, 'peer'],
  [msp.MSPRole.MSPRoleType.ORDERER, 'orderer'],
]);

export function parseSignaturePolicy(bytes: Uint8Array): SignaturePolicy {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  const rule = envelope.getRule();
  if (!rule) throw new Error('signature policy without a rule');
  return { rule: toRule(rule), principals: envelope.getIdentitiesList().map(toPrincipal) };
}

function toRule(policy: common.SignaturePolicy): Rule {
  const nOutOf = policy.getNOutOf();
  return nOutOf ? { n: nOutOf.getN(), rules: nOutOf.getRulesList().map(toRule) } : { signedBy: policy.getSignedBy() };
}

function toPrincipal(principal: msp.MSPPrincipal): SignaturePolicy['principals'][number] {
  const bytes = principal.getPrincipal_asU8();
  if (principal.getPrincipalClassification() === msp.MSPPrincipal.Classification.IDENTITY) {
    const serialized = Buffer.from(bytes);
    const { mspId } = { mspId: msp.SerializedIdentity.deserializeBinary(bytes).getMspid() };
    return { mspId, matches: (identity) => identity.serialized.equals(serialized) };
  }
  const role = msp.MSPRole.deserializeBinary(bytes);
  const mspId = role.getMspIdentifier();
  const name = roleNames.get(role.getRole());
  return { mspId, matches: (identity) => identity.mspId === mspId && (name === undefined || identity.role === name) };
}

/**
 * Fabric's evaluation (common/cauthdsl/cauthdsl.go): each identity serves once, they are taken from left to right, and a choice is never
 * taken back. Identities come deduplicated and with their signatures already verified.
 */
export function evaluate(policy: SignaturePolicy, identities: readonly Identity[]): boolean {
  const check = (rule: Rule, used: boolean[]): boolean => {
    if ('signedBy' in rule) {
      const principal = policy.principals[rule.signedBy];
      const index = identities.findIndex(
        (identity, i) => !used[i] && principal !== undefined && principal.matches(identity),
      );
      if (index < 0) return false;
      used[index] = true;
      return true;
    }
    let verified = 0;
    const trial = [...used];
    for (const part of rule.rules) {
      const attempt = [...trial];
      if (!check(part, attempt)) continue;
      verified++;
      trial.splice(0, trial.length, ...attempt);
    }
    if (verified < rule.n) return false;
    used.splice(0, used.length, ...trial);
    return true;
  };
  return check(
    policy.rule,
    identities.map(() => false),
  );
}

/** Sets of organisations whose signatures can satisfy the rule (role principals), smallest first. */
export function satisfyingOrganisations(policy: SignaturePolicy): string[][] {
  const expand = (rule: Rule): Set<string>[] => {
    if ('signedBy' in rule) {
      const principal = policy.principals[rule.signedBy];
      return principal ? [new Set([principal.mspId])] : [];
    }
    if (rule.n === 0) return [new Set()];
    return combinations(rule.rules, rule.n).flatMap((chosen) =>
      chosen
        .map(expand)
        .reduce<Set<string>[]>(
          (sets, options) => sets.flatMap((set) => options.map((option) => set.union(option))),
          [new Set()],
        ),
    );
  };
  return minimal(expand(policy.rule));
}

export function combinations<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Distinct sets none of which contains another, smallest first. */
export function minimal(sets: readonly Set<string>[]): string[][] {
  const sorted = [...sets].sort((a, b) => a.size - b.size);
  const kept: Set<string>[] = [];
  for (const set of sorted) if (!kept.some((smaller) => smaller.isSubsetOf(set))) kept.push(set);
  return kept.map((set) => [...set]);
}
