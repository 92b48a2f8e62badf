import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hostByDomain } from './node-hosts.ts';
import { ordererOrganisations, peerOrganisations } from './node-organisations.ts';
import { renderCollections } from './render-collections.ts';
import { renderConfigtx } from './render-configtx.ts';
import { renderCore } from './render-core.ts';
import { renderOrderer } from './render-orderer.ts';
import { loadTopology, validateTopology, withPortOffset } from './topology.ts';
import type { Topology } from './topology.ts';

const topology = withPortOffset(loadTopology(join(import.meta.dirname, '../topology.json')), 100);

test('configtx: four consenters of the organisations with an orderer, at their ports', () => {
  const { Profiles } = renderConfigtx(topology, '/data') as {
    Profiles: Record<
      string,
      { Capabilities: object; Orderer: Record<string, unknown>; Application: Record<string, unknown> }
    >;
  };
  expect(Object.keys(Profiles)).toEqual(['province']);
  const { Orderer, Application } = Profiles['province']!;
  expect([Orderer['OrdererType'], Profiles['province']!.Capabilities]).toEqual(['BFT', { V3_0: true }]);
  const consenters = Orderer['ConsenterMapping'] as { ID: number; MSPID: string; Port: number }[];
  expect(consenters.map(({ ID, MSPID, Port }) => [ID, MSPID, Port])).toEqual([
    [1, 'AgriMSP', 7150],
    [2, 'EduMSP', 8150],
    [3, 'HealthMSP', 9150],
    [4, 'TechMSP', 10150],
  ]);
  expect(consenters[1]).toMatchObject({
    Host: 'localhost',
    Identity: '/data/nodes/EduMSP/orderer/msp/signcerts/cert.pem',
    ServerTLSCert: '/data/nodes/EduMSP/orderer/tls/server.crt',
  });
  // organisations without a peer take part without an anchor, and do not count towards the majority that endorses
  const members = Application['Organizations'] as { Name: string; AnchorPeers?: unknown }[];
  expect(members.map(({ Name, AnchorPeers }) => [Name, AnchorPeers])).toEqual([
    ['AgriMSP', [{ Host: 'localhost', Port: 7151 }]],
    ['EduMSP', [{ Host: 'localhost', Port: 8151 }]],
    ['HealthMSP', [{ Host: 'localhost', Port: 9151 }]],
    ['TechMSP', [{ Host: 'localhost', Port: 10151 }]],
    ['TradeMSP', undefined],
    ['CultureMSP', undefined],
  ]);
  expect((Application['Policies'] as Record<string, unknown>)['LifecycleEndorsement']).toEqual({
    Type: 'Signature',
    Rule: "OutOf(3, 'AgriMSP.peer', 'EduMSP.peer', 'HealthMSP.peer', 'TechMSP.peer')",
  });
});

test('configtx of a network on Raft: what Fabric 2.5 knows, consenters by their TLS certificates', () => {
  const { Profiles } = renderConfigtx({ ...topology, consensus: 'etcdraft' }, '/data', hostByDomain) as {
    Profiles: Record<string, { Capabilities: object; Orderer: Record<string, unknown> }>;
  };
  const { Capabilities, Orderer } = Profiles['province']!;
  expect([Capabilities, Orderer['OrdererType'], Orderer['ConsenterMapping']]).toEqual([
    { V2_0: true },
    'etcdraft',
    undefined,
  ]);
  const { Consenters } = Orderer['EtcdRaft'] as { Consenters: object[] };
  expect(Consenters).toHaveLength(4);
  expect(Consenters[0]).toEqual({
    Host: 'orderer.agri.daunguon.local',
    Port: 7150,
    ClientTLSCert: '/data/nodes/AgriMSP/orderer/tls/server.crt',
    ServerTLSCert: '/data/nodes/AgriMSP/orderer/tls/server.crt',
  });
});

test('core: listens on this machine only, speaks TLS, needs no Docker', () => {
  const options = { host: 'localhost', listenHost: '127.0.0.1', data: '/data', builder: '/builder' };
  const core = renderCore(peerOrganisations(topology)[3]!, options);
  expect(core).toMatchObject({
    peer: {
      localMspId: 'TechMSP',
      listenAddress: '127.0.0.1:10151',
      address: 'localhost:10151',
      mspConfigPath: '/data/nodes/TechMSP/peer/msp',
      fileSystemPath: '/data/nodes/TechMSP/peer/data',
      tls: { enabled: true, key: { file: '/data/nodes/TechMSP/peer/tls/server.key' } },
    },
    vm: { endpoint: '' },
    chaincode: { externalBuilders: [{ path: '/builder' }] },
  });
  expect(JSON.stringify(core)).not.toContain('0.0.0.0');
});

test('orderer: channel participation only for who shows a certificate of the organisation', () => {
  const options = { listenHost: '127.0.0.1', data: '/data', tlsCas: ['/ca-1', '/ca-2'] };
  expect(renderOrderer(ordererOrganisations(topology)[0]!, options)).toMatchObject({
    General: { ListenAddress: '127.0.0.1', ListenPort: 7150, LocalMSPID: 'AgriMSP', BootstrapMethod: 'none' },
    ChannelParticipation: { Enabled: true },
    Admin: {
      ListenAddress: '127.0.0.1:7153',
      TLS: { ClientAuthRequired: true, ClientRootCAs: ['/data/nodes/AgriMSP/orderer/tls/ca.crt'] },
    },
  });
});

test('collections: members by organisation, an endorsement policy of their own', () => {
  expect(renderCollections(topology.chaincodes[0]!)).toEqual([
    {
      name: 'healthSalts',
      policy: "OR('HealthMSP.member')",
      requiredPeerCount: 0,
      maxPeerCount: 0,
      blockToLive: 0,
      memberOnlyRead: true,
      memberOnlyWrite: true,
      endorsementPolicy: { signaturePolicy: "OR('HealthMSP.peer')" },
    },
  ]);
});

test('a topology that lacks a port says which', () => {
  const [first, ...rest] = topology.organisations;
  const { chaincodePort: _port, ...without } = first!;
  const broken: Topology = { ...topology, organisations: [without, ...rest] };
  expect(() => peerOrganisations(broken)).toThrow('chaincodePort of AgriMSP');
  expect(() => validateTopology({ ...topology, organisations: [{ ...first, ordererAdminPort: 70_000 }] })).toThrow(
    'topology: ordererAdminPort of AgriMSP',
  );
  expect(() => validateTopology({ ...topology, consensus: 'kafka' })).toThrow('topology: consensus');
  expect(() => validateTopology({ ...topology, fabricVersion: 'latest' })).toThrow('topology: fabricVersion');
});
