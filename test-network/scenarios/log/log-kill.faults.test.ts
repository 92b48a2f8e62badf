import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCheckpoint, parseNote } from '@daunguon/proof';
import { logFiles, startLogNetwork, until, type LogNetwork } from './log-network.ts';

jest.setTimeout(600_000);

const rounds = Math.max(3, Math.ceil(Number(process.env['FAULT_ROUNDS'] ?? 10) / 4));
const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
let system: LogNetwork;
beforeAll(async () => {
  system = await startLogNetwork();
  // From here on the log runs in a process that can be killed.
  await until('a first checkpoint', () => system.log.head());
  await system.log.stop();
});
afterAll(() => system.stop());

const startLog = (): ChildProcess =>
  spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'log-process.ts')],
      JSON.stringify(system.logOptions),
    ],
    { stdio: 'ignore' },
  );

/** Roots by size of all heads that were ever seen: published by the log, cosigned by an organisation. */
const roots = new Map<string, Set<string>>();
const note = (text: string): void => {
  const { size, root } = parseCheckpoint(parseNote(text).text);
  const known = roots.get(String(size)) ?? new Set<string>();
  roots.set(String(size), known.add(Buffer.from(root).toString('hex')));
};
const look = (): void => {
  const published = join(system.data, 'log', 'checkpoints');
  for (const name of readdirSync(published)) {
    if (/^\d{12}$/.test(name)) note(readFileSync(join(published, name), 'utf8'));
  }
  for (const mspId of organisations) {
    const cosigned = join(system.folderOf(mspId), 'cosigned');
    for (const name of readdirSync(cosigned)) {
      if (/^[0-9a-f]{64}$/.test(name)) note(readFileSync(join(cosigned, name), 'utf8'));
    }
  }
};

test(`killed at any time in ${rounds} rounds, log and cosigners never have two heads of one size, and go on`, async () => {
  let log = startLog();
  let written = 0;
  for (let round = 0; round < rounds; round += 1) {
    const writing = (async () => {
      for (let index = 0; index < 4; index += 1, written += 1) {
        await system.write({ id: written.toString().padStart(26, '0') });
        look();
      }
    })();
    await sleep(randomInt(50, 900));
    if (round % 3 !== 1) log.kill('SIGKILL');
    if (round % 3 !== 0) await system.killCosigners();
    await writing;
    look();
    if (round % 3 !== 1) log = startLog();
    if (round % 3 !== 0) await system.startCosigners();
    const seen = roots.size;
    // All that was written may have been covered before the kill: only something new must bring a new head.
    await system.write({ id: written.toString().padStart(26, '0') });
    written += 1;
    await until('a new head', () => (look(), roots.size > seen ? true : undefined));
  }
  log.kill('SIGKILL');
  await new Promise((resolve) => log.once('exit', resolve));
  const last = system.openLog();
  const block = await system.write({ id: written.toString().padStart(26, '0') });
  expect(await last.covered(block, 20_000)).toBe(true);
  look();
  expect([...roots.values()].filter((known) => known.size > 1)).toEqual([]);
  expect(roots.size).toBeGreaterThan(rounds + 1);
  for (const mspId of organisations) {
    await until(`${mspId} to catch up`, () => {
      const own = logFiles(join(system.data, 'log'));
      return logFiles(join(system.folderOf(mspId), 'log'))['blocks.bin'] === own['blocks.bin'] ? true : undefined;
    });
    expect(logFiles(join(system.folderOf(mspId), 'log'))).toEqual(logFiles(join(system.data, 'log')));
    const { alarms } = (await (await fetch(`${system.cosignerUrl(mspId)}/alarms`)).json()) as { alarms: unknown[] };
    expect(alarms).toEqual([]);
  }
});
