import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { familyOf, memoryMb } from './process-memory.ts';

export const repository = join(import.meta.dirname, '../..');
/** So that a measurement runs beside `npm start`, or, by DN_PORT_OFFSET, beside another measurement. */
const ownPortOffset = Number(process.env['DN_PORT_OFFSET'] ?? 20_000);

/** A second copy of the whole system, in its own folder and on its own ports. */
export interface System {
  readonly gatewayUrl: string;
  readonly verifierUrl: string;
  readonly issuer: string;
  /** The enrolment agent, which gives a person's key its certificate. */
  readonly agentUrl: string;
  readonly data: string;
  /** Of its ports above the default ones. */
  readonly portOffset: number;
  /** Seconds from the command to its last line. */
  readonly seconds: number;
  /** Ids of the supervisor and all its parts. */
  processes(): number[];
  /** Memory of all of them; see `memoryUnit`. */
  memoryMb(): number;
  /** Stops it as Ctrl-C does; `keep` leaves the data for another start. */
  stop(keep?: boolean): Promise<void>;
}

/** Runs run/start.ts (or what `command` says, by the same Node) and returns when it says that it is ready. @throws with its last lines when it ends before. */
export async function startSystem(
  options: {
    data?: string;
    command?: readonly string[];
    cwd?: string;
    ledger?: 'fabric';
    limited?: boolean;
    env?: NodeJS.ProcessEnv;
  } = {},
): Promise<System> {
  // a copy on real Fabric runs beside one on the embedded network
  const portOffset = ownPortOffset + (options.ledger === 'fabric' ? 50 : 0);
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'daunguon-bench-'));
  const command = options.command ?? ['--disable-warning=ExperimentalWarning', join(repository, 'run/start.ts')];
  const begun = performance.now();
  const child = spawn(process.execPath, [...command], {
    cwd: options.cwd ?? repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // One farmer of a measurement stands for thousands of people.
      ...(options.limited === true ? {} : { DN_RATE_PERSON: '0' }),
      ...process.env,
      ...options.env,
      ...{ DAUNGUON_DATA: data, DN_PORT_OFFSET: String(portOffset), LEDGER: options.ledger ?? 'embedded' },
    },
  });
  const processes = (): number[] => familyOf(child.pid ?? 0);
  await untilReady(child);
  return {
    gatewayUrl: `http://localhost:${8080 + portOffset}`,
    verifierUrl: `http://localhost:${8081 + portOffset}`,
    issuer: `http://localhost:${8083 + portOffset}`,
    agentUrl: `http://localhost:${8084 + portOffset}`,
    ...{ data, portOffset },
    seconds: (performance.now() - begun) / 1000,
    processes,
    memoryMb: () => processes().reduce((sum, pid) => sum + memoryMb(pid), 0),
    stop: async (keep = false) => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      if (child.exitCode === null) await gone;
      if (!keep) rmSync(data, { recursive: true, force: true });
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4000);
      if (output.includes('could not be seeded')) child.kill('SIGINT');
      else if (output.includes('Ready in')) resolve();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', () => reject(new Error(`the system did not start:\n${output}`)));
  });
}
