import type { SigningIdentity } from '../types.ts';
import { channelUpdate } from './channel-update.ts';
import { withRevocationList } from './revocation-change.ts';

/**
 * CONFIG_UPDATE envelope that gives an organisation's MSP these revocation lists in every group that defines it, signed by its administrator.
 * `currentBlock` is the newest configuration block; hand the result to an orderer's Broadcast.
 */
export const revocationUpdate = (
  currentBlock: Buffer,
  mspId: string,
  crlPems: readonly string[],
  admin: SigningIdentity,
): Buffer =>
  channelUpdate(
    currentBlock,
    (channel) => {
      const definitions = ['Application', 'Orderer'].flatMap((name) => {
        const definition = channel.getGroupsMap().get(name)?.getGroupsMap().get(mspId)?.getValuesMap().get('MSP');
        return definition === undefined ? [] : [definition];
      });
      if (definitions.length === 0) throw new Error(`unknown organisation ${mspId}`);
      for (const definition of definitions) definition.setValue(withRevocationList(definition, crlPems));
    },
    [admin],
  );
