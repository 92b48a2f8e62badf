/** What a peer checks before it simulates, in Fabric's order and words. */
import { common } from '@hyperledger/fabric-protos';
import { MspError } from '../msp/msp-error.ts';
import type { ChannelConfig, Identity, Ledger } from '../types.ts';
import { creatorMspId, sha256 } from './proposal.ts';
import type { UnpackedProposal } from './proposal.ts';

/** core.yaml: peer.authentication.timewindow */
export const TIME_WINDOW_MS = 15 * 60_000;

/** A refusal before simulation. */
export class ProposalRefused extends Error {
  /** By a filter before the endorser, which answers nothing at all: a gateway takes that for a peer that cannot be reached. */
  readonly byFilter: boolean;
  constructor(message: string, { byFilter = false } = {}) {
    super(message);
    this.byFilter = byFilter;
  }
}

/** What a policy says of whom it lets nothing do (common/policies/implicitmeta.go); Readers and Writers ask for any one organisation. */
export const anyPolicyFailed = (policy: string): string =>
  `implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the '${policy.slice(policy.lastIndexOf('/') + 1)}' sub-policies to be satisfied`;

/** A policy check of a peer that refuses (core/policy/policy.go). */
export const policyRefusal = (channelId: string, policy: string): string =>
  `Failed evaluating policy on signed data during check policy on channel [${channelId}] with policy [${policy}]: [${anyPolicyFailed(policy)}]`;

/** Chaincodes of the peer itself; their access rule is Readers, not Writers (core/aclmgmt/defaultaclprovider.go). */
export const isSystemChaincode = (name: string): boolean => name === 'qscc' || name === 'cscc';

const accessDenied = (proposal: UnpackedProposal, why?: unknown): ProposalRefused => {
  const isMalformed = why instanceof MspError && why.isMalformed;
  const org = isMalformed
    ? 'creator org unknown, creator is malformed'
    : `creator org [${creatorMspId(proposal.creator)}]`;
  return new ProposalRefused(`error validating proposal: access denied: channel [${proposal.channelId}] ${org}`);
};

/** core/handlers/auth/filter: expiration.go and window.go (on since v3.0). */
const checkFilters = (proposal: UnpackedProposal, identity: Identity, now: Date): void => {
  if (identity.notAfter < now) throw new ProposalRefused('proposal client identity expired', { byFilter: true });
  const timestamp = proposal.timestamp;
  if (!timestamp || Math.abs(timestamp.getTime() - now.getTime()) > TIME_WINDOW_MS)
    throw new ProposalRefused(
      `request unauthorized due to incorrect timestamp ${timestamp?.toISOString() ?? 'none'}, peer time ${now.toISOString()}`,
      { byFilter: true },
    );
};

interface Verified {
  readonly config: ChannelConfig;
  readonly identity: Identity;
  readonly signatureValid: boolean;
  readonly allowed: boolean;
}

/** The gateway hands one proposal to several peers of this process: the same arithmetic is done once, under one configuration. */
const verified = new WeakMap<UnpackedProposal, Verified>();

const verifyOnce = (proposal: UnpackedProposal, config: ChannelConfig, policy: string): Verified => {
  const known = verified.get(proposal);
  if (known?.config === config) return known;
  const identity = config.identity(proposal.creator);
  const { proposalBytes: data, creator, signature } = proposal;
  const allowed = config.satisfies(policy, [{ data, identity: creator, signature }]);
  // A policy counts valid signatures only: where it is met by this one, that is known to be valid.
  const result = { config, identity, signatureValid: allowed || identity.verify(data, signature), allowed };
  verified.set(proposal, result);
  return result;
};

/** core/endorser/msgvalidation.go (Validate) and endorser.go (preProcess). */
export const checkProposal = (proposal: UnpackedProposal, ledger: Ledger, now: Date): Identity => {
  const config = ledger.config();
  if (proposal.channelId !== config.channelId)
    // the one check that a peer answers in a response, not as a gRPC error
    throw new Error(`channel '${proposal.channelId}' not found`);
  const fail = (text: string): never => {
    throw new ProposalRefused(`error validating proposal: ${text}`);
  };
  const policy = isSystemChaincode(proposal.chaincode)
    ? '/Channel/Application/Readers'
    : '/Channel/Application/Writers';
  let verification: Verified;
  try {
    verification = verifyOnce(proposal, config, policy);
  } catch (error) {
    throw accessDenied(proposal, error);
  }
  const { identity, signatureValid, allowed } = verification;
  checkFilters(proposal, identity, now);
  if (proposal.type !== common.HeaderType.ENDORSER_TRANSACTION && proposal.type !== common.HeaderType.CONFIG)
    fail(`invalid header type ${proposal.type}`);
  if (proposal.epoch !== 0) fail('epoch is non-zero');
  if (proposal.nonce.length === 0) fail('nonce is empty');
  if (proposal.creator.length === 0) fail('creator is empty');
  const expected = sha256(proposal.nonce, proposal.creator).toString('hex');
  if (proposal.txId !== expected) fail(`incorrectly computed txid '${proposal.txId}' -- expected '${expected}'`);
  if (!signatureValid) throw accessDenied(proposal);
  if (!isSystemChaincode(proposal.chaincode) && ledger.place(proposal.txId))
    throw new ProposalRefused(
      `duplicate transaction found [${proposal.txId}]. Creator [${proposal.creator.toString('hex')}]`,
    );
  if (!allowed) throw new ProposalRefused(policyRefusal(proposal.channelId, policy));
  return identity;
};
