/** Ends once the peer of every organisation reaches the chaincode of every other; nothing is ordered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EndorseError } from '@hyperledger/fabric-gateway';
import { administratorGateway, readConnectionProfile } from './profile-gateway.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    channel: { type: 'string' },
    chaincode: { type: 'string' },
    seconds: { type: 'string', default: '90' },
  },
});
const { data, channel, chaincode } = values;
if (!data || !channel || !chaincode) throw new Error('--data, --channel and --chaincode are needed');
const deadline = Date.now() + Number(values.seconds) * 1000;
const { organizations } = readConnectionProfile(data);
const mspIds = Object.values(organizations).flatMap(({ mspid, peers }) => (peers.length > 0 ? [mspid] : []));

/** No chaincode knows this transaction: it refuses, and that it is the chaincode who refuses shows that it was reached. */
const unknownTransaction = 'IsAnybodyThere';

const reachesAll = async (mspId: string): Promise<void> => {
  const { gateway, close } = administratorGateway(data, mspId);
  const contract = gateway.getNetwork(channel).getContract(chaincode);
  for (;;) {
    const proposal = contract.newProposal(unknownTransaction, { endorsingOrganizations: mspIds });
    const error = await proposal.endorse({ deadline: Date.now() + 10_000 }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const details = error instanceof EndorseError ? error.details : [];
    const answered = details.filter(({ message }) => message.startsWith('chaincode response'));
    if (error === undefined || answered.length === mspIds.length) break;
    if (Date.now() > deadline)
      throw new Error(`the peer of ${mspId} does not reach all others: ${String(error)} ${JSON.stringify(details)}`);
    await sleep(200);
  }
  close();
};

await Promise.all(mspIds.map(reachesAll));
