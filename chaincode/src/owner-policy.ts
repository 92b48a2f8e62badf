/** Organisations with a peer (network/topology.json), in the order in which policies name them. */
const endorsing = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
/** msp.MSPRole.MSPRoleType PEER. */
const peerRole = 3;

const concat = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
/** Protobuf fields (https://protobuf.dev/programming-guides/encoding/); everything in a policy is shorter than 128 bytes. */
const bytes = (field: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concat(parts);
  if (content.length > 127) throw new RangeError('a policy part is too long');
  return concat([Uint8Array.of(field * 8 + 2, content.length), content]);
};
const integer = (field: number, value: number): Uint8Array => Uint8Array.of(field * 8, value);

/** common.SignaturePolicy: the n-th identity has signed; or n of the rules hold. */
const signedBy = (index: number): Uint8Array => integer(1, index);
const outOf = (n: number, rules: readonly Uint8Array[]): Uint8Array =>
  bytes(2, integer(1, n), ...rules.map((rule) => bytes(2, rule)));

/** msp.MSPPrincipal of an organisation's peers; classification ROLE is 0 and left out. */
const peerOf = (mspId: string): Uint8Array => bytes(2, bytes(1, new TextEncoder().encode(mspId)), integer(2, peerRole));

/**
 * Key-level policy of what `owner` owns: its own peer and two of the other three, as common.SignaturePolicyEnvelope. It
 * stands in for AND(owner, OutOf(3, all four)), which Fabric cannot express: one signature counts once in a policy
 * (common/cauthdsl), so the owner's would be missing from the three. Undefined for an organisation without a peer: nothing
 * but the chaincode's own policy can protect its keys.
 */
export const ownerPolicy = (owner: string): Uint8Array | undefined => {
  if (!endorsing.includes(owner)) return undefined;
  const others = endorsing.filter((mspId) => mspId !== owner);
  const rule = outOf(2, [
    signedBy(0),
    outOf(
      2,
      others.map((_, index) => signedBy(index + 1)),
    ),
  ]);
  return concat([bytes(2, rule), ...[owner, ...others].map((mspId) => bytes(3, peerOf(mspId)))]);
};
