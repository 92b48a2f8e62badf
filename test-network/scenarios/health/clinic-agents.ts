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
