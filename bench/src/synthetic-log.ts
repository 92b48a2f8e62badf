import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockInput } from '@daunguon/proof';
import { DerivedLog } from '../../gateway-api/src/log/derived-log.ts';
import { cpuTime } from './cpu-time.ts';
import { seed } from './seed.ts';

export const perBlock = 500;

const hex = (text: string): string => hash('sha256', `${seed()} ${text}`);
/** Ids as random as real ones, and the same for a seed: hexadecimal digits are Crockford's too. */
export const idOf = (record: number): string => `0${hex(`id ${record}`).slice(0, 25).toUpperCase()}`;

/** A ledger value as the chaincode writes it for a harvest batch, some 800 bytes. */
function valueOf(record: number, id: string, owner: string, area: string): Buffer {
  const commitment = hex(`body ${record}`);
  const body = {
    ...{ kind: 'harvest', lot: `SR-${record}`, product: { code: 'durian', name: 'Sầu riêng Ri6' }, weightKg: '325.5' },
    ...{ growingArea: area, producer: owner, harvestDate: '2026-11-22', commune: '26425' },
    ...{ parents: [], children: [], recalls: [], remaining: '325.5', cap: { season: '2026', remaining: '120000' } },
  };
  const state = {
    ...{
      id,
      type: 'origin/batch',
      version: 1,
      status: 'active',
      owner,
      body,
      salt: commitment.slice(0, 32),
      commitment,
    },
    ...{ ts: '2026-11-24T08:00:00.000Z', by: { msp: 'AgriMSP', unit: owner, role: 'farmer', signing: 'custodial' } },
  };
  return Buffer.from(JSON.stringify(state));
}

/** The next block: one bulk command with new records. `first` is the number of records before it. */
export function recordBlock(number: number, first: number): BlockInput {
  const [owner, area] = [idOf(-1), idOf(-2)];
  const writes = Array.from({ length: perBlock }, (_, index) => {
    const id = idOf(first + index);
    return { key: `r/${id}`, isDelete: false, value: valueOf(first + index, id, owner, area) };
  }).sort((a, b) => (a.key < b.key ? -1 : 1));
  const ts = new Date(1_795_000_000_000 + number * 100).toISOString();
  return {
    number,
    headerHash: hex(`header ${number}`),
    transactions: [{ index: 0, txId: hex(`tx ${number}`), ts, msp: 'AgriMSP', config: false, writes }],
  };
}

export interface SyntheticLog {
  readonly log: DerivedLog;
  /** Seconds that taking in the blocks took; making them is not counted. */
  readonly seconds: number;
  /** The same in seconds of processor time. */
  readonly cpuSeconds: number;
  readonly records: number;
  /** Of typed arrays: the map's tables. */
  readonly mapMb: number;
  /** Takes in further blocks; the seconds that took. Synced to disk at the end and every 10,000 records, as publishing would. */
  extend(records: number): { seconds: number; cpuSeconds: number; bytes: number };
  remove(): void;
}

/** A log of so many records in 500-record blocks, derived into a folder of its own. Every million is told on standard error. */
export function syntheticLog(records: number): SyntheticLog {
  const dir = mkdtempSync(join(tmpdir(), 'daunguon-derive-'));
  const before = process.memoryUsage().arrayBuffers;
  const log = new DerivedLog({ dir, trusted: () => 0 });
  let total = 0;
  const extend: SyntheticLog['extend'] = (count) => {
    let [seconds, cpuSeconds, bytes] = [0, 0, 0];
    for (let done = 0; done < count; done += perBlock) {
      const block = recordBlock(log.next(), total);
      for (const { value } of block.transactions[0]?.writes ?? []) bytes += value.length;
      const [begun, cpuBegun] = [performance.now(), cpuTime()];
      log.take(block);
      total += perBlock;
      if (total % 10_000 === 0) log.store.sync();
      seconds += (performance.now() - begun) / 1000;
      cpuSeconds += cpuTime() - cpuBegun;
      if (total % 1_000_000 === 0 && total < records)
        console.error(`  ${total / 1_000_000} of ${records / 1_000_000} million records derived`);
    }
    return { seconds, cpuSeconds, bytes };
  };
  const { seconds, cpuSeconds } = extend(records);
  return {
    ...{ log, seconds, cpuSeconds, records, extend },
    mapMb: (process.memoryUsage().arrayBuffers - before) / 1e6,
    remove() {
      log.store.close();
      rmSync(dir, { recursive: true });
    },
  };
}
