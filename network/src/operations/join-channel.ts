import type { OrdererOrganisation, PeerOrganisation } from '../node-organisations.ts';
import { nodeFolder } from '../node-folders.ts';
import { genesisFile, loopback, peerCommand } from './operated-network.ts';
import type { ClientContext } from './operated-network.ts';
import { runProgram } from '../native/run-program.ts';

/** An orderer joins by its channel participation interface; one that has joined answers 405. */
export const joinOrderer = async (context: ClientContext, organisation: OrdererOrganisation): Promise<void> => {
  const { certificate, key, ca } = nodeFolder(context.data, organisation.mspId, 'orderer').tls;
  const { stdout } = await runProgram(context.programs.osnadmin, [
    ...['channel', 'join', '--channelID', context.topology.channel, '--config-block', genesisFile(context)],
    ...['--orderer-address', `${loopback}:${organisation.ordererAdminPort}`],
    ...['--ca-file', ca, '--client-cert', certificate, '--client-key', key],
  ]);
  const status = /Status: (\d+)/.exec(stdout)?.[1];
  if (status !== '201' && status !== '405')
    throw new Error(`the orderer of ${organisation.mspId} did not join: ${stdout.trim()}`);
};

/** A peer joins with the channel's first block, unless it has. */
export const joinPeer = async (context: ClientContext, organisation: PeerOrganisation): Promise<void> => {
  const joined = await peerCommand(context, organisation, 'channel', 'list');
  if (joined.split('\n').includes(context.topology.channel)) return;
  await peerCommand(context, organisation, 'channel', 'join', '--blockpath', genesisFile(context));
};
