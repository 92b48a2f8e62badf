import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurement, median, type Measurement } from './measurement.ts';

const main = join(import.meta.dirname, '../../test-network/src/main.ts');

/** The embedded network alone, on an empty folder, until it says ready; beside a Node process that prints the same word. */
export async function networkStart(): Promise<Measurement> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const data = mkdtempSync(join(tmpdir(), 'daunguon-network-'));
    times.push(await secondsToReady([main, '--data', join(data, 'network'), '--ports', 'random']));
    rmSync(data, { recursive: true, force: true });
  }
  return measurement({
    name: 'network-start',
    value: median(times),
    unit: 's, empty folder',
    target: { atMost: 3 },
    other: { name: 'bare Node process, s', value: await secondsToReady(['-e', 'console.log("ready")']) },
  });
}

function secondsToReady(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let seconds: number | undefined;
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (seconds !== undefined || !/^ready/m.test(output)) return;
      seconds = (performance.now() - begun) / 1000;
      child.kill('SIGTERM');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', () => {
      if (seconds === undefined) reject(new Error(`the network did not start:\n${output.slice(-2000)}`));
      else resolve(seconds);
    });
  });
}
