/** Command line of the real network: `npm run network -- --help`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ordererOrganisations, peerOrganisations } from './node-organisations.ts';
import { fabricPrograms } from './native/programs.ts';
import { peerCommand } from './native/native-context.ts';
import type { NativeContext } from './native/native-context.ts';
import { listens, startNative } from './native/native-network.ts';
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
const supervisorFile = join(data, 'supervisor.pid');

const context = (): NativeContext => ({
  topology: withPortOffset(loadTopology(values.topology), portOffset),
  data,
  programs: fabricPrograms(),
  say: (line) => console.log(line),
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Process that runs the network of this data folder, undefined while none does. */
const supervisor = (): number | undefined => {
  if (!existsSync(supervisorFile)) return undefined;
  const pid = Number(readFileSync(supervisorFile, 'utf8'));
  return isAlive(pid) ? pid : undefined;
};

const checkPorts = async ({ topology }: NativeContext): Promise<void> => {
  const ports = topology.organisations.flatMap(({ peerPort, chaincodePort, ordererPort, ordererAdminPort }) =>
    [peerPort, chaincodePort, ordererPort, ordererAdminPort].filter((port) => port !== undefined),
  );
  for (const port of [...ports, topology.caPort])
    if (await listens(port)) fail(`cannot listen: port ${port} is in use; stop that program or give --port-offset 100`);
};

const run = async (): Promise<void> => {
  const own = context();
  if (supervisor() !== undefined) return fail(`the network in ${data} runs already`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await checkPorts(own);
  writeFileSync(supervisorFile, String(process.pid));
  const begun = performance.now();
  let stopping = false;
  const started = startNative({
    ...own,
    chaincodeServer: { file: resolve(values['chaincode-server']), cwd: join(repository, 'chaincode') },
    topologyFile: resolve(values.topology),
    portOffset,
  });
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    console.log('Đang dừng… / Stopping…');
    started
      .then((network) => network.stop())
      .catch(() => undefined)
      .finally(() => {
        rmSync(supervisorFile, { force: true });
        process.exit(0);
      });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    await started;
  } catch (error) {
    rmSync(supervisorFile, { force: true });
    fail(`Mạng không khởi động được / the network did not start: ${(error as Error).message}`);
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
  const pid = supervisor();
  if (pid === undefined) console.log(`Không có mạng nào đang chạy / no network runs in ${data}`);
  else {
    process.kill(pid, 'SIGTERM');
    while (isAlive(pid)) await sleep(100);
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
  if (supervisor() === undefined) process.exitCode = 1;
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
