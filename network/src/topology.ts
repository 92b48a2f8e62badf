import { readFileSync } from 'node:fs';

export interface TopologyOrganisation {
  readonly mspId: string;
  readonly domain: string;
  readonly name: string;
  readonly nameVi: string;
  /** Absent: an organisation without a peer. */
  readonly peerPort?: number;
  /** Where a real peer reaches this organisation's own chaincode server. */
  readonly chaincodePort?: number;
  readonly ordererPort?: number;
  /** Where a real orderer takes channel participation calls (osnadmin). */
  readonly ordererAdminPort?: number;
}

/** A private collection; its endorsement policy may be written as an expression. */
export interface TopologyCollection {
  readonly name: string;
  readonly memberMspIds: readonly string[];
  readonly requiredPeerCount: number;
  /** Blocks after which the private data is forgotten; 0: never. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  readonly endorsementPolicy?: string | Buffer;
}

export interface TopologyChaincode {
  readonly name: string;
  readonly version: string;
  /** host:port of the chaincode server of the embedded network. */
  readonly address: string;
  readonly endorsementPolicy: string;
  readonly collections: readonly TopologyCollection[];
}

/** When an orderer cuts a block (configtx.yaml, BatchSize and BatchTimeout). */
export interface TopologyBatch {
  readonly maxMessageCount: number;
  readonly absoluteMaxBytes: number;
  readonly preferredMaxBytes: number;
  readonly timeoutMs: number;
}

/** The one file that says who takes part (network/topology.json). */
export interface Topology {
  readonly channel: string;
  readonly genesisHost: string;
  /** How blocks are ordered: BFT (default; Fabric 3), or Raft for Fabric 2.5. The embedded network signs blocks as BFT's consenters do. */
  readonly consensus?: 'BFT' | 'etcdraft';
  /** Version of Fabric's container images; 3.1.5 where it is not said. */
  readonly fabricVersion?: string;
  readonly batch: TopologyBatch;
  readonly organisations: readonly TopologyOrganisation[];
  readonly caPort: number;
  readonly chaincodes: readonly TopologyChaincode[];
}

const check = (condition: boolean, text: string): void => {
  if (!condition) throw new Error(`topology: ${text}`);
};

const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65536;
const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
const portNames = ['peerPort', 'chaincodePort', 'ordererPort', 'ordererAdminPort'] as const;

/** Checks a parsed topology. @throws Error naming the first fault. */
export const validateTopology = (value: unknown): Topology => {
  const topology = value as Topology;
  check(typeof value === 'object' && value !== null, 'not an object');
  // Fabric's channel names: configtx/validator.go
  check(/^[a-z][a-z0-9.-]{0,248}$/.test(topology.channel), 'channel');
  check(isName(topology.genesisHost), 'genesisHost');
  check(topology.consensus === undefined || ['BFT', 'etcdraft'].includes(topology.consensus), 'consensus');
  check(topology.fabricVersion === undefined || /^\d+\.\d+\.\d+$/.test(topology.fabricVersion), 'fabricVersion');
  const limits = ['maxMessageCount', 'absoluteMaxBytes', 'preferredMaxBytes', 'timeoutMs'] as const;
  for (const limit of limits) check(Number.isInteger(topology.batch?.[limit]) && topology.batch[limit] > 0, limit);
  check(topology.batch.preferredMaxBytes <= topology.batch.absoluteMaxBytes, 'preferredMaxBytes > absoluteMaxBytes');
  check(isPort(topology.caPort), 'caPort');
  check(Array.isArray(topology.organisations) && topology.organisations.length > 0, 'organisations');
  const ids = new Set<string>();
  for (const organisation of topology.organisations) {
    const { mspId, domain } = organisation;
    check(isName(mspId) && /^[A-Za-z0-9.-]+$/.test(mspId) && !ids.has(mspId), `mspId ${mspId}`);
    ids.add(mspId);
    check(isName(domain), `domain of ${mspId}`);
    for (const name of portNames)
      check(organisation[name] === undefined || isPort(organisation[name]), `${name} of ${mspId}`);
  }
  check(Array.isArray(topology.chaincodes), 'chaincodes');
  for (const chaincode of topology.chaincodes) {
    check(isName(chaincode.name) && isName(chaincode.version), 'chaincode name and version');
    check(/^[^:]+:\d+$/.test(chaincode.address), `address of ${chaincode.name}`);
    check(isName(chaincode.endorsementPolicy), `endorsementPolicy of ${chaincode.name}`);
    check(Array.isArray(chaincode.collections), `collections of ${chaincode.name}`);
  }
  return topology;
};

/** Reads and checks a topology file. */
export const loadTopology = (path: string): Topology => validateTopology(JSON.parse(readFileSync(path, 'utf8')));

/** The same network on ports that lie `offset` above, so that a second copy can run beside. */
export const withPortOffset = (topology: Topology, offset: number): Topology => ({
  ...topology,
  caPort: topology.caPort + offset,
  organisations: topology.organisations.map((organisation) => ({
    ...organisation,
    ...Object.fromEntries(
      portNames.flatMap((name) => (organisation[name] === undefined ? [] : [[name, organisation[name] + offset]])),
    ),
  })),
});
