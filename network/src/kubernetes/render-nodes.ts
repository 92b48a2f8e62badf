/** Certificate authorities, identities, peers and orderers as resources of bevel-operator-fabric. */
import { caVersion, fabricVersion } from '../images.ts';
import { hostByDomain } from '../node-hosts.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { OrdererOrganisation, PeerOrganisation } from '../node-organisations.ts';
import type { Topology, TopologyOrganisation } from '../topology.ts';
import { fabricResource, namespace, resources, shortName, storage, throughIstio } from './resource.ts';
import type { Resource } from './resource.ts';

/** Passwords under which an organisation's nodes and administrator enrol at its authority. */
export interface EnrolmentSecrets {
  readonly registrar: string;
  readonly peer: string;
  readonly orderer: string;
  readonly admin: string;
}

/** What the cluster says of an organisation's certificate authority once it runs (FabricCA, status). */
export interface CaStatus {
  readonly tls_cert: string;
  readonly ca_cert: string;
  readonly tlsca_cert: string;
}

export interface NodesOptions {
  secrets(mspId: string): EnrolmentSecrets;
  /** Time of the latest renewal of an organisation's certificates that was asked for; ISO 8601 in whole seconds. */
  renewedAt?(mspId: string): string | undefined;
}

export const caName = (organisation: TopologyOrganisation): string => `${shortName(organisation)}-ca`;
export const peerName = (organisation: TopologyOrganisation): string => `${shortName(organisation)}-peer`;
export const ordererName = (organisation: TopologyOrganisation): string => `${shortName(organisation)}-orderer`;
/** An administrator's two identities: one signs, one is a TLS client of orderers' admin endpoints. */
export const adminName = (organisation: TopologyOrganisation, use: 'sign' | 'tls'): string =>
  `${shortName(organisation)}-admin-${use}`;

export const renderNamespace = (): Resource => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
});

const subject = ({ mspId }: TopologyOrganisation, cn: string): object => ({
  cn,
  C: 'VN',
  ST: '',
  L: '',
  O: mspId,
  OU: '',
});

const authority = (organisation: TopologyOrganisation, name: 'ca' | 'tlsca', secrets: EnrolmentSecrets): object => {
  const none = {
    ...{ 'hf.AffiliationMgr': false, 'hf.GenCRL': false, 'hf.IntermediateCA': false, 'hf.Revoker': false },
    ...{ 'hf.Registrar.Attributes': '', 'hf.Registrar.DelegateRoles': '', 'hf.Registrar.Roles': '' },
  };
  const all = {
    ...none,
    ...{ 'hf.GenCRL': true, 'hf.Revoker': true, 'hf.Registrar.Attributes': '*' },
    ...{ 'hf.Registrar.DelegateRoles': 'client', 'hf.Registrar.Roles': 'client' },
  };
  const identities = [
    { name: 'registrar', pass: secrets.registrar, type: 'client', affiliation: '', attrs: all },
    { name: 'peer', pass: secrets.peer, type: 'peer', affiliation: '', attrs: none },
    { name: 'orderer', pass: secrets.orderer, type: 'orderer', affiliation: '', attrs: none },
    { name: 'admin', pass: secrets.admin, type: 'admin', affiliation: '', attrs: none },
  ];
  return {
    name,
    subject: subject(organisation, name),
    csr: {
      cn: name,
      hosts: ['localhost', hostByDomain(organisation, 'ca')],
      names: [{ C: 'VN', ST: '', L: '', O: organisation.mspId, OU: '' }],
      ca: { expiry: '131400h', pathLength: 0 },
    },
    cfg: { identities: { allowRemove: true }, affiliations: { allowRemove: true } },
    registry: { max_enrollments: -1, identities },
    crl: { expiry: '24h' },
    intermediate: { parentServer: { url: '', caName: '' } },
    bccsp: { default: 'SW', sw: { hash: 'SHA2', security: '256' } },
  };
};

export const renderAuthorities = ({ organisations }: Topology, { secrets }: NodesOptions): Resource[] =>
  organisations.map((organisation) =>
    fabricResource('FabricCA', caName(organisation), {
      image: 'hyperledger/fabric-ca',
      version: caVersion,
      hosts: [
        'localhost',
        hostByDomain(organisation, 'ca'),
        caName(organisation),
        `${caName(organisation)}.${namespace}`,
      ],
      istio: throughIstio(hostByDomain(organisation, 'ca')),
      service: { type: 'ClusterIP' },
      ...{ debug: false, clrSizeLimit: 512_000, metrics: { provider: 'prometheus' } },
      cors: { enabled: false, origins: [] },
      db: { type: 'sqlite3', datasource: 'fabric-ca.db' },
      rootCA: { subject: subject(organisation, 'ca') },
      ca: authority(organisation, 'ca', secrets(organisation.mspId)),
      tlsCA: authority(organisation, 'tlsca', secrets(organisation.mspId)),
      ...{ resources, storage: storage('2Gi') },
    }),
  );

