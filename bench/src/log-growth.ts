import { CompactRange, inclusionProof, mapKey } from '@daunguon/proof';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';
import { exponentOf, sizesInWords, type Sized } from './growth.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import { idOf, perBlock, syntheticLog, type SyntheticLog } from './synthetic-log.ts';

const proofs = 500;

/** Milliseconds of a record's proofs, of its leaf and of its state, at the newest head; of records all over the log. */
function proofTimes({ log: { store, map } }: SyntheticLog, records: number): number[] {
  const size = BigInt(store.size());
  return Array.from({ length: proofs }, (_, number) => {
    const record = (number * 7919 * 131) % records;
    const begun = performance.now();
    const leaf = BigInt(record + Math.floor(record / perBlock));
    const { path } = map.prove(mapKey(idOf(record), sha256));
    const hashes = inclusionProof(leaf, size, store.nodes, sha256);
    if (path.length === 0 || hashes.length === 0) throw new Error(`record ${record} is not proven`);
    return performance.now() - begun;
  });
}

/** Milliseconds to hash all leaves together again: what a proof costs where no inner node is kept. */
function rehash({ log: { store } }: SyntheticLog): number {
  const begun = performance.now();
  const range = new CompactRange(sha256);
  for (let index = 0; index < store.size(); index += 1) range.append(store.leafHash(index));
  if (!Buffer.from(range.root()).equals(store.root())) throw new Error('the roots differ');
  return performance.now() - begun;
}

/** How deriving a log with its map, and proving a record from it, grow with the records, as exponents, beside a tree of which no node is kept. */
export async function logGrowth(largest = 1_000_000, name = 'log-growth'): Promise<Measurement[]> {
  const [derived, proven, rehashed]: [Sized[], Sized[], Sized[]] = [[], [], []];
  const log = syntheticLog(0);
  let [seconds, before] = [0, 0];
  try {
    for (let size = 10_000; size <= largest; size *= 10) {
      seconds += log.extend(size - before).seconds;
      before = size;
      derived.push({ size, value: seconds });
      proven.push({ size, value: median(proofTimes(log, size)) });
      rehashed.push({ size, value: rehash(log) });
    }
  } finally {
    log.remove();
  }
  const other = {
    name: `exponent of hashing all leaves for a proof, ms at ${sizesInWords(rehashed)}`,
    value: exponentOf(rehashed),
  };
  const row = (part: string, of: readonly Sized[], unit: string, atMost: number): Measurement =>
    measurement({
      name: `${name}/${part}`,
      value: exponentOf(of),
      unit: `exponent; ${unit} at ${sizesInWords(of)}`,
      ...{ target: { atMost }, other },
    });
  return [
    row('derive', derived, 's for log, map and files of all', 1.15),
    row('proof', proven, 'ms to prove a record and its state', 0.3),
  ];
}

/** The same up to ten million; takes a quarter of an hour and 1.5 GB, so it runs only when named. */
export const logGrowth10m = (): Promise<Measurement[]> => logGrowth(10_000_000, 'log-growth-10m');
