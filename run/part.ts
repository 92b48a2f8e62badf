import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { repository } from './places.ts';

/** One process of the whole, as the supervisor runs it. */
export interface PartSpec {
  readonly name: string;
  /** What the progress line calls it. */
  readonly titleVi: string;
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ports: readonly number[];
  /** Parts of one wave start together. */
  readonly wave: 1 | 2;
  /** How long it may take until it answers; default: a minute. */
  readonly startMs?: number;
  /** True once the part answers. */
  ready(output: string): Promise<boolean>;
}

/**
 * glibc gives threads arenas of their own and keeps what they free: half of an idle network's memory. One arena that gives
 * free memory back costs no measurable throughput here (other C libraries ignore the names).
 */
const thrift = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };
const maxRestarts = 5;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs a part, restarts it with growing pauses after a crash, and says so; gives up after five restarts in a row. */
export class Part {
  readonly spec: PartSpec;
  #child: ChildProcess | undefined;
  #output = '';
  #stopping = false;
  #restarts = 0;
  readonly #logFile: string;
  readonly #log: WriteStream;
  readonly #say: (line: string) => void;
  readonly #onFailed: (part: Part) => void;
  readonly #firstPauseMs: number;

  constructor(
    spec: PartSpec,
    logs: string,
    say: (line: string) => void,
    onFailed: (part: Part) => void,
    firstPauseMs = 200,
  ) {
    this.#firstPauseMs = firstPauseMs;
    this.spec = spec;
    mkdirSync(logs, { recursive: true });
    this.#logFile = join(logs, `${spec.name}.log`);
    this.#log = createWriteStream(this.#logFile, { flags: 'a' });
    this.#say = say;
    this.#onFailed = onFailed;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get logFile(): string {
    return this.#logFile;
  }

  /** Starts the process and returns once it answers. @throws when it does not within `timeoutMs` or gives up. */
  async start(timeoutMs = 60_000): Promise<void> {
    this.#spawn();
    const deadline = Date.now() + timeoutMs;
    while (!(await this.spec.ready(this.#output).catch(() => false))) {
      if (this.#stopping) throw new Error(`${this.spec.name} was stopped`);
      if (Date.now() > deadline) throw new Error(`${this.spec.name} did not answer within ${timeoutMs / 1000} s`);
      await sleep(50);
    }
  }

  /** SIGTERM, then SIGKILL after five seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(hard);
    }
    this.#log.end();
  }

  tail(lines = 15): string {
    if (!existsSync(this.#logFile)) return '';
    return readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  #spawn(): void {
    this.#output = '';
    const child = spawn(this.spec.command, [...this.spec.args], {
      cwd: this.spec.cwd ?? repository,
      // A group of its own: Ctrl-C reaches the supervisor only, which then stops the parts in order.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...thrift, DN_SUPERVISOR_PID: String(process.pid), ...this.spec.env },
    });
    this.#child = child;
    const started = Date.now();
    const take = (chunk: Buffer): void => {
      this.#log.write(chunk);
      this.#output = (this.#output + chunk.toString('utf8')).slice(-8192);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => this.#log.write(`${error.message}\n`));
    child.once('close', (code, signal) => {
      if (!this.#stopping) void this.#crashed(Date.now() - started, signal ?? `exit ${code}`);
    });
  }

  async #crashed(lifeMs: number, how: string): Promise<void> {
    this.#restarts = lifeMs > 60_000 ? 1 : this.#restarts + 1;
    const { name, titleVi, title } = this.spec;
    if (this.#restarts > maxRestarts) {
      this.#stopping = true;
      // Told once everything before this line is in the log, whose end is shown.
      this.#log.write(`given up after ${maxRestarts} restarts\n`, () => this.#onFailed(this));
      return;
    }
    const pause = this.#firstPauseMs * 2 ** (this.#restarts - 1);
    this.#say(
      `⚠ ${titleVi} dừng đột ngột (${how}), khởi động lại ${this.#restarts}/${maxRestarts} / ${title} [${name}] stopped, restarting`,
    );
    await sleep(pause);
    if (!this.#stopping) this.#spawn();
  }
}
