/** `npm start`: everything, in order, with progress; Ctrl-C stops it all. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { missingFabric } from '../network/src/native/programs.ts';
import { isTaken, takeFolder } from './folder-lock.ts';
import { lanAddress } from './lan-address.ts';
import { Part, type PartSpec } from './part.ts';
import { flags, listens, partSpecs } from './parts.ts';
import { placesOf, repository } from './places.ts';
import { doneFile, loadSeedIds, writeMembers } from './seed-ids.ts';
import { writeTrust } from './trust.ts';
import { welcome } from './welcome.ts';
import { readOptions } from '../gateway-api/src/read-options.ts';

const usage = `Starts the whole system on this machine, with test keys and test accounts.
  npm start [-- --empty]      --empty: without the demonstration
  npm start -- --lan          also HTTPS on the local network, so that a phone can scan (its camera needs a secure page)
  DN_LAN_ADDRESS=<address>    the address to use there, where this machine has several
  DAUNGUON_DATA=<folder>      keeps the data elsewhere (default .daunguon)
  LEDGER=fabric               on real Hyperledger Fabric: FABRIC_BIN names the folder of its programs (data in .daunguon/fabric)
  DN_PORT_OFFSET=<n>          adds n to every port, so that two copies can run`;

const flag = { type: 'boolean', default: false } as const;
const { values } = readOptions({ options: { empty: flag, lan: flag, help: flag } }, usage);
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const lan = values.lan ? process.env['DN_LAN_ADDRESS'] || lanAddress() : undefined;
if (values.lan && lan === undefined) {
  console.error('✗ Máy này không nối mạng nào. / This machine is on no network: --lan has no address to use.');
  process.exit(1);
}
const places = placesOf({ ...process.env, DN_LAN_ADDRESS: lan });
const say = (line: string): void => console.log(line);
const parts: Part[] = [];
let stopping: Promise<void> | undefined;
/** A step that is under way: building, seeding. */
let step: ChildProcess | undefined;

/** Stops the parts, last started first. */
function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    say('Đang dừng… / Stopping…');
    step?.kill();
    for (const part of parts.toReversed()) await part.stop();
    process.exit(code);
  })();
  return stopping;
}

function failed(part: Part, why: string): void {
  if (stopping !== undefined) return;
  console.error(
    `✗ ${part.spec.titleVi} không chạy được / ${part.spec.title} cannot run: ${why}\n  ${part.logFile}\n${part.tail()}`,
  );
  void stop(1);
}

// A closed terminal or pipe is no reason to leave the parts behind.
process.stdout.on('error', () => void stop(1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

const missing = places.ledger === 'fabric' ? missingFabric() : undefined;
if (missing !== undefined) {
  console.error(`✗ Không có Hyperledger Fabric để chạy. / No Hyperledger Fabric to run: ${missing}.`);
  process.exit(1);
}
/** Whoever starts twice finds what runs already, whatever ports the second one would have taken. */
async function endAsTaken(): Promise<never> {
  // Where the first one took other ports, only its own window tells them.
  const isHere = await listens(places.ports.explorer);
  const [vi, en] = isHere ? [`mở ${places.explorerUrl}, hoặc `, `open ${places.explorerUrl}, or `] : ['', ''];
  console.error(
    `✗ Đang chạy sẵn với thư mục dữ liệu này: ${vi}dừng bằng Ctrl-C ở cửa sổ đã chạy nó.\n` +
      `  Already running with this data folder: ${en}stop it by Ctrl-C where it was started.\n` +
      `  ${places.data}\n` +
      '  Bản thứ hai cần thư mục và cổng riêng. / A second copy needs a folder and ports of its own: DAUNGUON_DATA=… DN_PORT_OFFSET=100.',
  );
  process.exit(1);
}
if (isTaken(places.data)) await endAsTaken();
const specs = partSpecs(places);
/** Ends with the name of a port that another program has. */
async function needPorts(): Promise<void> {
  for (const spec of specs)
    for (const port of spec.ports)
      if (await listens(port)) {
        console.error(
          `✗ Cổng ${port} đang được dùng (${spec.titleVi}). / Port ${port} is in use, needed by: ${spec.title}.\n` +
            '  Dừng chương trình đó hoặc đặt DN_PORT_OFFSET=100. / Stop that program or set DN_PORT_OFFSET=100.',
        );
        process.exit(1);
      }
}
await needPorts();

/** Runs a step in a process of its own, so that what it loads is gone when it ends; resolves to its exit code. */
function run(script: string): Promise<number> {
  const child = spawn(process.execPath, [...flags, join(repository, script)], { stdio: 'inherit' });
  step = child;
  return new Promise((resolve) =>
    child.once('close', (code) => {
      step = undefined;
      resolve(code ?? 1);
    }),
  );
}

const begun = performance.now();
// Keys and the list of members lie below: for this account alone, also where an older start made the folder.
try {
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  chmodSync(places.data, 0o700);
  if (takeFolder(places.data) === undefined) await endAsTaken();
} catch (error) {
  console.error(
    `✗ Không ghi được vào thư mục dữ liệu. / The data folder cannot be written: ${places.data}\n  ${(error as Error).message}\n` +
      '  Chọn thư mục khác / choose another folder: DAUNGUON_DATA=…',
  );
  process.exit(1);
}
if ((await run('build/build.ts')) !== 0) process.exit(1);
// Building takes minutes the first time, in which another program may have taken one.
await needPorts();
writeMembers(places, loadSeedIds(places.data));
/** Starts one part and says how long it took; a part that cannot run ends everything. */
async function launch(spec: PartSpec): Promise<void> {
  const since = performance.now();
  const part = new Part(spec, join(places.data, 'logs'), say, (gone) => failed(gone, 'stopped again and again'));
  parts.push(part);
  try {
    await part.start(spec.startMs);
    say(`✓ ${spec.titleVi} / ${spec.title} (${Math.round(performance.now() - since)} ms)`);
  } catch (error) {
    failed(part, (error as Error).message);
  }
}

// The gateway reads what the network writes at its first start; the others need nothing of each other.
for (const wave of [1, 2]) {
  await Promise.all(specs.filter((spec) => spec.wave === wave).map(launch));
  if (stopping !== undefined) await stopping;
}
await writeTrust(places);
await run('run/log-build.ts');
if (stopping !== undefined) await stopping;
if (!values.empty && !existsSync(doneFile(places.data))) await run('run/seed.ts');
if (stopping !== undefined) await stopping;
say(welcome(places, values.empty ? undefined : loadSeedIds(places.data), (performance.now() - begun) / 1000));
