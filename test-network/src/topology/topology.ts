import { readFileSync } from 'node:fs';
import type { BatchConfig, CollectionConfig } from '../types.ts';

export interface TopologyOrganisation {
  readonly mspId: string;
  readonly domain: string;
  readonly name: string;
  readonly nameVi: string;
  /** Absent: an organisation without a peer. */
  readonly peerPort?: number;
  readonly ordererPort?: number;
}

/** A private collection; its endorsement policy may be written as an expression. */
export type TopologyCollection = Omit<CollectionConfig, 'endorsementPolicy'> & {
  readonly endorsementPolicy?: string | Buffer;
};

export interface TopologyChaincode {
  readonly name: string;
  readonly version: string;
  /** host:port of the chaincode server. */
  readonly address: string;
  readonly endorsementPolicy: string;
  readonly collections: readonly TopologyCollection[];
}

/** The one file that says who takes part (network/topology.json). */
export interface Topology {
  readonly channel: string;
  readonly genesisHost: string;
  readonly batch: BatchConfig;
  readonly organisations: readonly TopologyOrganisation[];
  readonly caPort: number;
  readonly chaincodes: readonly TopologyChaincode[];
}

const check = (condition: boolean, text: string): void => {
  if (!condition) throw new Error(`topology: ${text}`);
};

const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65536;
const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Checks a parsed topology. @throws Error naming the first fault. */
export const validateTopology = (value: unknown): Topology => {
  const topology = value as Topology;
  check(typeof value === 'object' && value !== null, 'not an object');
  // Fabric's channel names: configtx/validator.go
  check(/^[a-z][a-z0-9.-]{0,248}$/.test(topology.channel), 'channel');
  check(isName(topology.genesisHost), 'genesisHost');
  const limits = ['maxMessageCount', 'absoluteMaxBytes', 'preferredMaxBytes', 'timeoutMs'] as const;
  for (const limit of limits) check(Number.isInteger(topology.batch?.[limit]) && topology.batch[limit] > 0, limit);
  check(topology.batch.preferredMaxBytes <= topology.batch.absoluteMaxBytes, 'preferredMaxBytes > absoluteMaxBytes');
  check(isPort(topology.caPort), 'caPort');
  check(Array.isArray(topology.organisations) && topology.organisations.length > 0, 'organisations');
  const ids = new Set<string>();
  for (const { mspId, domain, peerPort, ordererPort } of topology.organisations) {
    check(isName(mspId) && /^[A-Za-z0-9.-]+$/.test(mspId) && !ids.has(mspId), `mspId ${mspId}`);
    ids.add(mspId);
    check(isName(domain), `domain of ${mspId}`);
    for (const port of [peerPort, ordererPort]) check(port === undefined || isPort(port), `port of ${mspId}`);
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
