/** The whole network of the topology as processes of this machine: Fabric's own programs, one chaincode server for each organisation. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { chaincodePackage } from '../chaincode-package.ts';
import { ordererOrganisations, peerOrganisations } from '../node-organisations.ts';
import type { PeerOrganisation } from '../node-organisations.ts';
import { nodeFolder } from '../node-folders.ts';
import { renderConfigtx } from '../render-configtx.ts';
import { renderCore } from '../render-core.ts';
import { renderOrderer } from '../render-orderer.ts';
import { deployChaincode } from './deploy-chaincode.ts';
import type { PackageOf } from './deploy-chaincode.ts';
import { joinOrderer, joinPeer } from './join-channel.ts';
import { genesisFile, loopback } from './native-context.ts';
import type { NativeContext } from './native-context.ts';
import { runProgram } from './run-program.ts';
import { supervise } from './supervised-process.ts';
import type { ProcessSpec, SupervisedProcess } from './supervised-process.ts';

const repository = join(import.meta.dirname, '../../..');
const builder = join(repository, 'network/ccaas-builder');

export interface NativeOptions extends NativeContext {
  /** The chaincode's program; it is given fabric-shim's `server --chaincode-address …`. */
  readonly chaincodeServer: { readonly file: string; readonly cwd: string };
  readonly topologyFile: string;
  readonly portOffset: number;
}

export interface NativeNetwork {
  readonly processes: readonly SupervisedProcess[];
  stop(): Promise<void>;
}

/** True when something takes connections at this port of this machine. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, loopback, () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });

const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16'];

const writeYaml = (folder: string, name: string, content: object): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), stringify(content));
};

const files = ({ data }: NativeContext, name: string): Pick<ProcessSpec, 'logFile' | 'pidFile'> => ({
  logFile: join(data, 'logs', `${name}.log`),
  pidFile: join(data, 'pids', `${name}.json`),
});

const program = (
  options: NativeOptions,
  name: string,
  port: number,
  rest: Pick<ProcessSpec, 'command' | 'args' | 'cwd' | 'env'>,
): ProcessSpec => ({
  name,
  ...rest,
  ...files(options, name),
  ready: () => listens(port),
});

/** Keys, certificates, connection profile and the certificate authorities, of which Fabric's programs read files only. */
const authority = (options: NativeOptions): ProcessSpec => ({
  name: 'authority',
  command: process.execPath,
  args: [
    ...[...nodeFlags, join(repository, 'test-network/src/fabric/authority-main.ts')],
    ...['--data', options.data, '--topology', options.topologyFile, '--port-offset', String(options.portOffset)],
  ],
  cwd: repository,
  env: {},
  ...files(options, 'authority'),
  ready: (output) => Promise.resolve(/^ready /m.test(output)),
});

const renderSettings = (options: NativeOptions): void => {
  const { topology, data } = options;
  const { genesisHost } = topology;
  const tlsCas = ordererOrganisations(topology).map(({ mspId }) => nodeFolder(data, mspId, 'orderer').tls.ca);
  for (const organisation of ordererOrganisations(topology))
    writeYaml(
      nodeFolder(data, organisation.mspId, 'orderer').root,
      'orderer.yaml',
      renderOrderer(organisation, { listenHost: loopback, data, tlsCas }),
    );
  for (const organisation of peerOrganisations(topology))
    writeYaml(
      nodeFolder(data, organisation.mspId, 'peer').root,
      'core.yaml',
      renderCore(organisation, { host: genesisHost, listenHost: loopback, data, builder }),
    );
  writeYaml(join(data, 'configtx'), 'configtx.yaml', renderConfigtx(topology, data));
};

/** The channel's first block, made once. */
const makeGenesis = async (options: NativeOptions): Promise<void> => {
  const file = genesisFile(options);
  if (existsSync(file)) return;
  const { channel } = options.topology;
  await runProgram(options.programs.configtxgen, [
    ...['-profile', channel, '-channelID', channel],
    ...['-configPath', join(options.data, 'configtx'), '-outputBlock', `${file}.new`],
  ]);
  renameSync(`${file}.new`, file);
};

const logging = { FABRIC_LOGGING_SPEC: process.env['FABRIC_LOGGING_SPEC'] ?? 'warn' };

