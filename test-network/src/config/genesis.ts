import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { createHash, randomBytes } from 'node:crypto';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { NetworkMaterial, OrganisationMaterial } from '../crypto/material.ts';
import { outOfIdentities, signaturePolicy } from '../policy/dsl.ts';
import { quorumOf } from '../ledger/orderer-signatures.ts';
import type { Topology } from '../topology/topology.ts';
import { capabilities, metaPolicy, mspConfigValue, newGroup, setPolicy, setValue } from './config-tree.ts';

/**
 * Block 0 of the channel as configtxgen makes it for BFT ordering (internal/configtxgen/encoder): capabilities V3_0, V2_0, V2_5,
 * organisations with NodeOUs, OrdererEndpoints per organisation, consenter mapping, BlockValidation by the consenters' exact identities.
 */
export function createGenesisBlock(topology: Topology, material: NetworkMaterial): Buffer {
  const config = new common.Config();
  config.setSequence(0);
  config.setChannelGroup(channelGroup(topology, material));
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);

  const header = new common.Header();
  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(topology.channel);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  channelHeader.setTxId(createHash('sha256').update(nonce).digest('hex'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(envelope.serializeBinary());
  const transaction = new common.Envelope();
  transaction.setPayload(payload.serializeBinary());
  const bytes = transaction.serializeBinary();

  const block = new common.Block();
  const blockHeader = new common.BlockHeader();
  blockHeader.setNumber(0);
  blockHeader.setDataHash(createHash('sha256').update(bytes).digest());
  block.setHeader(blockHeader);
  const data = new common.BlockData();
  data.setDataList([bytes]);
  block.setData(data);
  block.setMetadata(genesisMetadata());
  return Buffer.from(block.serializeBinary());
}

function genesisMetadata(): common.BlockMetadata {
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(0);
  const ordererMetadata = new common.OrdererBlockMetadata();
  ordererMetadata.setLastConfig(lastConfig);
  const signatures = new common.Metadata();
  signatures.setValue(ordererMetadata.serializeBinary());
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    signatures.serializeBinary(),
    new Uint8Array(),
    Uint8Array.of(0),
    new Uint8Array(),
    new Uint8Array(),
  ]);
  return metadata;
}

function channelGroup(topology: Topology, material: NetworkMaterial): common.ConfigGroup {
  const group = newGroup();
  setValue(group, 'Capabilities', capabilities('V3_0'));
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  setValue(group, 'HashingAlgorithm', hashing.serializeBinary());
  for (const name of ['Readers', 'Writers'] as const) setPolicy(group, name, 'meta', metaPolicy('ANY', name));
  setPolicy(group, 'Admins', 'meta', metaPolicy('MAJORITY', 'Admins'));
  group.getGroupsMap().set('Orderer', ordererGroup(topology, material));
  group.getGroupsMap().set('Application', applicationGroup(topology, material));
  return group;
}

function applicationGroup(topology: Topology, material: NetworkMaterial): common.ConfigGroup {
  const group = newGroup();
  setValue(group, 'Capabilities', capabilities('V2_5'));
  for (const name of ['Readers', 'Writers'] as const) setPolicy(group, name, 'meta', metaPolicy('ANY', name));
  setPolicy(group, 'Admins', 'meta', metaPolicy('MAJORITY', 'Admins'));
  // Named explicitly: MAJORITY would count the organisations that have no peer.
  const peers = topology.organisations.filter((organisation) => organisation.peerPort !== undefined);
  const endorsement = signaturePolicy(
    `OutOf(${Math.floor(peers.length / 2) + 1}, ${peers.map((organisation) => `'${organisation.mspId}.peer'`).join(', ')})`,
  );
  for (const name of ['Endorsement', 'LifecycleEndorsement']) setPolicy(group, name, 'signature', endorsement);
  for (const organisation of material.organisations.values()) {
    group.getGroupsMap().set(organisation.mspId, organisationGroup(organisation));
  }
  return group;
}

