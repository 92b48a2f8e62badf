export { startNetwork } from './node/network.ts';
export type { BroadcastAnswer, ConnectionProfile, Network, NetworkOptions } from './node/network-types.ts';
export { loadTopology } from './topology/topology.ts';
export type { Topology } from './topology/topology.ts';
