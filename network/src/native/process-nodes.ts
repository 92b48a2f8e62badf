/** Nodes as processes of this machine: Fabric's own programs, one chaincode server for each organisation. */
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { nodeFolder } from '../node-folders.ts';
import type { OrdererOrganisation, PeerOrganisation } from '../node-organisations.ts';
import { packagesOf, servedChaincode } from '../operations/chaincode-packages.ts';
import { loopback, repository } from '../operations/operated-network.ts';
import type { NodeRunner, OperatedNetwork, StartedKind } from '../operations/operated-network.ts';
import type { TopologyOrganisation } from '../topology.ts';
import { supervise } from './supervised-process.ts';
import type { ProcessSpec, SupervisedProcess } from './supervised-process.ts';

/** True when something takes connections at this port of this machine. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, loopback, () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });

const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16'];
const logging = { FABRIC_LOGGING_SPEC: process.env['FABRIC_LOGGING_SPEC'] ?? 'warn' };

type What = Pick<ProcessSpec, 'command' | 'args' | 'cwd' | 'env'>;

/** The chaincode's program; it is given fabric-shim's `server --chaincode-address …`. */
export interface ChaincodeServer {
  readonly file: string;
  readonly cwd: string;
}

const fabricNode = (network: OperatedNetwork, kind: 'peer' | 'orderer', mspId: string): What => {
  const { root } = nodeFolder(network.data, mspId, kind);
  const args = kind === 'peer' ? ['node', 'start'] : [];
  return { command: network.programs[kind], args, cwd: root, env: { FABRIC_CFG_PATH: root, ...logging } };
};

const chaincodeNode = (network: OperatedNetwork, organisation: PeerOrganisation, server: ChaincodeServer): What => {
  const { mspId, chaincodePort } = organisation;
  const { tls } = nodeFolder(network.data, mspId, 'chaincode');
  const { id } = packagesOf(network, servedChaincode(network)!)(organisation);
  return {
    command: process.execPath,
    args: [
      ...[...nodeFlags, server.file, 'server'],
      ...['--chaincode-address', `${loopback}:${chaincodePort}`, '--chaincode-id', id],
      ...['--chaincode-tls-key-file', tls.key, '--chaincode-tls-cert-file', tls.certificate],
    ],
    cwd: server.cwd,
    env: { CORE_CHAINCODE_LOGGING_LEVEL: 'error', CORE_PEER_LOCALMSPID: mspId },
  };
};

/** Certificate authorities, of which Fabric's programs read files only; keys, certificates and connection profile before that. */
const authority = ({ data, topologyFile, portOffset }: OperatedNetwork): What => ({
  command: process.execPath,
  args: [
    ...[...nodeFlags, join(repository, 'test-network/src/fabric/authority-main.ts')],
    ...['--data', data, '--topology', topologyFile, '--port-offset', String(portOffset)],
  ],
  cwd: repository,
  env: {},
});

const portOf = (kind: StartedKind, organisation: TopologyOrganisation): number => {
  const { peerPort, chaincodePort, ordererAdminPort } = organisation as PeerOrganisation & OrdererOrganisation;
  return { peer: peerPort, chaincode: chaincodePort, orderer: ordererAdminPort }[kind];
};

export const processNodes = (data: string, genesisHost: string, server: ChaincodeServer): NodeRunner => {
  const running = new Map<string, SupervisedProcess>();
  const start = async (
    name: string,
    what: What,
    ready: ProcessSpec['ready'],
    say: OperatedNetwork['say'],
  ): Promise<void> => {
    for (const folder of ['logs', 'pids']) mkdirSync(join(data, folder), { recursive: true, mode: 0o700 });
    const files = { logFile: join(data, 'logs', `${name}.log`), pidFile: join(data, 'pids', `${name}.json`) };
    await running.get(name)?.stop();
    running.delete(name);
    running.set(name, await supervise({ name, ...what, ...files, ready }, say));
  };
  return {
    layout: {
      host: (_organisation, kind) => (kind === 'chaincode' ? loopback : genesisHost),
      ...{ listenHost: loopback, data, builder: join(repository, 'network/ccaas-builder') },
    },
    startAuthority: (network) =>
      start('authority', authority(network), (output) => Promise.resolve(/^ready /m.test(output)), network.say),
    startNodes: async (network, kind, organisations) => {
      await Promise.all(
        organisations.map((organisation) => {
          const what =
            kind === 'chaincode'
              ? chaincodeNode(network, organisation as PeerOrganisation, server)
              : fabricNode(network, kind, organisation.mspId);
          const port = portOf(kind, organisation);
          return start(`${kind}.${organisation.mspId}`, what, () => listens(port), network.say);
        }),
      );
    },
    stop: async () => {
      await Promise.all([...running.values()].map((each) => each.stop()));
      running.clear();
    },
  };
};
