/** `--on native`: the whole network as processes of this machine, below one process that is told of changes. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandOptions, Platform } from '../command-options.ts';
import { peerOrganisations } from '../node-organisations.ts';
import { addOrganisations } from '../operations/add-organisations.ts';
import { networkStatus } from '../operations/network-status.ts';
import { repository, runHelper, topologyArgs } from '../operations/operated-network.ts';
import type { OperatedNetwork } from '../operations/operated-network.ts';
import { removeData } from '../operations/remove-data.ts';
import { renderSettings } from '../operations/render-settings.ts';
import { renewCertificates } from '../operations/renew-certificates.ts';
import { startNetwork } from '../operations/start-network.ts';
import { membership, putInForce, sayWhoIsLeftOut } from '../operations/topology-in-force.ts';
import { upgradeChaincode } from '../operations/upgrade-chaincode.ts';
import { loadTopology, withPortOffset } from '../topology.ts';
import { askRunning, serveControl } from './control.ts';
import type { ControlRequest } from './control.ts';
import { commandLine, stillRunning, writePidFile } from './left-behind.ts';
import { listens, processNodes } from './process-nodes.ts';
import { fabricPrograms } from './programs.ts';
import type { FabricPrograms } from './programs.ts';

const supervisorFile = (data: string): string => join(data, 'supervisor.json');
/** Process that runs the network of this data folder, undefined while none does. */
const supervisor = (data: string): Promise<number | undefined> => stillRunning(supervisorFile(data));

const say = (line: string): void => console.log(line);

/** The network as the topology describes it; nothing is started or written. */
const networkOf = (
  { data, topologyFile, portOffset, chaincodeServer }: CommandOptions,
  programs: FabricPrograms = fabricPrograms(),
): OperatedNetwork => {
  const topology = withPortOffset(loadTopology(topologyFile), portOffset);
  const server = { file: chaincodeServer, cwd: join(repository, 'chaincode') };
  const nodes = processNodes(data, topology.genesisHost, server);
  return { topology, portOffset, topologyFile, data, programs, nodes, say };
};

const checkPorts = async ({ topology }: OperatedNetwork): Promise<void> => {
  const ports = topology.organisations.flatMap(({ peerPort, chaincodePort, ordererPort, ordererAdminPort }) =>
    [peerPort, chaincodePort, ordererPort, ordererAdminPort].filter((port) => port !== undefined),
  );
  for (const port of [...ports, topology.caPort])
    if (await listens(port))
      throw new Error(`cannot listen: port ${port} is in use; stop that program or give --port-offset 100`);
};

/** Serves the commands that change a running network. */
const serveChanges = (data: string, started: OperatedNetwork): Promise<() => void> => {
  let network = started;
  return serveControl(data, async ({ command, topologyFile, organisation }: ControlRequest, tell) => {
    const current = { ...network, say: tell };
    const after = async (): Promise<OperatedNetwork> => {
      if (command === 'renew-certificates') {
        await renewCertificates(current, organisation);
        return current;
      }
      const change = command === 'add-org' ? addOrganisations : upgradeChaincode;
      return change(current, loadTopology(topologyFile));
    };
    network = { ...(await after()), say };
  });
};

const run = async (options: CommandOptions): Promise<void> => {
  const { data } = options;
  const given = networkOf(options);
  if ((await supervisor(data)) !== undefined) throw new Error(`the network in ${data} runs already`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await checkPorts(given);
  const membersOf = membership(data, loadTopology(options.topologyFile));
  sayWhoIsLeftOut(membersOf, say);
  const network = putInForce(given, membersOf.members);
  writePidFile(supervisorFile(data), process.pid, [await commandLine(process.pid)]);
  const begun = performance.now();
  let closeControl: (() => void) | undefined;
  const end = (code: number): void => {
    closeControl?.();
    rmSync(supervisorFile(data), { force: true });
    // what has not been stopped is killed: a start that is broken off waits for nothing, and no ledger minds
    process.exit(code);
  };
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    console.log('Đang dừng… / Stopping…');
    stopping ??= network.nodes.stop().finally(() => end(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    await startNetwork(network);
    closeControl = await serveChanges(data, network);
  } catch (error) {
    console.error(`✗ Mạng không khởi động được / the network did not start: ${(error as Error).message}`);
    return end(1);
  }
  const { topology } = network;
  const peers = peerOrganisations(topology).map(({ mspId, peerPort }) => [mspId, `localhost:${peerPort}`]);
  const addresses = { peers: Object.fromEntries(peers) as object, ca: `localhost:${topology.caPort}`, data };
  console.log(`ready ${JSON.stringify({ ...addresses, seconds: Math.round(performance.now() - begun) / 1000 })}`);
};

const up = async (options: CommandOptions): Promise<void> => {
  const { data } = options;
  networkOf(options);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const logFile = join(data, 'network.log');
  const log = openSync(logFile, 'w');
  const args = process.argv.slice(2).map((argument) => (argument === 'up' ? 'run' : argument));
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  let shown = 0;
  const show = (): string => {
    const text = readFileSync(logFile, 'utf8');
    process.stdout.write(text.slice(shown));
    shown = text.length;
    return text;
  };
  while (!/^ready /m.test(show())) {
    if (child.exitCode !== null) return process.exit(child.exitCode);
    await sleep(200);
  }
};

const down = async ({ data, yes }: CommandOptions): Promise<void> => {
  const pid = await supervisor(data);
  if (pid === undefined) console.log(`Không có mạng nào đang chạy / no network runs in ${data}`);
  else {
    process.kill(pid, 'SIGTERM');
    while ((await supervisor(data)) !== undefined) await sleep(100);
    console.log('Đã dừng / stopped');
  }
  if (yes) removeData(data);
};

const status = async (options: CommandOptions): Promise<void> => {
  const running = await supervisor(options.data);
  const network = networkOf(options);
  const { members } = membership(options.data, loadTopology(options.topologyFile));
  await networkStatus(
    { ...network, topology: withPortOffset(members, options.portOffset) },
    (_kind, _organisation, port) => listens(port),
  );
  if (running === undefined) process.exitCode = 1;
};

const render = async (options: CommandOptions): Promise<void> => {
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const network = networkOf(options, {} as FabricPrograms);
  await runHelper(network, 'authority', '--once', ...topologyArgs(network));
  renderSettings(network);
  console.log(`Đã ghi / written: ${options.data}`);
};

const change =
  (command: ControlRequest['command']) =>
  async ({ data, topologyFile, organisation }: CommandOptions): Promise<void> => {
    if ((await supervisor(data)) === undefined || !existsSync(data))
      throw new Error(`no network runs in ${data}: start it with "up" first`);
    const asked = { command, topologyFile, ...(organisation !== undefined && { organisation }) };
    await askRunning(data, asked, say);
  };

export const nativePlatform: Platform = {
  ...{ render, up, run, down, status },
  'add-org': change('add-org'),
  'renew-certificates': change('renew-certificates'),
  'upgrade-chaincode': change('upgrade-chaincode'),
};
