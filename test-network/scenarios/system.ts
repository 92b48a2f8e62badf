/** Starts the whole product as `npm start` does, in a folder and on ports of its own, and drives it as its users do: over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@daunguon/proof';
import { gatewayResource } from '../src/oidc/clients.ts';
import { accessToken } from '../src/oidc/sign-in.ts';
import { copySeeded, firstStartLog, keepSeeded, keepsSeeded, seededOffset } from './seeded-data.ts';
import { keepShared, type Running, runningShared, stopShared } from './shared-data.ts';

const root = join(import.meta.dirname, '../..');
/** A supervisor is not left behind by tests that were killed. */
const endWithParent = join(root, 'run/end-with-parent.ts');
/** What a supervisor says, in its data folder: a file outlives the test file that started it. */
const startLog = 'start.log';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface System {
  /** Of the supervisor. */
  readonly pid: number;
  readonly gateway: string;
  readonly verifier: string;
  /** The workspaces. */
  readonly explorer: string;
  readonly issuer: string;
  readonly dataDir: string;
  readonly offset: number;
  readonly output: () => string;
  get(path: string, login?: string): Promise<Answer>;
  post(path: string, body: unknown, login?: string, headers?: Record<string, string>): Promise<Answer>;
  token(login: string): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Within `npm test` in the folder of the run, which is in memory where there is room (build/test-folder.ts). */
const newDataDir = (): string => mkdtempSync(join(process.env['DN_TEST_SEEDED'] ?? tmpdir(), 'daunguon-'));

/** 128 random bits in the form of a record or request id. */
export const freshId = (): string => newId(randomBytes(16));

/** The calendar day, YYYY-MM-DD, so many days before today: the running ledger refuses harvests of the future and of long ago. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Ports of a copy lie this far above the default ones. All default ports agree in few residues modulo 100, so copies whose offsets differ by
 * hundreds never meet, nor by ten or twenty: one hundred for each worker that tests in parallel. The four peers lie a thousand apart, so other
 * runs on this machine keep four thousand away: nobody takes the port of a network that a test has just killed. Linux gives out ephemeral
 * ports from 32768; we stay below.
 */
const freeOffset = (): number =>
  randomInt(1, 6) * 4000 + 100 * (1 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % 8)) + 10 * randomInt(0, 3);

export interface SystemOptions {
  /** Without the demonstration. */
  readonly empty?: boolean;
  readonly dataDir?: string;
  readonly offset?: number;
  /** MongoDB that holds the index; default: SQLite, or what the environment names. */
  readonly mongoUri?: string;
  /** How long a write waits for its commit; default: the gateway's own. */
  readonly commitWaitMs?: number;
  /** Settings beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Assurance level with which `token` signs people in; default: what the issuer gives who asks for none. */
  readonly acr?: string;
}

/**
 * A system with the demonstration, unless the options say otherwise; within `npm test` from a copy of what was seeded before, from whose
 * blocks an index in MongoDB is built first. Of a folder that goes on, `offset` is given, too.
 */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  // Its ports are those of this worker's copies.
  await stopShared();
  if (!keepsSeeded() || options.empty || options.offset !== undefined) return startAnywhere(options);
  return (await startFromSeeded(options, seededOffset() ?? (await seedOnce()))) ?? (await startAnywhere(options));
}

/** What no test waits long for: batches of health records, and webhooks that a test receives on this machine. */
const sharedEnv = { DN_HEALTH_BATCH_SECONDS: '1', DN_HEALTH_ERASURE_SECONDS: '1', DN_WEBHOOK_LOOPBACK: '1' };

/**
 * The system with the demonstration that files of a Jest worker have in common: within `npm test` it starts with the first of them and goes on
 * until the run ends, so that a file waits for no start. For files that add records of their own and look at those, whatever others added
 * before. Who stops, kills or tampers with parts, or counts all that there is, has a system of their own (`startSystem`).
 */
export async function sharedSystem(): Promise<System> {
  const running = runningShared();
  if (running !== undefined) {
    const output = (): string => readFileSync(join(running.dataDir, startLog), 'utf8');
    return systemAt(running, {}, { output, stop: () => Promise.resolve() });
  }
  const system = await startSystem({ env: sharedEnv });
  if (!keepsSeeded()) return system;
  keepShared(system);
  return { ...system, stop: () => Promise.resolve() };
}

