import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAgent, takeIn, type Agent } from '@daunguon/clinic';
import type { RetentionClass } from '@daunguon/records';
import type { System } from '../system.ts';

/** A facility of the demonstration with its agent on a machine of its own. */
export interface Clinic {
  readonly unit: string;
  readonly login: string;
  readonly dataDir: string;
  readonly agent: Agent;
  /** Lines that the agent said. */
  readonly said: string[];
}

export const seedId = (system: System, name: string): string =>
  (JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name] ?? '';

export async function openClinic(system: System, letter: 'a' | 'b' | 'c'): Promise<Clinic> {
  const login = `clinic-${letter}`;
  const token = await system.token(login);
  const dataDir = mkdtempSync(join(tmpdir(), `${login}-`));
  const unit = seedId(system, `unit-${login}`);
  const said: string[] = [];
  const agent = openAgent(
    {
      ...{ unit, gateway: system.gateway, verifier: system.verifier, dataDir },
      ...{ trustDir: join(system.dataDir, 'trust'), retention: 'outpatient', maxBytes: 1_000_000 },
      token: () => token,
    },
    (line) => said.push(line),
  );
  return { unit, login, dataDir, agent, said };
}

export interface Taken {
  readonly name?: string;
  readonly retention?: RetentionClass;
  readonly date?: string;
}

export const take = (
  { agent }: Clinic,
  patient: string,
  content: string | Uint8Array,
  { name = 'document.json', retention = 'none', date = '2026-01-02' }: Taken = {},
): Promise<string> => takeIn(agent.intake, { patient, name, retention, date, bytes: Buffer.from(content) });

/** Ticks until nothing is staged any more: every commitment is on the ledger. */
export async function untilCommitted(...clinics: readonly Clinic[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    for (const { agent } of clinics) await agent.tick();
    if (clinics.every(({ agent }) => agent.store.inState('staged').length === 0)) return;
    if (Date.now() > deadline) throw new Error('not committed within a minute');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Everything that agents in processes of their own have said, in all scenarios of this file. */
export const processOutput: string[] = [];

export interface AgentProcess {
  readonly child: ChildProcess;
  /** Standard output and errors. */
  readonly output: () => string;
  /** Until `run` watches and listens; rejects when it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
  /** Kills it at once, wherever it is. @returns the signal by which it ended */
  kill(): Promise<NodeJS.Signals | null>;
}

/** `daunguon-clinic` as a facility's machine runs it, with the settings of a facility of the demonstration. */
export async function agentProcess(
  system: System,
  { unit, login }: Pick<Clinic, 'unit' | 'login'>,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<AgentProcess> {
  const cli = join(import.meta.dirname, '../../../clinic/src/cli/daunguon-clinic.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
    env: {
      ...process.env,
      ...{ DN_CLINIC_UNIT: unit, DN_CLINIC_GATEWAY: system.gateway, DN_CLINIC_VERIFIER: system.verifier },
      ...{ DN_CLINIC_TOKEN: await system.token(login), DN_CLINIC_TRUST: join(system.dataDir, 'trust') },
      ...{ DN_CLINIC_TICK_MS: '200', DN_CLINIC_RETENTION: 'none', ...settings },
    },
  });
  let output = '';
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (said: Buffer) => {
        output += said.toString();
        processOutput.push(said.toString());
        if (output.includes('ready clinic')) resolve();
      });
    }
    ended.then(() => reject(new Error(`the agent ended: ${output}`)), reject);
  });
  // Who waits for another end of it does not wait for this.
  ready.catch(() => undefined);
  return {
    ...{ child, output: () => output, ready, ended },
    kill: async () => {
      child.kill('SIGKILL');
      return (await ended)[1];
    },
  };
}

/** Asks again until the answer is not undefined. */
export async function until<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  what: string,
  milliseconds = 90_000,
): Promise<Value> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
