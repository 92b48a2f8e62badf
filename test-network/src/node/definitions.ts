import { peer, common } from '@hyperledger/fabric-protos';
import { signaturePolicy } from '../policy/dsl.ts';
import type { CollectionTopology, Topology } from '../topology/topology.ts';
import type { ChaincodeDefinition, CollectionConfig } from '../types.ts';

/** protos.ApplicationPolicy around a signature policy. */
const applicationPolicy = (expression: string): Buffer => {
  const policy = new peer.ApplicationPolicy();
  policy.setSignaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(signaturePolicy(expression)));
  return Buffer.from(policy.serializeBinary());
};

const collection = (topology: CollectionTopology): CollectionConfig => ({
  name: topology.name,
  memberMspIds: topology.memberMspIds,
  requiredPeerCount: topology.requiredPeerCount ?? 0,
  blockToLive: topology.blockToLive ?? 0,
  memberOnlyRead: topology.memberOnlyRead ?? true,
  memberOnlyWrite: topology.memberOnlyWrite ?? true,
  ...(topology.endorsementPolicy && { endorsementPolicy: applicationPolicy(topology.endorsementPolicy) }),
});

/** Chaincodes as the topology defines them at the channel's birth. */
export const chaincodeDefinitions = (topology: Topology): ChaincodeDefinition[] =>
  topology.chaincodes.map(({ name, version, endorsementPolicy, collections }) => ({
    name,
    version,
    sequence: 1,
    endorsementPolicy: applicationPolicy(endorsementPolicy),
    collections: collections.map(collection),
  }));