function ordererGroup(topology: Topology, material: NetworkMaterial): common.ConfigGroup {
  const group = newGroup();
  const consenters = [...material.organisations.values()].filter((organisation) => organisation.orderer);
  setValue(group, 'Capabilities', capabilities('V2_0'));
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(topology.batch.maxMessageCount);
  size.setAbsoluteMaxBytes(topology.batch.absoluteMaxBytes);
  size.setPreferredMaxBytes(topology.batch.preferredMaxBytes);
  setValue(group, 'BatchSize', size.serializeBinary());
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${topology.batch.timeoutMs}ms`);
  setValue(group, 'BatchTimeout', timeout.serializeBinary());
  const consensus = new orderer.ConsensusType();
  consensus.setType('BFT');
  setValue(group, 'ConsensusType', consensus.serializeBinary());
  const mapping = new common.Orderers();
  mapping.setConsenterMappingList(consenters.map((organisation, index) => consenterOf(organisation, index + 1)));
  setValue(group, 'Orderers', mapping.serializeBinary());
  for (const name of ['Readers', 'Writers'] as const) setPolicy(group, name, 'meta', metaPolicy('ANY', name));
  setPolicy(group, 'Admins', 'meta', metaPolicy('MAJORITY', 'Admins'));
  const identities = consenters.map((organisation) => organisation.orderer!.identity.serialized);
  setPolicy(group, 'BlockValidation', 'signature', outOfIdentities(quorumOf(identities.length), identities));
  for (const organisation of consenters) group.getGroupsMap().set(organisation.mspId, organisationGroup(organisation));
  return group;
}

function consenterOf(organisation: OrganisationMaterial, id: number): common.Consenter {
  const node = organisation.orderer!;
  const consenter = new common.Consenter();
  consenter.setId(id);
  consenter.setHost('localhost');
  consenter.setPort(node.port);
  consenter.setMspId(organisation.mspId);
  consenter.setIdentity(Buffer.from(node.certPem));
  consenter.setClientTlsCert(Buffer.from(node.tls.certPem));
  consenter.setServerTlsCert(Buffer.from(node.tls.certPem));
  return consenter;
}

function organisationGroup(organisation: OrganisationMaterial): common.ConfigGroup {
  const group = newGroup();
  const id = organisation.mspId;
  setValue(group, 'MSP', mspConfigValue(mspConfig(organisation)));
  const rules = {
    Readers: `OR('${id}.admin', '${id}.peer', '${id}.client', '${id}.orderer')`,
    Writers: `OR('${id}.admin', '${id}.client')`,
    Admins: `OR('${id}.admin')`,
    Endorsement: `OR('${id}.peer')`,
  };
  for (const [name, rule] of Object.entries(rules)) setPolicy(group, name, 'signature', signaturePolicy(rule));
  return group;
}

function mspConfig(organisation: OrganisationMaterial): msp.FabricMSPConfig {
  const config = new msp.FabricMSPConfig();
  config.setName(organisation.mspId);
  config.setRootCertsList([Buffer.from(organisation.caCertPem)]);
  config.setTlsRootCertsList([Buffer.from(organisation.tlsCaCertPem)]);
  const crypto = new msp.FabricCryptoConfig();
  crypto.setSignatureHashFamily('SHA2');
  crypto.setIdentityIdentifierHashFunction('SHA256');
  config.setCryptoConfig(crypto);
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  const identifier = (unit: string): msp.FabricOUIdentifier => {
    const result = new msp.FabricOUIdentifier();
    result.setOrganizationalUnitIdentifier(unit);
    return result;
  };
  units.setClientOuIdentifier(identifier('client'));
  units.setPeerOuIdentifier(identifier('peer'));
  units.setAdminOuIdentifier(identifier('admin'));
  units.setOrdererOuIdentifier(identifier('orderer'));
  config.setFabricNodeOus(units);
  return config;
}
