import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '../../gateway-api/src/config.ts';
import { openSqliteStore } from '../../gateway-api/src/index-store/sqlite-store.ts';
import { collections } from '../../gateway-api/src/project-block.ts';
import { rebuildIndex } from '../../gateway-api/src/rebuild.ts';
import { signInFarmer } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const rows = 500;
const least = 20_000;

/** Records a second of the gateway's own rebuild from blocks, on a copy of its index; the copy must come out byte for byte as it was. */
export async function indexRebuild(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  await inParallel(least / rows, 2, () => farmer.registerMany(rows));
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-rebuild-'));
  try {
    const file = join(folder, 'index.db');
    copyIndex(join(system.data, 'index.db'), file);
    const before = await dump(file);
    const records = before.filter((line) => line.startsWith('records\t')).length;
    if (records < least) throw new Error(`the index holds ${records} records only`);
    const seconds = await rebuild(folder, join(system.data, 'network'));
    const after = await dump(file);
    const differing = before.findIndex((line, index) => line !== after[index]);
    if (differing >= 0 || before.length !== after.length) {
      throw new Error(
        `rebuilt ${after.length} lines of ${before.length}; first difference:\n${before[differing]}\n${after[differing]}`,
      );
    }
    return measurement({
      name: 'index-rebuild',
      value: records / seconds,
      unit: `records/s, ${records} records, same bytes`,
      target: { atLeast: 10_000 },
      other: {
        name: 'plain SQLite writes of the same documents, records/s',
        value: records / plainWrites(before, join(folder, 'plain.db')),
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A copy in one transaction while the gateway runs (https://sqlite.org/lang_vacuum.html). */
function copyIndex(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  database.prepare('VACUUM INTO ?').run(to);
  database.close();
}

async function dump(file: string): Promise<string[]> {
  const store = openSqliteStore(file, collections);
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  await store.close();
  return lines;
}

/** Seconds from opening the index to its last block: connecting is part of the figure, the start of a process is not. */
async function rebuild(dataDir: string, networkDir: string): Promise<number> {
  const config = readConfig({ DN_DATA: dataDir, DN_NETWORK: networkDir });
  const begun = performance.now();
  await rebuildIndex(config);
  return (performance.now() - begun) / 1000;
}

/** Seconds for every document of the index, one after another, into a table without an index, 500 a transaction. */
function plainWrites(lines: readonly string[], file: string): number {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT)');
  const insert = database.prepare('INSERT INTO t (v) VALUES (?)');
  const begun = performance.now();
  for (let at = 0; at < lines.length; at += rows) {
    database.exec('BEGIN IMMEDIATE');
    for (const line of lines.slice(at, at + rows)) insert.run(line);
    database.exec('COMMIT');
  }
  database.close();
  return (performance.now() - begun) / 1000;
}
