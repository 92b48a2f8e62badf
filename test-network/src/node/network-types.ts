import type { NetworkMaterial } from '../crypto/material.ts';
import type { Topology } from '../topology/topology.ts';
import type { Ledger } from '../types.ts';

export interface NetworkOptions {
  readonly dataDir: string;
  readonly topology: Topology;
  /** `fixed`: the topology's ports; `random`: any free ones (tests). */
  readonly ports?: 'fixed' | 'random';
  /** Added to every fixed port, so that a second copy can run. */
  readonly portOffset?: number;
  /** host:port of the chaincode server, for every chaincode of the topology; a function: each organisation's peer has its own. */
  readonly chaincodeAddress?: string | ((mspId: string) => string);
}

/** A running network: every peer listener, the orderers and the certificate authority of one process. */
export interface Network {
  /** Port of each organisation's peer (gateway, endorser, deliver). */
  readonly peers: ReadonlyMap<string, number>;
  readonly ordererPorts: ReadonlyMap<string, number>;
  readonly caPort: number;
  readonly material: NetworkMaterial;
  readonly ledger: Ledger;
  /** Standard Fabric connection profile. */
  readonly profile: ConnectionProfile;
  /** Orders an envelope (transaction, or CONFIG_UPDATE) as an orderer's Broadcast does. */
  broadcast(envelope: Buffer): Promise<BroadcastAnswer>;
  close(): Promise<void>;
}

export interface BroadcastAnswer {
  /** common.Status */
  readonly status: number;
  readonly info: string;
}

export interface ConnectionProfile {
  readonly name: string;
  readonly version: string;
  readonly organizations: Record<string, { mspid: string; peers: string[]; certificateAuthorities: string[] }>;
  readonly orderers: Record<string, ProfileNode>;
  readonly peers: Record<string, ProfileNode>;
  readonly certificateAuthorities: Record<string, { url: string; caName: string; tlsCACerts: { pem: string[] } }>;
  readonly channels: Record<string, { peers: Record<string, object>; orderers: string[] }>;
}

export interface ProfileNode {
  readonly url: string;
  readonly tlsCACerts: { readonly pem: string };
  readonly grpcOptions: Record<string, string | number>;
}
