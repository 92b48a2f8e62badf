import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const portOffset = 20_000;

/** A second copy of the whole system, in its own folder and on its own ports. */
export interface System {
  readonly gatewayUrl: string;
  readonly issuer: string;
  /** The enrolment agent, which gives a person's key its certificate. */
  readonly agentUrl: string;
  readonly data: string;
  /** Seconds from the command to its last line. */
  readonly seconds: number;
  /** Resident memory of the supervisor and all its parts, in MB. */
  residentMb(): number;
  /** Stops it as Ctrl-C does; `keep` leaves the data for another start. */
  stop(keep?: boolean): Promise<void>;
}

/** Runs run/start.ts and returns when it says that it is ready. @throws with its last lines when it ends before. */
export async function startSystem(options: { data?: string; empty?: boolean } = {}): Promise<System> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'daunguon-bench-'));
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(repository, 'run/start.ts'),
      ...(options.empty === true ? ['--empty'] : []),
    ],
    {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DAUNGUON_DATA: data, DN_PORT_OFFSET: String(portOffset) },
    },
  );
  await untilReady(child);
  return {
    gatewayUrl: `http://localhost:${8080 + portOffset}`,
    issuer: `http://localhost:${8083 + portOffset}`,
    agentUrl: `http://localhost:${8084 + portOffset}`,
    data,
    seconds: (performance.now() - begun) / 1000,
    residentMb: () => familyOf(child.pid ?? 0).reduce((sum, pid) => sum + residentMb(pid), 0),
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

const statusOf = (pid: number | string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};

/** A process and its descendants (Linux only: /proc). */
function familyOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(statusOf(name))?.[1])] as const);
  const family = [root];
  for (const pid of family) family.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  return family;
}

export const residentMb = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0) / 1024;