const atCa = (organisation: TopologyOrganisation, caname: 'ca' | 'tlsca', { tls_cert }: CaStatus): object => ({
  ...{ cahost: `${caName(organisation)}.${namespace}`, caport: 7054, caname },
  catls: { cacert: Buffer.from(tls_cert).toString('base64') },
});

const enrolment = (
  organisation: TopologyOrganisation,
  kind: 'peer' | 'orderer',
  secret: string,
  status: CaStatus,
  hosts: readonly string[],
): object => {
  const login = { enrollid: kind, enrollsecret: secret };
  return {
    enrollment: {
      component: { ...atCa(organisation, 'ca', status), ...login },
      tls: {
        ...atCa(organisation, 'tlsca', status),
        ...login,
        csr: { cn: hostByDomain(organisation, kind), hosts: [...hosts] },
      },
    },
  };
};

const renewal = ({ renewedAt }: NodesOptions, { mspId }: TopologyOrganisation): object => {
  const time = renewedAt?.(mspId);
  return time === undefined ? {} : { updateCertificateTime: time };
};

/** Administrators' identities; they enrol once their authority runs. */
export const renderIdentities = (
  { organisations }: Topology,
  options: NodesOptions,
  ca: (mspId: string) => CaStatus,
): Resource[] =>
  organisations.flatMap((organisation) =>
    (['sign', 'tls'] as const).map((use) =>
      fabricResource('FabricIdentity', adminName(organisation, use), {
        ...atCa(organisation, use === 'sign' ? 'ca' : 'tlsca', ca(organisation.mspId)),
        ...{ mspid: organisation.mspId, enrollid: 'admin', enrollsecret: options.secrets(organisation.mspId).admin },
        ...renewal(options, organisation),
      }),
    ),
  );

const peer = (topology: Topology, own: PeerOrganisation, options: NodesOptions, status: CaStatus): Resource => {
  const host = hostByDomain(own, 'peer');
  const inside = `${peerName(own)}.${namespace}`;
  return fabricResource('FabricPeer', peerName(own), {
    ...{ image: 'hyperledger/fabric-peer', tag: fabricVersion(topology), mspID: own.mspId, replicas: 1 },
    secret: enrolment(own, 'peer', options.secrets(own.mspId).peer, status, [host, peerName(own), inside, 'localhost']),
    ...{ hosts: [host], externalEndpoint: `${host}:443`, istio: throughIstio(host), service: { type: 'ClusterIP' } },
    ...{ stateDb: 'leveldb', couchdb: { user: '', password: '' } },
    ...{ external_chaincode_builder: true, dockerSocketPath: '', discovery: { period: '60s', touchPeriod: '60s' } },
    gossip: { bootstrap: '', endpoint: '', externalEndpoint: `${host}:443`, orgLeader: true, useLeaderElection: false },
    logging: {
      ...{ level: 'info', peer: 'info', gossip: 'info', grpc: 'error', ledger: 'info', msp: 'info' },
      ...{ cauthdsl: 'warning', policies: 'warning' },
    },
    // clients ping every two seconds to find dead connections
    env: [{ name: 'CORE_PEER_KEEPALIVE_MININTERVAL', value: '1s' }],
    storage: { peer: storage('200Gi'), chaincode: storage('1Gi'), couchdb: storage('1Gi') },
    resources: { peer: resources, chaincode: resources, couchdb: resources },
    ...renewal(options, own),
  });
};

const orderer = (topology: Topology, own: OrdererOrganisation, options: NodesOptions, status: CaStatus): Resource => {
  const host = hostByDomain(own, 'orderer');
  const [admin, inside] = [`admin.${host}`, `${ordererName(own)}.${namespace}`];
  const hosts = [host, admin, ordererName(own), inside, 'localhost'];
  return fabricResource('FabricOrdererNode', ordererName(own), {
    ...{ image: 'hyperledger/fabric-orderer', tag: fabricVersion(topology), mspID: own.mspId, replicas: 1 },
    secret: enrolment(own, 'orderer', options.secrets(own.mspId).orderer, status, hosts),
    ...{ istio: throughIstio(host), adminIstio: throughIstio(admin), service: { type: 'ClusterIP' } },
    ...{ bootstrapMethod: 'none', channelParticipationEnabled: true, genesis: '' },
    ...{ storage: storage('200Gi'), resources },
    ...renewal(options, own),
  });
};

/** Peers and orderers; they enrol at the authorities of their organisations. */
export const renderNodes = (topology: Topology, options: NodesOptions, ca: (mspId: string) => CaStatus): Resource[] => [
  ...ordererOrganisations(topology).map((own) => orderer(topology, own, options, ca(own.mspId))),
  ...peerOrganisations(topology).map((own) => peer(topology, own, options, ca(own.mspId))),
];
