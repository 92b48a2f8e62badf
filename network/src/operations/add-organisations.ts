import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { Topology } from '../topology.ts';
import { servedChaincode } from './chaincode-packages.ts';
import { runHelper, topologyArgs } from './operated-network.ts';
import type { OperatedNetwork } from './operated-network.ts';
import { renderSettings } from './render-settings.ts';
import { awaitEndorsement, defineChaincode, startOrderers, startPeers } from './start-network.ts';
import { membership, putInForce, withTopology } from './topology-in-force.ts';

/**
 * Lets the organisations of a topology that the channel lacks take part: keys, the configuration update signed by a majority of the
 * administrators, their nodes, and their approval of the chaincode. Broken off, it goes on where it was when it is called again.
 * @returns the network with them @throws Error
 */
export const addOrganisations = async (network: OperatedNetwork, given: Topology): Promise<OperatedNetwork> => {
  const { newcomers } = membership(network.data, given);
  if (newcomers.length === 0)
    throw new Error('every organisation of the topology takes part in the channel already: nothing to add');
  let current = network;
  for (const mspId of newcomers) {
    const { members } = membership(network.data, given);
    const organisation = given.organisations.find((each) => each.mspId === mspId)!;
    current = await addOne(current, { ...given, organisations: [...members.organisations, organisation] }, mspId);
  }
  return current;
};

const addOne = async (before: OperatedNetwork, given: Topology, mspId: string): Promise<OperatedNetwork> => {
  const network = withTopology(before, given);
  const { topology, nodes, say } = network;
  const own = <T extends { readonly mspId: string }>(list: readonly T[]): T[] =>
    list.filter((each) => each.mspId === mspId);
  const { host } = nodes.layout;
  const organisation = own(topology.organisations)[0]!;
  const [orderers, peers] = [own(ordererOrganisations(topology)), own(peerOrganisations(topology))];
  try {
    await nodes.startAuthority(network);
    const hosts = ['--peer-host', host(organisation, 'peer'), '--orderer-host', host(organisation, 'orderer')];
    await runHelper(network, 'channel', 'add-organisation', mspId, ...hosts, ...topologyArgs(network));
    say(`✓ ${mspId} tham gia kênh / takes part in the channel ${topology.channel}`);
    renderSettings(network);
    await startOrderers(network, orderers);
    await startPeers(network, peers);
    if (servedChaincode(network) !== undefined) await nodes.startNodes(network, 'chaincode', peers);
    await defineChaincode(network);
    await awaitEndorsement(network);
  } catch (error) {
    await nodes.startAuthority(before);
    throw error;
  }
  const after = putInForce(before, given);
  await nodes.startAuthority(after);
  say(`✓ Nút của ${mspId} chạy / its nodes run`);
  return after;
};
