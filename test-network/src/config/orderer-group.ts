import { common, orderer } from '@hyperledger/fabric-protos';
import type { NodeMaterial, OrganisationMaterial } from '../crypto/material.ts';
import { serializeIdentity } from '../crypto/signing-identity.ts';
import { identityPrincipal, nOutOfPrincipals } from '../policy/dsl.ts';
import type { Topology } from '../topology/topology.ts';
import { value } from './config-block.ts';
import { organisationGroup, setCapability, setImplicitMeta, setSignaturePolicy, setValue } from './groups.ts';
import { isRaft, setRaftConsenter } from './raft-consenters.ts';
import { smartBftOptions } from './smart-bft-options.ts';

/** Who a consenter is: its enrolment certificate, and its TLS certificate as a server and as a client of the others. */
export const setConsenterCertificates = (
  target: common.Consenter,
  { certPem, tls }: Pick<NodeMaterial, 'certPem' | 'tls'>,
): void => {
  target.setIdentity(Buffer.from(certPem));
  target.setClientTlsCert(Buffer.from(tls.certPem));
  target.setServerTlsCert(Buffer.from(tls.certPem));
};

const consenter = (id: number, host: string, mspId: string, node: NodeMaterial): common.Consenter => {
  const result = new common.Consenter();
  result.setId(id);
  result.setHost(host);
  result.setPort(node.port);
  result.setMspId(mspId);
  setConsenterCertificates(result, node);
  return result;
};

export const consenterMapping = (orderers: common.ConfigGroup): common.Consenter[] =>
  common.Orderers.deserializeBinary(value(orderers, 'Orderers')).getConsenterMappingList();

/** The channel's consenters, and with them whose signatures make a block valid: a quorum of exactly these (common/policies/bft.go). */
export const setConsenters = (target: common.ConfigGroup, consenters: common.Consenter[]): void => {
  const orderers = new common.Orderers();
  orderers.setConsenterMappingList(consenters);
  setValue(target, 'Orderers', orderers);
  const count = consenters.length;
  const quorum = Math.ceil((count + Math.floor((count - 1) / 3) + 1) / 2);
  const principals = consenters.map((each) =>
    identityPrincipal(serializeIdentity(each.getMspId(), Buffer.from(each.getIdentity_asU8()).toString())),
  );
  setSignaturePolicy(target, 'BlockValidation', nOutOfPrincipals(quorum, principals));
};

/** An organisation with an orderer takes part in ordering: its group, and a consenter of the next free id. */
export const addConsenter = (
  target: common.ConfigGroup,
  organisation: OrganisationMaterial,
  node: NodeMaterial,
  host: string,
): void => {
  const own = organisationGroup(organisation, 'orderer');
  const endpoints = new common.OrdererAddresses();
  endpoints.setAddressesList([`${host}:${node.port}`]);
  setValue(own, 'Endpoints', endpoints);
  target.getGroupsMap().set(organisation.mspId, own);
  if (isRaft(target)) return setRaftConsenter(target, { host, port: node.port, tls: node.tls });
  const present = consenterMapping(target);
  const next = 1 + Math.max(0, ...present.map((each) => each.getId()));
  setConsenters(target, [...present, consenter(next, host, organisation.mspId, node)]);
};

/** Group Orderer: BFT with one consenter per organisation that has an orderer (configtxgen encoder.go, NewOrdererGroup). */
export const ordererGroup = (
  topology: Topology,
  organisations: readonly OrganisationMaterial[],
): common.ConfigGroup => {
  const result = new common.ConfigGroup();
  result.setModPolicy('Admins');
  for (const organisation of organisations)
    if (organisation.orderer) addConsenter(result, organisation, organisation.orderer, topology.genesisHost);
  const type = new orderer.ConsensusType();
  type.setType('BFT');
  type.setMetadata(smartBftOptions(topology.batch).serializeBinary());
  setValue(result, 'ConsensusType', type);
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
  return result;
};
