import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { OrdererOrganisation, PeerOrganisation } from '../node-organisations.ts';
import { runProgram } from '../native/run-program.ts';
import { packagesOf, servedChaincode } from './chaincode-packages.ts';
import { deployChaincode } from './deploy-chaincode.ts';
import { joinOrderer, joinPeer } from './join-channel.ts';
import { genesisFile, runHelper } from './operated-network.ts';
import type { OperatedNetwork } from './operated-network.ts';
import { renderSettings } from './render-settings.ts';

/** The channel's first block, made once. */
const makeGenesis = async ({ data, topology: { channel }, programs }: OperatedNetwork): Promise<void> => {
  const file = genesisFile({ data });
  if (existsSync(file)) return;
  await runProgram(programs.configtxgen, [
    ...['-profile', channel, '-channelID', channel],
    ...['-configPath', join(data, 'configtx'), '-outputBlock', `${file}.new`],
  ]);
  renameSync(`${file}.new`, file);
};

export const startOrderers = async (
  network: OperatedNetwork,
  organisations: readonly OrdererOrganisation[],
): Promise<void> => {
  await network.nodes.startNodes(network, 'orderer', organisations);
  await Promise.all(organisations.map((organisation) => joinOrderer(network, organisation)));
};

export const startPeers = async (
  network: OperatedNetwork,
  organisations: readonly PeerOrganisation[],
): Promise<void> => {
  await network.nodes.startNodes(network, 'peer', organisations);
  await Promise.all(organisations.map((organisation) => joinPeer(network, organisation)));
};

/** Brings the channel to the topology's definition of the chaincode that the organisations serve. */
export const defineChaincode = async (network: OperatedNetwork): Promise<void> => {
  const chaincode = servedChaincode(network);
  if (chaincode === undefined) return;
  const sequence = await deployChaincode(network, chaincode, packagesOf(network, chaincode));
  network.say(`✓ Hợp đồng ${chaincode.name} ${chaincode.version} / Chaincode, sequence ${sequence}`);
};

/** Resolves once every peer finds the endorsers that the policy asks for. */
export const awaitEndorsement = async (network: OperatedNetwork): Promise<void> => {
  const { channel, chaincodes } = network.topology;
  const [chaincode] = chaincodes;
  if (chaincode !== undefined)
    await runHelper(network, 'await-endorsement', '--channel', channel, '--chaincode', chaincode.name);
};

/** Starts everything and resolves once it endorses. @throws Error saying what did not start; then everything is stopped again. */
export const startNetwork = async (network: OperatedNetwork): Promise<void> => {
  const { topology, nodes, say } = network;
  const [orderers, peers] = [ordererOrganisations(topology), peerOrganisations(topology)];
  try {
    await nodes.startAuthority(network);
    say('✓ Khóa và chứng thư / Keys and certificate authorities');
    renderSettings(network);
    await makeGenesis(network);
    await startOrderers(network, orderers);
    say(`✓ ${orderers.length} nút đồng thuận / orderers (${topology.consensus ?? 'BFT'})`);
    await startPeers(network, peers);
    say(`✓ ${peers.length} nút của các tổ chức / peers`);
    if (servedChaincode(network) !== undefined) await nodes.startNodes(network, 'chaincode', peers);
    await defineChaincode(network);
    await awaitEndorsement(network);
  } catch (error) {
    await nodes.stop();
    throw error;
  }
};
