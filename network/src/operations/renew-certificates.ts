import { setTimeout as sleep } from 'node:timers/promises';
import { nodeFolder } from '../node-folders.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { OrdererOrganisation } from '../node-organisations.ts';
import { runProgram } from '../native/run-program.ts';
import type { TopologyOrganisation } from '../topology.ts';
import { servedChaincode } from './chaincode-packages.ts';
import { loopback, runHelper, topologyArgs } from './operated-network.ts';
import type { OperatedNetwork, StartedKind } from './operated-network.ts';
import { awaitEndorsement } from './start-network.ts';

/** What an orderer's channel participation interface says of the channel (Fabric swagger, ChannelInfo). */
interface ChannelInfo {
  readonly consensusRelation: string;
  readonly status: string;
  readonly height: number;
}

const channelInfo = async (
  { topology, data, programs }: OperatedNetwork,
  { mspId, ordererAdminPort }: OrdererOrganisation,
): Promise<ChannelInfo> => {
  const { certificate, key, ca } = nodeFolder(data, mspId, 'orderer').tls;
  const { stdout } = await runProgram(programs.osnadmin, [
    ...['channel', 'list', '--channelID', topology.channel, '--orderer-address', `${loopback}:${ordererAdminPort}`],
    ...['--ca-file', ca, '--client-cert', certificate, '--client-key', key],
  ]);
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as ChannelInfo;
};

/** Resolves once every consenter is active and none lies behind. @throws Error naming the one that is not: another must not be renewed then */
const awaitQuorum = async (network: OperatedNetwork, seconds = 120): Promise<void> => {
  const orderers = ordererOrganisations(network.topology);
  for (const end = Date.now() + seconds * 1000; ; await sleep(500)) {
    const found = await Promise.all(
      orderers.map(async (organisation) => channelInfo(network, organisation).catch(() => undefined)),
    );
    const highest = Math.max(...found.map((info) => info?.height ?? 0));
    const bad = orderers.filter((_each, index) => {
      const info = found[index];
      return info?.status !== 'active' || info.consensusRelation !== 'consenter' || info.height < highest;
    });
    if (bad.length === 0) return;
    if (Date.now() > end)
      throw new Error(
        `not renewed further: the orderer of ${bad.map(({ mspId }) => mspId).join(', ')} does not keep up`,
      );
  }
};

const leaderOf = async (network: OperatedNetwork): Promise<string> => {
  const asked = peerOrganisations(network.topology)[0]?.mspId ?? '';
  return (await runHelper(network, 'channel', 'leader', asked, ...topologyArgs(network))).trim();
};

/**
 * Gives every node new keys and certificates, one node after another, so that no quorum is lost: chaincode servers, peers, orderers (the channel
 * learns of each consenter's certificates by a configuration update first), administrators. `only`: one organisation's alone.
 * Broken off, it can be called again. @throws Error
 */
export const renewCertificates = async (network: OperatedNetwork, only?: string): Promise<void> => {
  const { topology, nodes, say } = network;
  if (only !== undefined && !topology.organisations.some(({ mspId }) => mspId === only))
    throw new Error(`topology: no organisation ${only} takes part in the channel`);
  const chosen = <T extends TopologyOrganisation>(list: readonly T[]): T[] =>
    list.filter(({ mspId }) => only === undefined || mspId === only);
  const renew = async (kind: StartedKind | 'admin', { mspId }: TopologyOrganisation): Promise<void> => {
    await runHelper(network, 'channel', 'renew', mspId, kind, ...topologyArgs(network));
    say(`✓ Chứng thư mới / new certificates: ${kind}.${mspId}`);
  };
  const peers = chosen(peerOrganisations(topology));
  for (const organisation of peers) {
    if (servedChaincode(network) !== undefined) {
      await renew('chaincode', organisation);
      await nodes.startNodes(network, 'chaincode', [organisation]);
    }
    await renew('peer', organisation);
    await nodes.startNodes(network, 'peer', [organisation]);
    // the next peer stops only once this one endorses again
    await awaitEndorsement(network);
  }
  const rest = chosen(ordererOrganisations(topology));
  while (rest.length > 0) {
    await awaitQuorum(network);
    // A BFT leader that starts again does not lead on: the others wait some 25 seconds for it and replace it. So it comes last, whoever leads by then.
    const leader = await leaderOf(network);
    const next = rest.findIndex(({ mspId }) => mspId !== leader);
    const [organisation] = rest.splice(Math.max(0, next), 1);
    await renew('orderer', organisation!);
    await nodes.startNodes(network, 'orderer', [organisation!]);
  }
  await awaitQuorum(network);
  for (const organisation of chosen(topology.organisations)) await renew('admin', organisation);
  await nodes.startAuthority(network);
  await awaitEndorsement(network);
};
