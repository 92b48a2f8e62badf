/** Command line of the real network: `npm run network -- --help`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ordererOrganisations, peerOrganisations } from './node-organisations.ts';
import { commandLine, stillRunning, writePidFile } from './native/left-behind.ts';
import { fabricPrograms } from './native/programs.ts';
import { peerCommand } from './native/native-context.ts';
import type { NativeContext } from './native/native-context.ts';
import { listens, startNative } from './native/native-network.ts';
import type { NativeNetwork } from './native/native-network.ts';
import { loadTopology, withPortOffset } from './topology.ts';

const repository = join(import.meta.dirname, '../..');

const HELP = `Mạng Hyperledger Fabric thật / The real Hyperledger Fabric network of network/topology.json

Usage: npm run network -- <command> --on native [options]

  up        start it in the background and wait until it answers
  run       the same in the foreground, until Ctrl-C
  down      stop what "up" started; --yes deletes its data too: keys, ledger, certificates
  status    which nodes answer, how many blocks each peer has

  --on native             processes of this machine, on 127.0.0.1; needs FABRIC_BIN, a folder with peer, orderer,
                          configtxgen and osnadmin of Fabric 3.1
  --data <folder>         data of the network (default .daunguon/fabric/network)
  --topology <file>       organisations, ports and chaincodes (default network/topology.json)
  --port-offset <n>       add n to every port
  --chaincode-server <f>  the chaincode's program (default chaincode/src/server.ts)

Up again after a change of a chaincode's version, policy or collections in the topology commits the new definition.`;

const fail = (text: string): never => {
  console.error(`✗ ${text}`);
  process.exit(1);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    on: { type: 'string', default: 'native' },
    data: { type: 'string', default: join(repository, '.daunguon/fabric/network') },
    topology: { type: 'string', default: join(repository, 'network/topology.json') },
    'port-offset': { type: 'string', default: '0' },
    'chaincode-server': { type: 'string', default: join(repository, 'chaincode/src/server.ts') },
    yes: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const portOffset = Number(values['port-offset']);
const data = resolve(values.data);
const supervisorFile = join(data, 'supervisor.json');

const context = (): NativeContext => ({
  topology: withPortOffset(loadTopology(values.topology), portOffset),
  data,
  programs: fabricPrograms(),
  say: (line) => console.log(line),
});

/** Process that runs the network of this data folder, undefined while none does. */
const supervisor = (): Promise<number | undefined> => stillRunning(supervisorFile);

const checkPorts = async ({ topology }: NativeContext): Promise<void> => {
  const ports = topology.organisations.flatMap(({ peerPort, chaincodePort, ordererPort, ordererAdminPort }) =>
    [peerPort, chaincodePort, ordererPort, ordererAdminPort].filter((port) => port !== undefined),
  );
  for (const port of [...ports, topology.caPort])
    if (await listens(port)) fail(`cannot listen: port ${port} is in use; stop that program or give --port-offset 100`);
};

const run = async (): Promise<void> => {
  const own = context();
  if ((await supervisor()) !== undefined) return fail(`the network in ${data} runs already`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await checkPorts(own);
  writePidFile(supervisorFile, process.pid, [await commandLine(process.pid)]);
  const begun = performance.now();
  let network: NativeNetwork | undefined;
  const end = (code: number): void => {
    rmSync(supervisorFile, { force: true });
    // what has not been stopped is killed: a start that is broken off waits for nothing, and no ledger minds
    process.exit(code);
  };
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    console.log('Đang dừng… / Stopping…');
    stopping ??= (network?.stop() ?? Promise.resolve()).finally(() => end(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    network = await startNative({
      ...own,
      chaincodeServer: { file: resolve(values['chaincode-server']), cwd: join(repository, 'chaincode') },
      topologyFile: resolve(values.topology),
      portOffset,
    });
  } catch (error) {
    console.error(`✗ Mạng không khởi động được / the network did not start: ${(error as Error).message}`);
    return end(1);
  }
  const peers = peerOrganisations(own.topology).map(({ mspId, peerPort }) => [mspId, `localhost:${peerPort}`]);
  const addresses = { peers: Object.fromEntries(peers) as object, ca: `localhost:${own.topology.caPort}`, data };
  console.log(`ready ${JSON.stringify({ ...addresses, seconds: Math.round(performance.now() - begun) / 1000 })}`);
};

const up = async (): Promise<void> => {
  context();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const logFile = join(data, 'network.log');
  const log = openSync(logFile, 'w');
  const args = process.argv.slice(2).map((argument) => (argument === 'up' ? 'run' : argument));
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, ...args], {
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

const down = async (): Promise<void> => {
  const pid = await supervisor();
  if (pid === undefined) console.log(`Không có mạng nào đang chạy / no network runs in ${data}`);
  else {
    process.kill(pid, 'SIGTERM');
    while ((await supervisor()) !== undefined) await sleep(100);
    console.log('Đã dừng / stopped');
  }
  if (!values.yes) return;
  // only a folder that this program made
  if (existsSync(data) && !existsSync(join(data, 'genesis.block'))) fail(`${data} holds no network`);
  rmSync(data, { recursive: true, force: true });
};

const status = async (): Promise<void> => {
  const own = context();
  for (const { mspId, ordererPort } of ordererOrganisations(own.topology))
    console.log(`${(await listens(ordererPort)) ? 'up  ' : 'down'} orderer.${mspId} localhost:${ordererPort}`);
  for (const organisation of peerOrganisations(own.topology)) {
    const { mspId, peerPort, chaincodePort } = organisation;
    const info = await peerCommand(own, organisation, 'channel', 'getinfo', '-c', own.topology.channel).catch(
      () => undefined,
    );
    const height = info === undefined ? '' : ` ${String(/"height":(\d+)/.exec(info)?.[1])} blocks`;
    console.log(`${info === undefined ? 'down' : 'up  '} peer.${mspId} localhost:${peerPort}${height}`);
    console.log(`${(await listens(chaincodePort)) ? 'up  ' : 'down'} chaincode.${mspId} localhost:${chaincodePort}`);
  }
  if ((await supervisor()) === undefined) process.exitCode = 1;
};

const commands: Readonly<Record<string, () => Promise<void>>> = { up, run, down, status };
const [command] = positionals;
if (values.help || command === undefined) {
  console.log(HELP);
} else {
  const chosen = commands[command] ?? fail(`unknown command ${command}\n\n${HELP}`);
  if (values.on !== 'native') fail(`--on ${values.on}: only native is built`);
  if (!Number.isInteger(portOffset) || portOffset < 0) fail('--port-offset is no whole number');
  try {
    await chosen();
  } catch (error) {
    fail((error as Error).message);
  }
}
