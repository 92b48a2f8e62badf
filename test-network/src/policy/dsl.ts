import { common, msp } from '@hyperledger/fabric-protos';

const roleTypes: Readonly<Record<string, number>> = {
  member: msp.MSPRole.MSPRoleType.MEMBER,
  admin: msp.MSPRole.MSPRoleType.ADMIN,
  client: msp.MSPRole.MSPRoleType.CLIENT,
  peer: msp.MSPRole.MSPRoleType.PEER,
  orderer: msp.MSPRole.MSPRoleType.ORDERER,
};

type Token = string;

/**
 * common.SignaturePolicyEnvelope of an expression such as `OutOf(3, 'AgriMSP.peer', AND('EduMSP.peer', 'HealthMSP.admin'))`
 * (the language of Fabric's common/policydsl).
 * @throws Error naming the place that does not parse.
 */
export function signaturePolicy(expression: string): Buffer {
  const tokens: Token[] = expression.match(/'[^']*'|[A-Za-z]+|\d+|[(),]/g) ?? [];
  const identities: string[] = [];
  let at = 0;
  const fail = (): never => {
    throw new Error(`policy "${expression}": unexpected "${tokens[at] ?? 'end'}"`);
  };
  const expect = (token: string): void => {
    if (tokens[at] !== token) fail();
    at++;
  };
  const parse = (): common.SignaturePolicy => {
    const token = tokens[at++];
    if (token?.startsWith("'")) return signedBy(token.slice(1, -1), identities);
    const name = token?.toLowerCase();
    if (name !== 'and' && name !== 'or' && name !== 'outof') {
      at--;
      return fail();
    }
    expect('(');
    let n = 0;
    if (name === 'outof') {
      n = Number(tokens[at++]);
      expect(',');
    }
    const rules = [parse()];
    while (tokens[at] === ',') {
      at++;
      rules.push(parse());
    }
    expect(')');
    if (name !== 'outof') n = name === 'and' ? rules.length : 1;
    if (!Number.isInteger(n) || n < 0 || n > rules.length + 1) fail();
    return outOf(n, rules);
  };
  const rule = parse();
  if (at !== tokens.length) fail();
  return envelope(rule, identities.map(principal));
}

function signedBy(identity: string, identities: string[]): common.SignaturePolicy {
  let index = identities.indexOf(identity);
  if (index < 0) index = identities.push(identity) - 1;
  const policy = new common.SignaturePolicy();
  policy.setSignedBy(index);
  return policy;
}

function outOf(n: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const nOutOf = new common.SignaturePolicy.NOutOf();
  nOutOf.setN(n);
  nOutOf.setRulesList(rules);
  const policy = new common.SignaturePolicy();
  policy.setNOutOf(nOutOf);
  return policy;
}

function principal(identity: string): msp.MSPPrincipal {
  const dot = identity.lastIndexOf('.');
  const type = roleTypes[identity.slice(dot + 1)];
  if (dot < 1 || type === undefined) throw new Error(`policy principal "${identity}": wanted 'MSP.role'`);
  const role = new msp.MSPRole();
  role.setMspIdentifier(identity.slice(0, dot));
  role.setRole(type as msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap]);
  const result = new msp.MSPPrincipal();
  result.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  result.setPrincipal(role.serializeBinary());
  return result;
}

function envelope(rule: common.SignaturePolicy, identities: msp.MSPPrincipal[]): Buffer {
  const result = new common.SignaturePolicyEnvelope();
  result.setRule(rule);
  result.setIdentitiesList(identities);
  return Buffer.from(result.serializeBinary());
}

/** NOutOf over exact identities (msp.SerializedIdentity), as Fabric writes BlockValidation of a BFT channel. */
export function outOfIdentities(n: number, serialized: readonly Buffer[]): Buffer {
  const principals = serialized.map((identity) => {
    const result = new msp.MSPPrincipal();
    result.setPrincipalClassification(msp.MSPPrincipal.Classification.IDENTITY);
    result.setPrincipal(identity);
    return result;
  });
  const rules = serialized.map((_, index) => {
    const policy = new common.SignaturePolicy();
    policy.setSignedBy(index);
    return policy;
  });
  return envelope(outOf(n, rules), principals);
}
