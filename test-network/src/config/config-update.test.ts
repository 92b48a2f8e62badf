import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common, peer } from '@hyperledger/fabric-protos';
import { createCrl } from '../crypto/certificates.ts';
import { renewal } from '../crypto/renewal.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { endorsementLayouts } from '../policy/layouts.ts';
import { signaturePolicy } from '../policy/dsl.ts';
import { loadTopology } from '../topology/topology.ts';
import type { SigningIdentity } from '../types.ts';
import { channelConfigFromBlock } from './channel-config.ts';
import { channelUpdate } from './channel-update.ts';
import { configEnvelopeOf, group, value } from './config-block.ts';
import { applyConfigUpdate } from './config-update.ts';
import { consenterRenewal } from './consenter-renewal.ts';
import { createGenesisBlock } from './genesis.ts';
import { joining, organisationUpdate } from './organisation-update.ts';
import { revocationUpdate } from './revocation-update.ts';

const dir = mkdtempSync(join(tmpdir(), 'daunguon-config-'));
let material: NetworkMaterial;
let genesis: Buffer;

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  material = await loadOrCreateMaterial(dir, topology);
  genesis = createGenesisBlock(topology, material);
});
afterAll(() => rmSync(dir, { recursive: true }));

const organisation = (mspId: string) => material.organisations.get(mspId)!;

const crlOf = (mspId: string, certPem: string): Promise<string> => {
  const { caCertPem, caKey } = organisation(mspId);
  const serial = new X509Certificate(certPem).serialNumber;
  return createCrl({ certPem: caCertPem, key: caKey }, [{ serial, at: new Date() }]);
};

/** The genesis block with another configuration in it. */
const blockWith = (configEnvelope: common.ConfigEnvelope): Buffer => {
  const block = common.Block.deserializeBinary(genesis);
  const envelope = common.Envelope.deserializeBinary(block.getData()!.getDataList_asU8()[0]!);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  payload.setData(configEnvelope.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  block.getData()!.setDataList([envelope.serializeBinary()]);
  return Buffer.from(block.serializeBinary());
};

test('an identity is refused from the configuration that revokes it, and not before', async () => {
  const agri = organisation('AgriMSP');
  const crl = await crlOf('AgriMSP', agri.peer!.certPem);
  const next = blockWith(applyConfigUpdate(genesis, revocationUpdate(genesis, 'AgriMSP', [crl], agri.admin)));
  const before = channelConfigFromBlock(genesis);
  const after = channelConfigFromBlock(next);
  expect(before.identity(agri.peer!.identity.serialized).role).toBe('peer');
  expect(() => after.identity(agri.peer!.identity.serialized)).toThrow('revoked');
  expect(after.identity(agri.admin.serialized).role).toBe('admin');
  expect(after.sequence).toBe(1);
});

test('another organisation cannot revoke, nor can the list of another CA', async () => {
  const agri = organisation('AgriMSP');
  const crl = await crlOf('AgriMSP', agri.peer!.certPem);
  const foreign = revocationUpdate(genesis, 'AgriMSP', [crl], organisation('EduMSP').admin);
  expect(() => applyConfigUpdate(genesis, foreign)).toThrow('not signed by the /Channel/Application/AgriMSP/Admins');
  const wrongIssuer = await crlOf('EduMSP', agri.peer!.certPem);
  const update = revocationUpdate(genesis, 'AgriMSP', [wrongIssuer], agri.admin);
  const config = channelConfigFromBlock(blockWith(applyConfigUpdate(genesis, update)));
  expect(config.identity(agri.peer!.identity.serialized).role).toBe('peer');
});

test('an update made for an older configuration is refused', async () => {
  const agri = organisation('AgriMSP');
  const update = revocationUpdate(genesis, 'AgriMSP', [await crlOf('AgriMSP', agri.peer!.certPem)], agri.admin);
  const next = blockWith(applyConfigUpdate(genesis, update));
  expect(() => applyConfigUpdate(next, update)).toThrow('version');
});

test('an organisation added later is accepted, a removed one no longer, each by a majority of the others', async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };
  const added = await loadOrCreateMaterial(dir, { ...topology, organisations: [port] });
  const newcomer = added.organisations.get('PortMSP')!;
  const admins = (...mspIds: string[]): [SigningIdentity, ...SigningIdentity[]] =>
    mspIds.map((mspId) => organisation(mspId).admin) as [SigningIdentity, ...SigningIdentity[]];
  const majority = admins('AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP');

  const few = organisationUpdate(genesis, { add: newcomer }, admins('AgriMSP', 'EduMSP', 'HealthMSP'));
  expect(() => applyConfigUpdate(genesis, few)).toThrow(
    '/Channel/Application: not signed by the /Channel/Application/Admins',
  );
  const withPort = blockWith(applyConfigUpdate(genesis, organisationUpdate(genesis, { add: newcomer }, majority)));
  expect(() => channelConfigFromBlock(genesis).identity(newcomer.admin.serialized)).toThrow('PortMSP');
  const after = channelConfigFromBlock(withPort);
  expect(after.identity(newcomer.admin.serialized).role).toBe('admin');
  expect(after.mspIds).toContain('PortMSP');
  expect(() => organisationUpdate(withPort, { add: newcomer }, majority)).toThrow('PortMSP takes part already');

  const without = blockWith(applyConfigUpdate(withPort, organisationUpdate(withPort, { remove: 'PortMSP' }, majority)));
  expect(() => channelConfigFromBlock(without).identity(newcomer.admin.serialized)).toThrow('PortMSP');
  // the same update once more was made for a configuration that is gone
  expect(() => applyConfigUpdate(without, organisationUpdate(withPort, { remove: 'PortMSP' }, majority))).toThrow(
    'read at version 1',
  );
});

