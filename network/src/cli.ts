/** Command line of the real network: `npm run network -- --help`. */
import { join, resolve } from 'node:path';
import { composePlatform } from './compose/compose-platform.ts';
import { commandNames } from './command-options.ts';
import type { Platform } from './command-options.ts';
import { kubernetesPlatform } from './kubernetes/kubernetes-platform.ts';
import { nativePlatform } from './native/native-platform.ts';
import { repository } from './operations/operated-network.ts';
import { readOptions } from './read-options.ts';

const HELP = `Mạng Hyperledger Fabric thật / The real Hyperledger Fabric network of network/topology.json

Usage: npm run network -- <command> [topology] --on native|compose|kubernetes [options]

  up                   start it in the background and wait until it answers
  run                  the same in the foreground, until Ctrl-C (native)
  down                 stop what "up" started; --yes deletes its data too: keys, ledger, certificates
  status               which nodes answer, how many blocks each peer has
  render               write the settings, Compose file or manifests, and start nothing
  add-org              let the organisations of the topology that the channel lacks take part: keys, the update signed by
                       a majority of the administrators, their nodes, their approval of the chaincode
  renew-certificates   new keys and certificates for every node, one after another; --organisation: one's alone
  upgrade-chaincode    the topology's new version, policy or collections of the chaincode, as the next sequence

  --on native             processes of this machine, on 127.0.0.1; needs FABRIC_BIN, a folder with peer, orderer,
                          configtxgen and osnadmin of Fabric 3.1
  --on compose            containers of this machine; needs docker compose, and FABRIC_BIN too
  --on kubernetes         a cluster with bevel-operator-fabric; needs kubectl
  --data <folder>         data of the network (default .daunguon/fabric/network)
  --topology <file>       organisations, ports and chaincodes (default network/topology.json)
  --organisation <MSP id> renew-certificates: of this organisation only
  --port-offset <n>       add n to every port
  --chaincode-server <f>  native: the chaincode's program (default chaincode/src/server.ts)

Up again after a change of a chaincode's version, policy or collections in the topology commits the new definition.`;

const fail = (text: string): never => {
  console.error(`✗ ${text}`);
  process.exit(1);
};

const platforms: Readonly<Record<string, Platform>> = {
  native: nativePlatform,
  compose: composePlatform,
  kubernetes: kubernetesPlatform,
};

const text = { type: 'string' } as const;
const { values, positionals } = readOptions(
  {
    allowPositionals: true,
    options: {
      on: { ...text, default: 'native' },
      data: { ...text, default: join(repository, '.daunguon/fabric/network') },
      topology: text,
      organisation: text,
      'port-offset': { ...text, default: '0' },
      'chaincode-server': { ...text, default: join(repository, 'chaincode/src/server.ts') },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  },
  HELP,
);
const [command, givenTopology] = positionals;
if (values.help || command === undefined) {
  console.log(HELP);
} else {
  const name = commandNames.find((each) => each === command) ?? fail(`unknown command ${command}\n\n${HELP}`);
  const platform = platforms[values.on] ?? fail(`--on ${values.on}: ${Object.keys(platforms).join(', ')} are known`);
  const portOffset = Number(values['port-offset']);
  if (!Number.isInteger(portOffset) || portOffset < 0) fail('--port-offset is no whole number');
  const chosen = platform[name] ?? fail(`${name} is not known --on ${values.on}`);
  const topologyFile = values.topology ?? givenTopology ?? join(repository, 'network/topology.json');
  try {
    await chosen({
      data: resolve(values.data),
      topologyFile: resolve(topologyFile),
      portOffset,
      chaincodeServer: resolve(values['chaincode-server']),
      yes: values.yes,
      ...(values.organisation !== undefined && { organisation: values.organisation }),
    });
  } catch (error) {
    fail((error as Error).message);
  }
}
