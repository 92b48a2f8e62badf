import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openSqliteStore } from '../../gateway-api/src/index-store/sqlite-store.ts';
import { DerivedLog } from '../../gateway-api/src/log/derived-log.ts';
import { collections, projectWholeBlock } from '../../gateway-api/src/project-block.ts';
import { cpuTime } from './cpu-time.ts';
import { exponentOf, sizesInWords, type Sized } from './growth.ts';
import { measurement, type Measurement } from './measurement.ts';
import { provinceBlocks, shareOfYear, versionsOf } from './province-blocks.ts';

/** One of so many shares of the year is simulated: `BENCH_SHARE`. */
const share = Number(process.env['BENCH_SHARE'] ?? 50);
const blocksAtOnce = 10;
/** Looks on the way: from a thirty-second of the share to all of it. */
const looks = [32, 8, 2, 1];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Bytes of typed arrays that something still holds. */
const arraysHeld = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

function* inParts<Value>(values: Iterable<Value>): Generator<readonly Value[]> {
  let part: Value[] = [];
  for (const value of values) {
    part.push(value);
    if (part.length < blocksAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Seconds that work took, added up: on the clock, and of processor time. */
class Clock {
  wall = 0;
  cpu = 0;
  async time<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const [begun, cpuBegun] = [performance.now(), cpuTime()];
    const result = await work();
    this.wall += (performance.now() - begun) / 1000;
    this.cpu += cpuTime() - cpuBegun;
    return result;
  }
}

interface Year {
  readonly log: readonly Sized[];
  readonly index: readonly Sized[];
  /** Seconds on the clock. */
  readonly wall: { readonly log: number; readonly index: number };
  readonly versions: number;
  readonly keys: number;
  readonly bytes: { readonly ledger: number; readonly log: number; readonly index: number; readonly map: number };
}

/** A share of the year through derivation, log, map and index, in folders of its own. Making the blocks is not counted. */
async function simulate(folder: string): Promise<Year> {
  const counts = shareOfYear(share);
  const whole = versionsOf(counts);
  const arraysBefore = arraysHeld();
  const log = new DerivedLog({ dir: join(folder, 'log'), trusted: () => 0 });
  const store = openSqliteStore(join(folder, 'index.db'), collections);
  const project = projectWholeBlock('records');
  const clocks = { log: new Clock(), index: new Clock() };
  const grown = { log: [] as Sized[], index: [] as Sized[] };
  let [versions, ledger, look] = [0, 0, 0];
  const note = (): void => {
    for (const part of ['log', 'index'] as const) grown[part].push({ size: versions, value: clocks[part].cpu });
    look += 1;
  };
  for (const some of inParts(provinceBlocks(counts))) {
    await clocks.log.time(() => {
      for (const { input } of some) log.take(input);
      log.store.sync();
    });
    await clocks.index.time(() =>
      store.applyBlocks(some.map(({ whole: block }) => ({ ref: block, ops: project(block) }))),
    );
    for (const { input, bytes } of some) {
      versions += input.transactions[0]?.writes.length ?? 0;
      ledger += bytes;
    }
    if (look < looks.length - 1 && versions >= whole / (looks[look] ?? 1)) note();
  }
  note();
  const map = arraysHeld() - arraysBefore;
  const { keys } = log.map;
  log.close();
  await store.close();
  const bytes = { ledger, map, log: bytesIn(join(folder, 'log')), index: statSync(join(folder, 'index.db')).size };
  const wall = { log: clocks.log.wall, index: clocks.index.wall };
  return { ...grown, wall, versions, keys, bytes };
}

const hour = 3600;
const giga = 1e9;

/** Hours, disk and memory that the province's year takes, carried forward from a share of it with the growth that was measured. */
export async function provinceYear(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-year-'));
  try {
    const { log, index, wall, versions, keys, bytes } = await simulate(folder);
    const all = versionsOf(shareOfYear(1));
    const times = all / versions;
    const what = `the year's ${all.toLocaleString('en')} versions, from 1/${share} of it`;
    const hours = (name: 'log' | 'index', grown: readonly Sized[], atMost: number): Measurement => {
      const exponent = exponentOf(grown);
      const last = grown.at(-1)?.value ?? NaN;
      const first = grown[0] ?? { size: NaN, value: NaN };
      return measurement({
        name: `province-year/${name}`,
        // Growth that was measured below linear is not trusted to go on.
        value: (last * times ** Math.max(1, exponent)) / hour,
        unit: `hours of processor time for ${what} (exponent ${exponent.toFixed(3)}; s at ${sizesInWords(grown)}; on the clock ${wall[name].toFixed(0)} s)`,
        target: { atMost },
        other: { name: 'hours at the rate of the first records', value: ((first.value / first.size) * all) / hour },
      });
    };
    const gigabytes = (name: string, size: number, unit: string, atMost: number): Measurement =>
      measurement({
        name: `province-year/${name}`,
        value: (size * times) / giga,
        unit: `GB ${unit} for ${what}`,
        target: { atMost },
        other: { name: 'GB of the values on the ledger, as they are', value: (bytes.ledger * times) / giga },
      });
    const each = (size: number, of: number): string => `(${Math.round(size / of)} bytes each)`;
    const rows = [
      hours('log', log, 24),
      hours('index', index, 24),
      gigabytes('log-disk', bytes.log, `of log and map on disk ${each(bytes.log, versions)}`, 50),
      gigabytes('index-disk', bytes.index, `of index ${each(bytes.index, versions)}`, 500),
    ];
    // What a small share's map holds is less than what measurements before this one let go of meanwhile.
    if (bytes.map <= 0) {
      console.error(
        'province-year/map-memory is not measured: take a larger share (BENCH_SHARE), or this measurement alone',
      );
      return rows;
    }
    const map = `of memory for the map's ${keys.toLocaleString('en')} keys ${each(bytes.map, keys)}`;
    return [...rows, gigabytes('map-memory', bytes.map, map, 8)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