const startNodes = async (options: NativeOptions, started: SupervisedProcess[]): Promise<void> => {
  const { data, topology, programs, say } = options;
  const start = async (spec: ProcessSpec): Promise<void> => void started.push(await supervise(spec, say));
  await Promise.all(
    ordererOrganisations(topology).map(async (organisation) => {
      const { root } = nodeFolder(data, organisation.mspId, 'orderer');
      const rest = { command: programs.orderer, args: [], cwd: root, env: { FABRIC_CFG_PATH: root, ...logging } };
      await start(program(options, `orderer.${organisation.mspId}`, organisation.ordererAdminPort, rest));
      await joinOrderer(options, organisation);
    }),
  );
  say(`✓ ${ordererOrganisations(topology).length} nút đồng thuận BFT / BFT orderers`);
  await Promise.all(
    peerOrganisations(topology).map(async (organisation) => {
      const { root } = nodeFolder(data, organisation.mspId, 'peer');
      const rest = {
        command: programs.peer,
        args: ['node', 'start'],
        cwd: root,
        env: { FABRIC_CFG_PATH: root, ...logging },
      };
      await start(program(options, `peer.${organisation.mspId}`, organisation.peerPort, rest));
      await joinPeer(options, organisation);
    }),
  );
  say(`✓ ${peerOrganisations(topology).length} nút của các tổ chức / peers`);
};

const startChaincode = async (options: NativeOptions, started: SupervisedProcess[]): Promise<void> => {
  const { data, topology, chaincodeServer, say } = options;
  const [chaincode, ...others] = topology.chaincodes;
  if (chaincode === undefined) return;
  if (others.length > 0) throw new Error('topology: one chaincode can be served on real Fabric, more are named');
  const packageOf: PackageOf = ({ mspId, chaincodePort }) =>
    chaincodePackage(`${chaincode.name}_${chaincode.version}`, {
      address: `${loopback}:${chaincodePort}`,
      rootCertificate: readFileSync(nodeFolder(data, mspId, 'chaincode').tls.ca, 'utf8'),
    });
  const server = (organisation: PeerOrganisation): ProcessSpec => {
    const { mspId, chaincodePort } = organisation;
    const { tls } = nodeFolder(data, mspId, 'chaincode');
    return program(options, `chaincode.${mspId}`, chaincodePort, {
      command: process.execPath,
      args: [
        ...[...nodeFlags, chaincodeServer.file, 'server'],
        ...['--chaincode-address', `${loopback}:${chaincodePort}`, '--chaincode-id', packageOf(organisation).id],
        ...['--chaincode-tls-key-file', tls.key, '--chaincode-tls-cert-file', tls.certificate],
      ],
      cwd: chaincodeServer.cwd,
      env: { CORE_CHAINCODE_LOGGING_LEVEL: 'error', CORE_PEER_LOCALMSPID: mspId },
    });
  };
  await Promise.all(
    peerOrganisations(topology).map(async (organisation) => {
      started.push(await supervise(server(organisation), say));
    }),
  );
  const sequence = await deployChaincode(options, chaincode, packageOf);
  say(`✓ Hợp đồng ${chaincode.name} ${chaincode.version} / Chaincode, sequence ${sequence}`);
};

const awaitEndorsement = async ({ data, topology }: NativeOptions): Promise<void> => {
  const file = join(repository, 'test-network/src/fabric/await-endorsement-main.ts');
  const chaincode = topology.chaincodes[0];
  if (chaincode === undefined) return;
  await runProgram(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', file, '--data', data],
    ...['--channel', topology.channel, '--chaincode', chaincode.name],
  ]);
};

/** Starts everything and resolves once every peer finds the endorsers that the policy asks for. @throws Error saying what did not start. */
export const startNative = async (options: NativeOptions): Promise<NativeNetwork> => {
  for (const folder of ['logs', 'pids']) mkdirSync(join(options.data, folder), { recursive: true, mode: 0o700 });
  const started: SupervisedProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
  };
  try {
    started.push(await supervise(authority(options), options.say));
    options.say('✓ Khóa và chứng thư / Keys and certificate authorities');
    renderSettings(options);
    await makeGenesis(options);
    await startNodes(options, started);
    await startChaincode(options, started);
    await awaitEndorsement(options);
  } catch (error) {
    await stop();
    throw error;
  }
  return { processes: started, stop };
};
