import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import { peerCommand } from './operated-network.ts';
import type { ClientContext } from './operated-network.ts';

/** Prints which nodes answer and how many blocks each peer has. `listens`: whether something takes connections at a port of this machine. */
export const networkStatus = async (
  context: ClientContext,
  listens: (port: number) => Promise<boolean>,
): Promise<void> => {
  const { topology } = context;
  const upOrDown = (up: boolean): string => (up ? 'up  ' : 'down');
  for (const { mspId, ordererPort } of ordererOrganisations(topology))
    console.log(`${upOrDown(await listens(ordererPort))} orderer.${mspId} localhost:${ordererPort}`);
  for (const organisation of peerOrganisations(topology)) {
    const { mspId, peerPort, chaincodePort } = organisation;
    const info = await peerCommand(context, organisation, 'channel', 'getinfo', '-c', topology.channel).catch(
      () => undefined,
    );
    const height = info === undefined ? '' : ` ${String(/"height":(\d+)/.exec(info)?.[1])} blocks`;
    console.log(`${upOrDown(info !== undefined)} peer.${mspId} localhost:${peerPort}${height}`);
    console.log(`${upOrDown(await listens(chaincodePort))} chaincode.${mspId} localhost:${chaincodePort}`);
  }
};
