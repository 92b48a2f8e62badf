import { common } from '@hyperledger/fabric-protos';
import type { SigningIdentity } from '../types.ts';
import { configEnvelopeOf } from './config-block.ts';
import { signedUpdate } from './signed-update.ts';
import { updateSets } from './update-sets.ts';

/** What becomes of a channel's configuration: changes the group it is given. */
export type ChannelChange = (channel: common.ConfigGroup) => void;

/**
 * CONFIG_UPDATE envelope that changes the channel's configuration, signed by each of these administrators; hand it to an orderer's Broadcast.
 * `currentBlock` is the newest configuration block. @throws Error where nothing would change
 */
export const channelUpdate = (
  currentBlock: Buffer,
  change: ChannelChange,
  admins: readonly [SigningIdentity, ...SigningIdentity[]],
): Buffer => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const before = config.getChannelGroup()!;
  const after = common.ConfigGroup.deserializeBinary(before.serializeBinary());
  change(after);
  const sets = updateSets(before, after);
  if (sets === undefined) throw new Error('config update: nothing changes');
  return signedUpdate(channelId, sets.read, sets.write, admins);
};
