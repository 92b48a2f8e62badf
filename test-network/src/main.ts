/** The embedded network as a process: prints one line `ready {…}` and runs until SIGINT or SIGTERM. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startNetwork } from './node/network.ts';
import { loadTopology } from './topology/topology.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

export const mainOptions = {
  data: { type: 'string', default: join(REPOSITORY, '.daunguon/network') },
  topology: { type: 'string', default: join(REPOSITORY, 'network/topology.json') },
  ports: { type: 'string', default: 'fixed' },
  'port-offset': { type: 'string', default: '0' },
  chaincode: { type: 'string' },
} as const;

/** Runs the network until a signal ends it. */
export const runNetwork = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: mainOptions });
  const network = await startNetwork({
    dataDir: values.data,
    topology: loadTopology(values.topology),
    ports: values.ports === 'random' ? 'random' : 'fixed',
    portOffset: Number(values['port-offset']),
    ...(values.chaincode !== undefined && { chaincodeAddress: values.chaincode }),
  });
  const addresses = {
    peers: Object.fromEntries([...network.peers].map(([mspId, port]) => [mspId, `localhost:${port}`])),
    ca: `localhost:${network.caPort}`,
    height: network.ledger.height(),
    data: values.data,
  };
  console.log(`ready ${JSON.stringify(addresses)}`);
  const stop = (): void => {
    network.close().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

if (import.meta.main) {
  try {
    await runNetwork(process.argv.slice(2));
  } catch (error) {
    console.error(`the network cannot start: ${(error as Error).message}`);
    process.exit(1);
  }
}
