import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
    await firstVerdict(clone, first);
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

/** Checks a label of the demonstration with the clone's own verifier, until an organisations' quorum has signed for it. */
async function firstVerdict(clone: string, system: System): Promise<void> {
  const ids = JSON.parse(readFileSync(join(system.data, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const command = [
    ...['--disable-warning=ExperimentalWarning', join(clone, 'verifier-web/src/cli/daunguon-verify.ts')],
    ...[`${system.verifierUrl}/R/${ids['split-0']}`, '--policy', join(system.data, 'trust')],
    ...['--state', join(system.data, 'bench-head.json')],
  ];
  for (let attempt = 1; ; attempt += 1) {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status === 0) return;
    if (attempt === 30) throw new Error(`no verdict: ${stdout}${stderr}`);
    await sleep(500);
  }
}