test('an organisation with nodes: an anchor peer, a voice in endorsement, a consenter whose signature counts; later under new certificates', async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const port = {
    ...{ mspId: 'QuayMSP', domain: 'quay.daunguon.local', nameVi: 'Bến cảng', name: 'Quay authority' },
    ...{ peerPort: 11051, chaincodePort: 11052, ordererPort: 11050, ordererAdminPort: 11053 },
  };
  const newcomer = (await loadOrCreateMaterial(dir, { ...topology, organisations: [port] })).organisations.get(
    'QuayMSP',
  )!;
  const admins = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'].map((mspId) => organisation(mspId).admin);
  const signers = admins as [SigningIdentity, ...SigningIdentity[]];
  const peerMspIds = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP', 'QuayMSP'];
  const hosts = { peer: 'peer.quay.daunguon.local', orderer: 'orderer.quay.daunguon.local' };
  const update = channelUpdate(genesis, joining({ organisation: newcomer, hosts, peerMspIds }), signers);
  const after = blockWith(applyConfigUpdate(genesis, update));
  const config = channelConfigFromBlock(after);
  expect(config.consenters.map(({ id, host, port: at }) => [id, host, at]).at(-1)).toEqual([5, hosts.orderer, 11_050]);
  const application = group(configEnvelopeOf(after).config.getChannelGroup()!, 'Application');
  const anchors = peer.AnchorPeers.deserializeBinary(value(group(application, 'QuayMSP'), 'AnchorPeers'));
  expect(anchors.getAnchorPeersList().map((each) => [each.getHost(), each.getPort()])).toEqual([[hosts.peer, 11_051]]);

  const { own, tls } = await renewal(dir, newcomer, 'orderer');
  const renew = consenterRenewal('QuayMSP', { certPem: own!.certPem, tls: tls! });
  const renewed = channelConfigFromBlock(blockWith(applyConfigUpdate(after, channelUpdate(after, renew, signers))));
  expect(renewed.consenters.map(({ certificatePem }) => certificatePem)).toEqual([
    ...config.consenters.slice(0, 4).map(({ certificatePem }) => certificatePem),
    own!.certPem,
  ]);
  // broken off and begun again, it goes on with the same keys
  expect((await renewal(dir, newcomer, 'orderer')).own).toEqual(own);
  expect(() =>
    channelUpdate(blockWith(applyConfigUpdate(after, channelUpdate(after, renew, signers))), renew, signers),
  ).toThrow('nothing changes');
});

test('layouts are the smallest sets that satisfy all the policies', () => {
  const config = channelConfigFromBlock(genesis);
  const keys = [
    signaturePolicy("OutOf(3, 'AgriMSP.peer', 'EduMSP.peer', 'HealthMSP.peer', 'TechMSP.peer')"),
    signaturePolicy("AND('TechMSP.peer')"),
  ];
  expect(endorsementLayouts({ application: [], keys }, config)).toEqual([
    ['AgriMSP', 'EduMSP', 'TechMSP'],
    ['AgriMSP', 'HealthMSP', 'TechMSP'],
    ['EduMSP', 'HealthMSP', 'TechMSP'],
  ]);
});
