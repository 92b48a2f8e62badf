import type { TopologyChaincode } from './topology.ts';

/** Collections of a chaincode as `peer lifecycle chaincode approveformyorg --collections-config` reads them. */
export const renderCollections = ({ collections }: TopologyChaincode): object[] =>
  collections.map((collection) => {
    const { name, memberMspIds, requiredPeerCount, blockToLive, memberOnlyRead, memberOnlyWrite } = collection;
    const { endorsementPolicy } = collection;
    if (endorsementPolicy !== undefined && typeof endorsementPolicy !== 'string')
      throw new Error(`topology: endorsementPolicy of collection ${name} is no expression`);
    return {
      name,
      policy: `OR(${memberMspIds.map((mspId) => `'${mspId}.member'`).join(', ')})`,
      requiredPeerCount,
      // To every other member's peer at once: a member that was down asks for it later.
      maxPeerCount: Math.max(requiredPeerCount, memberMspIds.length - 1),
      blockToLive,
      memberOnlyRead,
      memberOnlyWrite,
      ...(endorsementPolicy === undefined ? {} : { endorsementPolicy: { signaturePolicy: endorsementPolicy } }),
    };
  });
