import { common } from '@hyperledger/fabric-protos';
import type { SigningIdentity } from '../types.ts';
import { configEnvelopeOf } from './config-block.ts';
import { withRevocationList } from './revocation-change.ts';
import { bareGroup as bare, signedUpdate } from './signed-update.ts';

/** Read and write set of a new revocation list in every group that defines the MSP. */
const sets = (
  channel: common.ConfigGroup,
  mspId: string,
  crlPems: readonly string[],
): [common.ConfigGroup, common.ConfigGroup] => {
  const read = bare(channel);
  const write = bare(channel);
  for (const name of ['Application', 'Orderer']) {
    const parent = channel.getGroupsMap().get(name);
    const organisation = parent?.getGroupsMap().get(mspId);
    const current = organisation?.getValuesMap().get('MSP');
    if (!parent || !organisation || !current) continue;
    const value = new common.ConfigValue();
    value.setVersion(current.getVersion() + 1);
    value.setModPolicy(current.getModPolicy());
    value.setValue(withRevocationList(current, crlPems));
    const seen = new common.ConfigValue();
    seen.setVersion(current.getVersion());
    for (const set of [read, write]) {
      const own = bare(organisation);
      own.getValuesMap().set('MSP', set === write ? value : seen);
      const above = bare(parent);
      above.getGroupsMap().set(mspId, own);
      set.getGroupsMap().set(name, above);
    }
  }
  return [read, write];
};

/**
 * CONFIG_UPDATE envelope that gives an organisation's MSP these revocation lists, signed by its administrator.
 * `currentBlock` is the newest configuration block; hand the result to an orderer's Broadcast.
 */
export const revocationUpdate = (
  currentBlock: Buffer,
  mspId: string,
  crlPems: readonly string[],
  admin: SigningIdentity,
): Buffer => {
  const { channelId, config } = configEnvelopeOf(currentBlock);
  const [read, write] = sets(config.getChannelGroup()!, mspId, crlPems);
  if (write.getGroupsMap().getLength() === 0) throw new Error(`unknown organisation ${mspId}`);
  return signedUpdate(channelId, read, write, [admin]);
};
