import type { ChaincodeDefinition, CollectionConfig } from '../types.ts';
import { field } from '../node/wire.ts';

const IMPLICIT = '_implicit_org_';

/** protos.ApplicationPolicy{channel_config_policy_reference} */
const policyReference = (path: string): Buffer => field(2, Buffer.from(path));

/** A defined collection, or an organisation's implicit one (`_implicit_org_<MSPID>`, Fabric core/chaincode/implicitcollection). */
export const findCollection = (
  definition: ChaincodeDefinition | undefined,
  name: string,
  mspIds: readonly string[],
): CollectionConfig | undefined => {
  const defined = definition?.collections.find((collection) => collection.name === name);
  if (defined !== undefined || definition === undefined || !name.startsWith(IMPLICIT)) return defined;
  const mspId = name.slice(IMPLICIT.length);
  if (!mspIds.includes(mspId)) return undefined;
  return {
    name,
    memberMspIds: [mspId],
    requiredPeerCount: 0,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    endorsementPolicy: policyReference(`/Channel/Application/${mspId}/Endorsement`),
  };
};
