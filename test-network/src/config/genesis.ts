import { common, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { createHash, randomBytes } from 'node:crypto';
import type { NetworkMaterial, OrganisationMaterial } from '../crypto/material.ts';
import type { Topology } from '../topology/topology.ts';
import { organisationGroup, setCapability, setImplicitMeta, setValue } from './groups.ts';
import { ordererGroup } from './orderer-group.ts';
import { setEndorsement } from './organisation-update.ts';

/** Group Application. Endorsement names the organisations with peers: MAJORITY would count those without. */
const applicationGroup = (organisations: readonly OrganisationMaterial[]): common.ConfigGroup => {
  const result = new common.ConfigGroup();
  result.setModPolicy('Admins');
  for (const organisation of organisations)
    result.getGroupsMap().set(organisation.mspId, organisationGroup(organisation, 'peer'));
  setImplicitMeta(result, 'Readers', 'ANY');
  setImplicitMeta(result, 'Writers', 'ANY');
  setImplicitMeta(result, 'Admins', 'MAJORITY');
  setEndorsement(
    result,
    organisations.filter((it) => it.peer).map(({ mspId }) => mspId),
  );
  setCapability(result, 'V2_5');
  setValue(result, 'ACLs', new peer.ACLs());
  return result;
};

const channelGroup = (topology: Topology, organisations: readonly OrganisationMaterial[]): common.ConfigGroup => {
  const result = new common.ConfigGroup();
  result.setModPolicy('Admins');
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  setValue(result, 'HashingAlgorithm', hashing);
  const structure = new common.BlockDataHashingStructure();
  structure.setWidth(0xffffffff);
  setValue(result, 'BlockDataHashingStructure', structure);
  setCapability(result, 'V3_0');
  setImplicitMeta(result, 'Readers', 'ANY');
  setImplicitMeta(result, 'Writers', 'ANY');
  setImplicitMeta(result, 'Admins', 'MAJORITY');
  result.getGroupsMap().set('Application', applicationGroup(organisations));
  result.getGroupsMap().set('Orderer', ordererGroup(topology, organisations));
  return result;
};

const configEnvelope = (channelId: string, group: common.ConfigGroup): common.Envelope => {
  const config = new common.Config();
  config.setChannelGroup(group);
  const data = new common.ConfigEnvelope();
  data.setConfig(config);
  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(channelId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  channelHeader.setTxId(createHash('sha256').update(nonce).digest('hex'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
};

const metadata = (value: Uint8Array): Uint8Array => {
  const result = new common.Metadata();
  result.setValue(value);
  return result.serializeBinary();
};

/** The channel's first block, common.Block bytes (common/genesis/genesis.go). */
export const createGenesisBlock = (topology: Topology, material: NetworkMaterial): Buffer => {
  const organisations = [...material.organisations.values()];
  const envelope = configEnvelope(topology.channel, channelGroup(topology, organisations)).serializeBinary();
  const header = new common.BlockHeader();
  header.setNumber(0);
  header.setDataHash(createHash('sha256').update(envelope).digest());
  const data = new common.BlockData();
  data.setDataList([envelope]);
  const last = new common.LastConfig();
  last.setIndex(0);
  const signed = new common.OrdererBlockMetadata();
  signed.setLastConfig(last);
  const slots = new common.BlockMetadata();
  slots.setMetadataList([
    metadata(signed.serializeBinary()),
    metadata(last.serializeBinary()),
    new Uint8Array(),
    new Uint8Array(),
    new Uint8Array(),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(slots);
  return Buffer.from(block.serializeBinary());
};
