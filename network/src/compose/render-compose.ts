/** The network as a Compose file (Compose Specification): one service for each node, each reached by the name that its certificate has. */
import { join } from 'node:path';
import { images } from '../images.ts';
import { nodeFolder } from '../node-folders.ts';
import type { NodeKind } from '../node-folders.ts';
import { hostByDomain } from '../node-hosts.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { OrdererOrganisation, PeerOrganisation } from '../node-organisations.ts';
import type { Topology, TopologyOrganisation } from '../topology.ts';

/** Where containers see the network's data and the external builder. */
export const containerData = '/network';
export const containerBuilder = '/builder';

export interface ComposeOptions {
  /** Folder of the network's data on this machine. */
  readonly data: string;
  /** Folder of the external builder on this machine. */
  readonly builder: string;
  /** Root of the repository, from which the chaincode's image is built. */
  readonly repository: string;
  /** Numeric user and group that own the data; containers run as them. */
  readonly owner: string;
  /** Package id that an organisation's chaincode server answers for; undefined where the topology names no chaincode. */
  readonly packageId: ((organisation: PeerOrganisation) => string) | undefined;
}

type Service = Readonly<Record<string, unknown>>;

/** As little as a node needs: no root, no privileges, nothing writable but what is mounted so. */
const confined = ({ mspId }: TopologyOrganisation, owner: string): Service => ({
  restart: 'unless-stopped',
  user: owner,
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  tmpfs: ['/tmp:size=256m,mode=1777'],
  networks: ['fabric'],
  // an organisation's own nodes alone: docker compose --profile AgriMSP up
  profiles: [mspId],
});

/** Ports are open to this machine, or to the address that BIND_ADDRESS names. */
const open = (...ports: readonly number[]): string[] =>
  ports.map((port) => `\${BIND_ADDRESS:-127.0.0.1}:${port}:${port}`);

const answering = (port: number): Service => ({
  test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`],
  interval: '5s',
  timeout: '3s',
  retries: 24,
});

const mount = (source: string, target: string, writable = false): string =>
  `${source}:${target}${writable ? '' : ':ro'}`;

/** A node's folder, of which it may write its data only. */
const ownFolder = ({ data }: ComposeOptions, mspId: string, kind: NodeKind): string[] => {
  const [here, there] = [nodeFolder(data, mspId, kind), nodeFolder(containerData, mspId, kind)];
  return [mount(here.root, there.root), mount(here.data, there.data, true)];
};

const fabricNode = (mspId: string, kind: NodeKind): Service => ({
  FABRIC_CFG_PATH: nodeFolder(containerData, mspId, kind).root,
  FABRIC_LOGGING_SPEC: '${FABRIC_LOGGING_SPEC:-warn}',
});

const orderer = (topology: Topology, own: OrdererOrganisation, options: ComposeOptions): Service => ({
  ...confined(own, options.owner),
  image: images(topology).orderer,
  command: ['orderer'],
  environment: fabricNode(own.mspId, 'orderer'),
  volumes: [
    ...ownFolder(options, own.mspId, 'orderer'),
    // the authorities of the others, whose orderers it calls; those that come later appear in it
    mount(join(options.data, 'tls-cas'), join(containerData, 'tls-cas')),
  ],
  ports: open(own.ordererPort, own.ordererAdminPort),
  healthcheck: answering(own.ordererPort),
});

const peer = (topology: Topology, own: PeerOrganisation, options: ComposeOptions): Service => ({
  ...confined(own, options.owner),
  image: images(topology).peer,
  command: ['peer', 'node', 'start'],
  environment: fabricNode(own.mspId, 'peer'),
  volumes: [...ownFolder(options, own.mspId, 'peer'), mount(options.builder, containerBuilder)],
  ports: open(own.peerPort),
  healthcheck: answering(own.peerPort),
});

const chaincode = (topology: Topology, own: PeerOrganisation, options: ComposeOptions, packageId: string): Service => {
  const { root, tls } = nodeFolder(containerData, own.mspId, 'chaincode');
  return {
    ...confined(own, options.owner),
    image: images(topology).chaincode,
    build: { context: options.repository, dockerfile: 'deploy/Dockerfile', target: 'chaincode' },
    entrypoint: ['node', 'src/server.ts', 'server'],
    command: [
      ...['--chaincode-address', `0.0.0.0:${own.chaincodePort}`, '--chaincode-id', packageId],
      ...['--chaincode-tls-key-file', tls.key, '--chaincode-tls-cert-file', tls.certificate],
    ],
    environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'error', CORE_PEER_LOCALMSPID: own.mspId },
    volumes: [mount(nodeFolder(options.data, own.mspId, 'chaincode').root, root)],
    healthcheck: answering(own.chaincodePort),
  };
};

/** Port of an organisation's certificate authority: each has its own, counted from the topology's. */
export const caPortOf = ({ caPort, organisations }: Topology, mspId: string): number =>
  caPort + organisations.findIndex((each) => each.mspId === mspId);

/** Where a certificate authority's container finds its files. */
export const caFolder = '/ca';

const authority = (topology: Topology, own: TopologyOrganisation, options: ComposeOptions): Service => {
  const folder = nodeFolder(options.data, own.mspId, 'ca');
  return {
    ...confined(own, options.owner),
    image: images(topology).ca,
    command: ['fabric-ca-server', 'start'],
    environment: { FABRIC_CA_SERVER_HOME: caFolder },
    volumes: [mount(folder.root, caFolder, true)],
    ports: open(caPortOf(topology, own.mspId)),
    // its image has no bash
    healthcheck: {
      ...answering(0),
      test: ['CMD', 'fabric-ca-client', 'getcainfo', '-u', `https://localhost:${caPortOf(topology, own.mspId)}`, '--tls.certfiles', `${caFolder}/tls-ca.crt`, '-H', '/tmp/client'], // prettier-ignore
    },
  };
};

export const renderCompose = (topology: Topology, options: ComposeOptions): object => {
  const services = <T extends TopologyOrganisation>(
    kind: 'peer' | 'orderer' | 'chaincode' | 'ca',
    list: readonly T[],
    service: (own: T) => Service,
  ): [string, Service][] => list.map((own) => [hostByDomain(own, kind), service(own)]);
  const peers = peerOrganisations(topology);
  const { packageId } = options;
  return {
    name: 'daunguon-fabric',
    services: Object.fromEntries([
      ...services('ca', topology.organisations, (own) => authority(topology, own, options)),
      ...services('orderer', ordererOrganisations(topology), (own) => orderer(topology, own, options)),
      ...services('peer', peers, (own) => peer(topology, own, options)),
      ...(packageId === undefined
        ? []
        : services('chaincode', peers, (own) => chaincode(topology, own, options, packageId(own)))),
    ]),
    // The product's own Compose file joins it by this name.
    networks: { fabric: { name: 'fabric' } },
  };
};