async function seedOnce(): Promise<number> {
  const dataDir = newDataDir();
  const system = await startAnywhere({ dataDir });
  await system.stop();
  writeFileSync(join(dataDir, firstStartLog), system.output());
  keepSeeded(dataDir, system.offset);
  return system.offset;
}

/** Undefined where something else has taken the ports since. */
async function startFromSeeded(options: SystemOptions, offset: number): Promise<System | undefined> {
  const dataDir = options.dataDir ?? newDataDir();
  copySeeded(offset, dataDir);
  try {
    return await startOnce(options, offset, dataDir);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    if (!/in use/.test(String(error))) throw error;
    return undefined;
  }
}

/** Another program, or another run of the tests, may hold one of the ports: then another offset is tried. */
async function startAnywhere(options: SystemOptions): Promise<System> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options, options.offset ?? freeOffset());
    } catch (error) {
      if (attempt === 10 || options.offset !== undefined || !/in use/.test(String(error))) throw error;
    }
  }
}

async function startOnce(
  options: SystemOptions,
  offset: number,
  dataDir = options.dataDir ?? newDataDir(),
): Promise<System> {
  mkdirSync(dataDir, { recursive: true });
  const log = openSync(join(dataDir, startLog), 'w');
  const args = ['--import', endWithParent, join(root, 'run/start.ts'), ...(options.empty ? ['--empty'] : [])];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      ...options.env,
      DAUNGUON_DATA: dataDir,
      DN_PORT_OFFSET: String(offset),
      ...(options.mongoUri === undefined ? {} : { DN_MONGODB_URI: options.mongoUri }),
      ...(options.commitWaitMs === undefined ? {} : { DN_COMMIT_WAIT_MS: String(options.commitWaitMs) }),
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const output = (): string => readFileSync(join(dataDir, startLog), 'utf8');
  await untilReady(child, `http://localhost:${8080 + offset}/readyz`, output);
  let said: string | undefined;
  return systemAt({ pid: child.pid!, offset, dataDir }, options, {
    output: () => said ?? output(),
    async stop(signal) {
      await ended(child, signal);
      said = output();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  });
}

function systemAt(
  { pid, offset, dataDir }: Running,
  options: Pick<SystemOptions, 'acr'>,
  { output, stop }: { output(): string; stop(signal: NodeJS.Signals): Promise<void> },
): System {
  const gateway = `http://localhost:${8080 + offset}`;
  const issuer = `http://localhost:${8083 + offset}`;
  const tokens = new Map<string, Promise<string>>();
  const token = (login: string): Promise<string> => {
    if (!tokens.has(login)) tokens.set(login, accessToken(issuer, login, gatewayResource, options.acr));
    return tokens.get(login)!;
  };
  const call = async (
    method: string,
    path: string,
    login?: string,
    body?: unknown,
    extra: Record<string, string> = {},
  ): Promise<Answer> => {
    const headers: Record<string, string> = { ...extra };
    if (login) headers.authorization = `Bearer ${await token(login)}`;
    if (body !== undefined && !headers['content-type']) headers['content-type'] = 'application/json';
    const payload =
      body === undefined ? null : typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const response = await fetch(`${gateway}${path}`, { method, headers, body: payload as RequestInit['body'] });
    const text = await response.text();
    let parsed: Record<string, unknown> = { text };
    if (/json/.test(response.headers.get('content-type') ?? '')) parsed = JSON.parse(text) as Record<string, unknown>;
    return { status: response.status, body: parsed, headers: response.headers };
  };
  return {
    pid,
    gateway,
    issuer,
    verifier: `http://localhost:${8081 + offset}`,
    explorer: `http://localhost:${8082 + offset}`,
    dataDir,
    offset,
    output,
    token,
    get: (path, login) => call('GET', path, login),
    post: (path, body, login, headers) => call('POST', path, login, body, headers),
    stop: (signal = 'SIGINT') => stop(signal),
  };
}

/** Real Fabric takes longer to start, and its orderers wait for more transactions: the demonstration is written in minutes. */
const readyMs = process.env['LEDGER'] === 'fabric' ? 480_000 : 120_000;

/** Ready means that the supervisor printed its closing block, which it does after the seed. */
async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the system ended with ${child.exitCode}:\n${output().slice(-4000)}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok && output().includes('Ctrl-C')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await ended(child, 'SIGKILL');
  throw new Error(`the system did not get ready:\n${output().slice(-4000)}`);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  // Whoever waits for its end goes on running until then.
  child.ref();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
