import { peer } from '@hyperledger/fabric-protos';
import type { common } from '@hyperledger/fabric-protos';
import type { OrganisationMaterial } from '../crypto/material.ts';
import { nOutOfPrincipals, rolePrincipal } from '../policy/dsl.ts';
import type { SigningIdentity } from '../types.ts';
import { channelUpdate } from './channel-update.ts';
import type { ChannelChange } from './channel-update.ts';
import { group } from './config-block.ts';
import { organisationGroup, setSignaturePolicy, setValue } from './groups.ts';
import { addConsenter } from './orderer-group.ts';

export type OrganisationChange = { readonly add: OrganisationMaterial } | { readonly remove: string };

/** Who endorses where a chaincode names no policy of its own, and who may define chaincode: a majority of the organisations with a peer. */
export const setEndorsement = (application: common.ConfigGroup, peerMspIds: readonly string[]): void => {
  const principals = peerMspIds.map((mspId) => rolePrincipal(mspId, 'peer'));
  const majority = nOutOfPrincipals(Math.floor(principals.length / 2) + 1, principals);
  for (const name of ['Endorsement', 'LifecycleEndorsement']) setSignaturePolicy(application, name, majority);
};

/** An organisation takes part in the channel's application, or no longer. */
const membership =
  (change: OrganisationChange): ChannelChange =>
  (channel) => {
    const members = group(channel, 'Application').getGroupsMap();
    if ('add' in change) {
      if (members.has(change.add.mspId)) throw new Error(`${change.add.mspId} takes part already`);
      members.set(change.add.mspId, organisationGroup(change.add, 'peer'));
    } else {
      if (!members.has(change.remove)) throw new Error(`unknown organisation ${change.remove}`);
      members.del(change.remove);
    }
  };

const anchorPeers = (host: string, port: number): peer.AnchorPeers => {
  const anchor = new peer.AnchorPeer();
  anchor.setHost(host);
  anchor.setPort(port);
  const anchors = new peer.AnchorPeers();
  anchors.setAnchorPeersList([anchor]);
  return anchors;
};

export interface Newcomer {
  readonly organisation: OrganisationMaterial;
  /** Where the others reach its peer and its orderer. */
  readonly hosts: { readonly peer: string; readonly orderer: string };
  /** Every organisation with a peer, the newcomer too if it has one. */
  readonly peerMspIds: readonly string[];
}

/** An organisation with the nodes it has: its peer is an anchor and counts for endorsement, its orderer is a consenter. */
export const joining =
  ({ organisation, hosts, peerMspIds }: Newcomer): ChannelChange =>
  (channel) => {
    membership({ add: organisation })(channel);
    const application = group(channel, 'Application');
    const { peer: own, orderer, mspId } = organisation;
    if (own !== undefined) {
      setValue(group(application, mspId), 'AnchorPeers', anchorPeers(hosts.peer, own.port));
      setEndorsement(application, peerMspIds);
    }
    if (orderer !== undefined) addConsenter(group(channel, 'Orderer'), organisation, orderer, hosts.orderer);
  };

/**
 * CONFIG_UPDATE envelope that lets an organisation take part in the channel's application, or no longer. The channel asks a majority of its
 * organisations' administrators (`/Channel/Application/Admins`). `currentBlock` is the newest configuration block.
 */
export const organisationUpdate = (
  currentBlock: Buffer,
  change: OrganisationChange,
  admins: readonly [SigningIdentity, ...SigningIdentity[]],
): Buffer => channelUpdate(currentBlock, membership(change), admins);
