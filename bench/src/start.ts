import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitRecord } from '@daunguon/proof';
import type { RecordState } from '@daunguon/records';
import { measurement, type Measurement } from './measurement.ts';
import { repository, startSystem, type System } from './system.ts';

/**
 * What a newcomer waits for: a bare clone, `npm start` with everything it installs, builds, starts and seeds, and the first
 * verdict on a label; beside the second start of the same clone. The packages come from npm, or from its cache.
 */
export async function start(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-clone-'));
  const clone = join(folder, 'clone');
  try {
    const begun = performance.now();
    execFileSync('git', ['clone', '--quiet', repository, clone]);
    const command = [join(clone, 'bootstrap.mjs'), 'run/start.ts'];
    const first = await startSystem({ command, cwd: clone, data: join(folder, 'data') });
    await firstVerdict(first);
    const seconds = (performance.now() - begun) / 1000;
    await first.stop(true);
    const second = await startSystem({ command, cwd: clone, data: first.data });
    await second.stop();
    return measurement({
      name: 'start',
      value: seconds,
      unit: 's, bare clone to first verdict',
      target: { atMost: 240 },
      other: { name: 'second start of the same clone, s', value: second.seconds },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a label of the demonstration as a phone does: the page, then its record. @throws when it does not match its commitment. */
async function firstVerdict(system: System): Promise<void> {
  const ids = JSON.parse(readFileSync(join(system.data, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const id = ids['split-0'];
  const page = await fetch(`${system.verifierUrl}/R/${id}`);
  if (!page.ok) throw new Error(`the verifier answers ${page.status}`);
  const answer = await fetch(`${system.gatewayUrl}/r/${id}/story`);
  const { record } = (await answer.json()) as { record: RecordState };
  if (commitRecord(record.body, record.salt) !== record.commitment) throw new Error(`${id} does not match`);
}
