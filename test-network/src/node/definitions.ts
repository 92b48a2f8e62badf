import { peer, common } from '@hyperledger/fabric-protos';
import { signaturePolicy } from '../policy/dsl.ts';
import type { Topology } from '../topology/topology.ts';
import type { ChaincodeDefinition } from '../types.ts';

/** protos.ApplicationPolicy around a signature policy. */
const applicationPolicy = (expression: string): Buffer => {
  const policy = new peer.ApplicationPolicy();
  policy.setSignaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(signaturePolicy(expression)));
  return Buffer.from(policy.serializeBinary());
};

/** Chaincodes as the topology defines them at the channel's birth. */
export const chaincodeDefinitions = (topology: Topology): ChaincodeDefinition[] =>
  topology.chaincodes.map(({ name, version, endorsementPolicy, collections }) => ({
    name,
    version,
    sequence: 1,
    endorsementPolicy: applicationPolicy(endorsementPolicy),
    collections: collections.map(({ endorsementPolicy: own, ...collection }) => ({
      ...collection,
      ...(own === undefined ? {} : { endorsementPolicy: typeof own === 'string' ? applicationPolicy(own) : own }),
    })),
  }));
