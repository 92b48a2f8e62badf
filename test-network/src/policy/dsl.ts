import { common, msp } from '@hyperledger/fabric-protos';

const ROLES: Record<string, number> = { member: 0, admin: 1, client: 2, peer: 3, orderer: 4 };
const TOKEN = /\s*(?:(AND|OR|OutOf)\b|([(),])|'([^'.]+(?:\.[^'.]+)*)\.(member|admin|client|peer|orderer)'|(\d+))\s*/giy;

const tokens = (text: string): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`unrecognised token in policy at ${at}: ${text}`);
    found.push(match);
  }
  return found;
};

/** msp.MSPPrincipal of a role such as AgriMSP.peer. */
export const rolePrincipal = (mspId: string, role: string): msp.MSPPrincipal => {
  const mspRole = new msp.MSPRole();
  mspRole.setMspIdentifier(mspId);
  mspRole.setRole((ROLES[role.toLowerCase()] ?? 0) as msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(0);
  principal.setPrincipal(mspRole.serializeBinary());
  return principal;
};

/** msp.MSPPrincipal of one exact identity. */
export const identityPrincipal = (serialized: Buffer): msp.MSPPrincipal => {
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(2);
  principal.setPrincipal(serialized);
  return principal;
};

const signedBy = (index: number): common.SignaturePolicy => {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
};

const nOutOf = (n: number, rules: common.SignaturePolicy[]): common.SignaturePolicy => {
  if (n < 0 || n > rules.length + 1) throw new Error(`invalid t-out-of-n predicate, t ${n}, n ${rules.length}`);
  const inner = new common.SignaturePolicy.NOutOf();
  inner.setN(n);
  inner.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(inner);
  return rule;
};

const envelope = (rule: common.SignaturePolicy, principals: msp.MSPPrincipal[]): Buffer => {
  const policy = new common.SignaturePolicyEnvelope();
  policy.setVersion(0);
  policy.setRule(rule);
  policy.setIdentitiesList(principals);
  return Buffer.from(policy.serializeBinary());
};

/** N of the principals, as a common.SignaturePolicyEnvelope. */
export const nOutOfPrincipals = (n: number, principals: msp.MSPPrincipal[]): Buffer =>
  envelope(
    nOutOf(
      n,
      principals.map((_, index) => signedBy(index)),
    ),
    principals,
  );

/**
 * common.SignaturePolicyEnvelope of an expression such as `OutOf(2, 'A.peer', OR('B.peer', 'C.admin'))`.
 * Each mention of a principal is an identity of its own (common/policydsl/policyparser.go).
 */
export const signaturePolicy = (expression: string): Buffer => {
  const list = tokens(expression);
  const principals: msp.MSPPrincipal[] = [];
  let at = 0;
  const expect = (symbol: string): void => {
    if (list[at++]?.[2] !== symbol) throw new Error(`policy: expected ${symbol}: ${expression}`);
  };
  const parse = (): common.SignaturePolicy => {
    const token = list[at++];
    if (token?.[3] !== undefined && token[4] !== undefined) {
      principals.push(rolePrincipal(token[3], token[4]));
      return signedBy(principals.length - 1);
    }
    const gate = token?.[1]?.toLowerCase();
    if (gate === undefined) throw new Error(`policy: expected a gate or a principal: ${expression}`);
    expect('(');
    let n = 0;
    if (gate === 'outof') {
      const count = list[at++]?.[5];
      if (count === undefined) throw new Error(`policy: OutOf needs a number: ${expression}`);
      n = Number(count);
      expect(',');
    }
    const rules = [parse()];
    while (list[at]?.[2] === ',') {
      at++;
      rules.push(parse());
    }
    expect(')');
    return nOutOf(gate === 'and' ? rules.length : gate === 'or' ? 1 : n, rules);
  };
  const rule = parse();
  if (at !== list.length) throw new Error(`policy: text after the end: ${expression}`);
  return envelope(rule, principals);
};
