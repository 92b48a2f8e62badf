import { join } from 'node:path';
import { nodeFolder } from '../node-folders.ts';
import type { NodeKind } from '../node-folders.ts';
import type { HostOf } from '../node-hosts.ts';
import { ordererOrganisations } from '../node-organisations.ts';
import type { PeerOrganisation } from '../node-organisations.ts';
import type { FabricPrograms } from '../native/programs.ts';
import { runProgram } from '../native/run-program.ts';
import type { Topology, TopologyOrganisation } from '../topology.ts';

/** Nodes are reached from this machine only. */
export const loopback = '127.0.0.1';
export const repository = join(import.meta.dirname, '../../..');

/** Where nodes find their files and each other: another thing inside a container than on this machine. */
export interface Layout {
  readonly host: HostOf;
  readonly listenHost: string;
  /** Folder of the network's data, as the nodes see it. */
  readonly data: string;
  /** Folder of the external builder for chaincode that runs as a server. */
  readonly builder: string;
}

export type StartedKind = Exclude<NodeKind, 'admin' | 'ca'>;

/** How the nodes run: as processes of this machine, or in containers. */
export interface NodeRunner {
  readonly layout: Layout;
  /** Makes keys and certificates that are missing and the connection profile, and has the certificate authorities answer for this topology. */
  startAuthority(network: OperatedNetwork): Promise<void>;
  /** Starts nodes of one kind with the settings and certificates in their folders, those that run anew; resolves once they answer. */
  startNodes(
    network: OperatedNetwork,
    kind: StartedKind,
    organisations: readonly TopologyOrganisation[],
  ): Promise<void>;
  stop(): Promise<void>;
}

/** A network that an operator starts and changes. */
export interface OperatedNetwork {
  /** With the ports that the nodes take. */
  readonly topology: Topology;
  readonly portOffset: number;
  /** The file that the topology stands in, ports without the offset: helpers read it. */
  readonly topologyFile: string;
  /** Folder of the network's data. */
  readonly data: string;
  readonly programs: FabricPrograms;
  readonly nodes: NodeRunner;
  /** Tells whoever waits what is done. */
  say(line: string): void;
}

/** What the programs that talk to nodes need to know. */
export type ClientContext = Pick<OperatedNetwork, 'topology' | 'data' | 'programs'>;

export const genesisFile = ({ data }: Pick<OperatedNetwork, 'data'>): string => join(data, 'genesis.block');

/** `peer …` in the name of an organisation's administrator, at that organisation's peer. */
export const peerCommand = async (
  { data, topology, programs }: ClientContext,
  { mspId, peerPort }: PeerOrganisation,
  ...args: readonly string[]
): Promise<string> => {
  const folder = nodeFolder(data, mspId, 'peer');
  const { stdout, stderr } = await runProgram(programs.peer, args, {
    FABRIC_CFG_PATH: folder.root,
    CORE_PEER_ADDRESS: `${topology.genesisHost}:${peerPort}`,
    CORE_PEER_LOCALMSPID: mspId,
    CORE_PEER_MSPCONFIGPATH: nodeFolder(data, mspId, 'admin').msp,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: folder.tls.ca,
  });
  return stdout + stderr;
};

/** Options that name an orderer for `peer …`: the first, which leads until a view change. */
export const ordererOptions = ({ topology, data }: ClientContext): string[] => {
  const first = ordererOrganisations(topology)[0];
  if (first === undefined) throw new Error('topology: no organisation has an orderer');
  const address = `${topology.genesisHost}:${first.ordererPort}`;
  return ['--orderer', address, '--tls', '--cafile', nodeFolder(data, first.mspId, 'orderer').tls.ca];
};

/** One of the programs that share their code with the embedded network, given this network's data. Resolves once it has ended well. */
export const runHelper = async (
  { data }: Pick<OperatedNetwork, 'data'>,
  name: string,
  ...args: readonly string[]
): Promise<string> => {
  const file = join(repository, 'test-network/src/fabric', `${name}-main.ts`);
  // a change of the channel may wait until the orderers have replaced their leader, twice
  const run = { timeoutMs: 300_000 };
  const { stdout } = await runProgram(process.execPath, [...['--disable-warning=ExperimentalWarning', file], ...args, '--data', data], {}, run); // prettier-ignore
  return stdout;
};

/** How a helper is told of the topology. */
export const topologyArgs = ({ topologyFile, portOffset }: OperatedNetwork): string[] => [
  ...['--topology', topologyFile, '--port-offset', String(portOffset)],
];
