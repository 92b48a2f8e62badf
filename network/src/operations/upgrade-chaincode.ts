import { peerOrganisations } from '../node-organisations.ts';
import type { Topology } from '../topology.ts';
import { servedChaincode } from './chaincode-packages.ts';
import type { OperatedNetwork } from './operated-network.ts';
import { awaitEndorsement, defineChaincode } from './start-network.ts';
import { membership, putInForce, withTopology } from './topology-in-force.ts';

/**
 * Brings a running channel to the topology's version, policy and collections of the chaincode: packages installed, approved by every
 * organisation, committed as the next sequence; then the chaincode servers start anew as the new package. Between the commit and that, for
 * about a second, proposals are refused, and clients repeat them. @throws Error
 */
export const upgradeChaincode = async (before: OperatedNetwork, given: Topology): Promise<OperatedNetwork> => {
  const { members } = membership(before.data, given);
  const [now, next] = [servedChaincode(before), servedChaincode({ topology: members })];
  if (now === undefined || next === undefined) throw new Error('topology: it names no chaincode');
  if (now.name !== next.name) throw new Error(`topology: the channel runs ${now.name}, not ${next.name}`);
  const { address: _of, ...definition } = next;
  const { address: _embedded, ...defined } = now;
  if (JSON.stringify(defined) === JSON.stringify(definition))
    throw new Error(
      `topology: ${now.name} is ${now.version} already, with the same policy and collections: change its version first`,
    );
  const network = withTopology(before, members);
  await defineChaincode(network);
  await network.nodes.startNodes(network, 'chaincode', peerOrganisations(network.topology));
  await awaitEndorsement(network);
  return putInForce(before, members);
};
