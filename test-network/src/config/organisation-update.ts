import { common } from '@hyperledger/fabric-protos';
import type { OrganisationMaterial } from '../crypto/material.ts';
import type { SigningIdentity } from '../types.ts';
import { configEnvelopeOf, group } from './config-block.ts';
import { organisationGroup } from './groups.ts';
import { bareGroup, signedUpdate } from './signed-update.ts';

export type OrganisationChange = { readonly add: OrganisationMaterial } | { readonly remove: string };

/** The group with every member by its version only. */
const named = (current: common.ConfigGroup): common.ConfigGroup => {
  const result = bareGroup(current);
  result.setModPolicy(current.getModPolicy());
  current.getGroupsMap().forEach((child, name) => result.getGroupsMap().set(name, bareGroup(child)));
  current.getValuesMap().forEach((value, name) => {
    const bare = new common.ConfigValue();
    bare.setVersion(value.getVersion());
    result.getValuesMap().set(name, bare);
  });
  current.getPoliciesMap().forEach((policy, name) => {
    const bare = new common.ConfigPolicy();
    bare.setVersion(policy.getVersion());
    result.getPoliciesMap().set(name, bare);
  });
  return result;
};

/**
 * CONFIG_UPDATE envelope that lets an organisation take part in the channel's application, or no longer. The channel asks a majority of its
 * organisations' administrators (`/Channel/Application/Admins`). `currentBlock` is the newest configuration block.
 */
export const organisationUpdate = (
  currentBlock: Buffer,
  change: OrganisationChange,
  admins: readonly [SigningIdentity, ...SigningIdentity[]],
): Buffer => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const channel = config.getChannelGroup()!;
  const application = group(channel, 'Application');
  const [read, write] = [named(application), named(application)];
  write.setVersion(application.getVersion() + 1);
  const members = application.getGroupsMap();
  if ('add' in change) {
    if (members.has(change.add.mspId)) throw new Error(`${change.add.mspId} takes part already`);
    write.getGroupsMap().set(change.add.mspId, organisationGroup(change.add, 'peer'));
  } else {
    if (!members.has(change.remove)) throw new Error(`unknown organisation ${change.remove}`);
    write.getGroupsMap().del(change.remove);
  }
  const around = (application: common.ConfigGroup): common.ConfigGroup => {
    const result = bareGroup(channel);
    result.getGroupsMap().set('Application', application);
    return result;
  };
  return signedUpdate(channelId, around(read), around(write), admins);
};
