import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurement, type Measurement } from './measurement.ts';
import { perBlock, recordBlock, syntheticLog } from './synthetic-log.ts';

const measured = 50_000;

/** Seconds for the values of as many records in one file, block by block, synced every 10,000. */
function plainAppend(): number {
  const dir = mkdtempSync(join(tmpdir(), 'daunguon-append-'));
  const fd = openSync(join(dir, 'values'), 'w');
  let seconds = 0;
  for (let done = 0; done < measured; done += perBlock) {
    const values = (recordBlock(0, done).transactions[0]?.writes ?? []).map(({ value }) => value);
    const begun = performance.now();
    writeSync(fd, Buffer.concat(values));
    if (done % 10_000 === 0) fsyncSync(fd);
    seconds += (performance.now() - begun) / 1000;
  }
  closeSync(fd);
  rmSync(dir, { recursive: true });
  return seconds;
}

/** Records a second that become leaves, map and files of the log, on one core, in a map that holds `keys` already. */
export async function derive(keys = 1_000_000, name = 'derive', least = 20_000): Promise<Measurement> {
  const log = syntheticLog(keys);
  try {
    const { seconds, cpuSeconds } = log.extend(measured);
    // On a machine with other work the clock counts that, too; processor time alone would hide the waits for the disk.
    const perCpuSecond = Math.round(measured / cpuSeconds);
    return measurement({
      name,
      value: measured / seconds,
      unit: `records/s (${perCpuSecond} a second of processor time) at ${keys} keys, ${perBlock} a block; map ${Math.round(log.mapMb)} MB`,
      target: { atLeast: least },
      other: { name: 'the same values appended to one file, records/s', value: measured / plainAppend() },
    });
  } finally {
    log.remove();
  }
}

/** The same at ten million keys; takes a quarter of an hour and 1.5 GB, so it runs only when named. */
export const derive10m = (): Promise<Measurement> => derive(10_000_000, 'derive-10m', 8000);
