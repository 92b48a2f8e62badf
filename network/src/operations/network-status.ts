import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { peerCommand } from './operated-network.ts';
import type { ClientContext, StartedKind } from './operated-network.ts';
import type { TopologyOrganisation } from '../topology.ts';

/** Whether an organisation's node, which has that port, takes connections. */
export type IsUp = (kind: StartedKind, organisation: TopologyOrganisation, port: number) => Promise<boolean>;

/** Prints which nodes answer and how many blocks each peer has. */
export const networkStatus = async (context: ClientContext, isUp: IsUp): Promise<void> => {
  const { topology } = context;
  const upOrDown = (up: boolean): string => (up ? 'up  ' : 'down');
  for (const organisation of ordererOrganisations(topology)) {
    const { mspId, ordererPort } = organisation;
    console.log(
      `${upOrDown(await isUp('orderer', organisation, ordererPort))} orderer.${mspId} localhost:${ordererPort}`,
    );
  }
  for (const organisation of peerOrganisations(topology)) {
    const { mspId, peerPort, chaincodePort } = organisation;
    const info = await peerCommand(context, organisation, 'channel', 'getinfo', '-c', topology.channel).catch(
      () => undefined,
    );
    const height = info === undefined ? '' : ` ${String(/"height":(\d+)/.exec(info)?.[1])} blocks`;
    console.log(`${upOrDown(info !== undefined)} peer.${mspId} localhost:${peerPort}${height}`);
    const serves = await isUp('chaincode', organisation, chaincodePort);
    console.log(`${upOrDown(serves)} chaincode.${mspId} localhost:${chaincodePort}`);
  }
};
