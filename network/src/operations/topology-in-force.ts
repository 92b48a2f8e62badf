import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTopology, withPortOffset } from '../topology.ts';
import type { Topology } from '../topology.ts';
import { genesisFile } from './operated-network.ts';
import type { OperatedNetwork } from './operated-network.ts';

/** The topology that the network runs by: organisations that take part in the channel, ports without the offset. */
export const topologyInForce = (data: string): string => join(data, 'topology.json');

const write = (file: string, topology: Topology): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(topology, null, 2)}\n`);
  renameSync(`${file}.new`, file);
};

export interface Membership {
  /** The given topology without the organisations that take no part in the channel. */
  readonly members: Topology;
  /** Those organisations. */
  readonly newcomers: readonly string[];
  /** Organisations of the channel that the given topology does not name. */
  readonly unnamed: readonly string[];
}

/** Which of a topology's organisations take part in the channel of this data; all of them before there is one. */
export const membership = (data: string, given: Topology): Membership => {
  const known =
    existsSync(genesisFile({ data })) && existsSync(topologyInForce(data))
      ? loadTopology(topologyInForce(data)).organisations
      : given.organisations;
  const has = (list: Topology['organisations'], mspId: string): boolean => list.some((each) => each.mspId === mspId);
  return {
    members: { ...given, organisations: given.organisations.filter(({ mspId }) => has(known, mspId)) },
    newcomers: given.organisations.flatMap(({ mspId }) => (has(known, mspId) ? [] : [mspId])),
    unnamed: known.flatMap(({ mspId }) => (has(given.organisations, mspId) ? [] : [mspId])),
  };
};

/** The same network by another topology, which stands in `file` of its data and is not in force yet. */
export const withTopology = (
  network: OperatedNetwork,
  given: Topology,
  file = join(network.data, 'topology.next.json'),
): OperatedNetwork => {
  write(file, given);
  return { ...network, topologyFile: file, topology: withPortOffset(given, network.portOffset) };
};

/** The same network by another topology, from now on and when it starts again. */
export const putInForce = (network: OperatedNetwork, given: Topology): OperatedNetwork =>
  withTopology(network, given, topologyInForce(network.data));

/** Tells the operator where a topology and the channel name different organisations. */
export const sayWhoIsLeftOut = ({ newcomers, unnamed }: Membership, say: (line: string) => void): void => {
  if (newcomers.length > 0)
    say(`⚠ ${newcomers.join(', ')} chưa tham gia kênh / takes no part in the channel yet: npm run network -- add-org`);
  if (unnamed.length > 0)
    say(
      `⚠ ${unnamed.join(', ')}: có trong kênh, không có trong tệp / in the channel, not in the topology: not started`,
    );
};
