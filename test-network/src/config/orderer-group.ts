import { common, orderer } from '@hyperledger/fabric-protos';
import type { NodeMaterial, OrganisationMaterial } from '../crypto/material.ts';
import { serializeIdentity } from '../crypto/signing-identity.ts';
import { identityPrincipal, nOutOfPrincipals } from '../policy/dsl.ts';
import type { Topology } from '../topology/topology.ts';
import { organisationGroup, setCapability, setImplicitMeta, setSignaturePolicy, setValue } from './groups.ts';
import { smartBftOptions } from './smart-bft-options.ts';

interface Member {
  readonly organisation: OrganisationMaterial;
  readonly node: NodeMaterial;
}

const consenter = (id: number, host: string, { organisation, node }: Member): common.Consenter => {
  const result = new common.Consenter();
  result.setId(id);
  result.setHost(host);
  result.setPort(node.port);
  result.setMspId(organisation.mspId);
  result.setIdentity(Buffer.from(node.certPem));
  result.setClientTlsCert(Buffer.from(node.tls.certPem));
  result.setServerTlsCert(Buffer.from(node.tls.certPem));
  return result;
};

/** Group Orderer: BFT with one consenter per organisation that has an orderer (configtxgen encoder.go, NewOrdererGroup). */
export const ordererGroup = (
  topology: Topology,
  organisations: readonly OrganisationMaterial[],
): common.ConfigGroup => {
  const members = organisations.flatMap((organisation): Member[] =>
    organisation.orderer ? [{ organisation, node: organisation.orderer }] : [],
  );
  const result = new common.ConfigGroup();
  result.setModPolicy('Admins');
  for (const { organisation, node } of members) {
    const own = organisationGroup(organisation, 'orderer');
    const endpoints = new common.OrdererAddresses();
    endpoints.setAddressesList([`${topology.genesisHost}:${node.port}`]);
    setValue(own, 'Endpoints', endpoints);
    result.getGroupsMap().set(organisation.mspId, own);
  }
  const type = new orderer.ConsensusType();
  type.setType('BFT');
  type.setMetadata(smartBftOptions(topology.batch).serializeBinary());
  setValue(result, 'ConsensusType', type);
  const orderers = new common.Orderers();
  orderers.setConsenterMappingList(members.map((member, index) => consenter(index + 1, topology.genesisHost, member)));
  setValue(result, 'Orderers', orderers);
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(topology.batch.maxMessageCount);
  size.setAbsoluteMaxBytes(topology.batch.absoluteMaxBytes);
  size.setPreferredMaxBytes(topology.batch.preferredMaxBytes);
  setValue(result, 'BatchSize', size);
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${topology.batch.timeoutMs}ms`);
  setValue(result, 'BatchTimeout', timeout);
  setValue(result, 'ChannelRestrictions', new orderer.ChannelRestrictions());
  setCapability(result, 'V2_0');
  setImplicitMeta(result, 'Readers', 'ANY');
  setImplicitMeta(result, 'Writers', 'ANY');
  setImplicitMeta(result, 'Admins', 'MAJORITY');
  const count = members.length;
  const quorum = Math.ceil((count + Math.floor((count - 1) / 3) + 1) / 2);
  const principals = members.map(({ organisation, node }) =>
    identityPrincipal(serializeIdentity(organisation.mspId, node.certPem)),
  );
  setSignaturePolicy(result, 'BlockValidation', nOutOfPrincipals(quorum, principals));
  return result;
};
