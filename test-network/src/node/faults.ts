/**
 * Faults of nodes while the network runs, for whoever tries what a system does then. They come as a file in the data folder, so that a
 * test reaches a network in another process; a network that starts begins without any.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Faults {
  /** Nodes that are down, as the connection profile names them: `peer.EduMSP`, `orderer.EduMSP`. */
  readonly down: readonly string[];
  /** Organisations that are cut off: their nodes and the others do not reach each other; their own clients still reach their peer. */
  readonly cut: readonly string[];
  /** Milliseconds by which the endorsements of an organisation's peer are late. */
  readonly slow: Readonly<Record<string, number>>;
  /** Milliseconds that an organisation's peer takes for each block that it hands out. */
  readonly late: Readonly<Record<string, number>>;
}

export const noFaults: Faults = { down: [], cut: [], slow: {}, late: {} };

const folderOf = (dataDir: string): string => join(dataDir, 'faults');
const wantedFile = (dataDir: string): string => join(folderOf(dataDir), 'wanted.json');
const inForceFile = (dataDir: string): string => join(folderOf(dataDir), 'in-force.json');

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
const write = (file: string, text: string): void => {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
};

/** Asks the running network of this folder for these faults and no others; resolves once they are in force. @throws Error after two seconds */
export const setFaults = async (dataDir: string, faults: Partial<Faults>): Promise<void> => {
  const text = JSON.stringify({ ...noFaults, ...faults });
  write(wantedFile(dataDir), text);
  for (let tries = 0; read(inForceFile(dataDir)) !== text; tries += 1) {
    if (tries === 100) throw new Error(`no network that runs on ${dataDir} took the faults`);
    await sleep(20);
  }
};

/** Calls `apply` with what `setFaults` asks for, one after another. @returns how to end that */
export const followFaults = (dataDir: string, apply: (faults: Faults) => Promise<void>): (() => void) => {
  rmSync(folderOf(dataDir), { recursive: true, force: true });
  mkdirSync(folderOf(dataDir), { recursive: true });
  let last: string | undefined;
  let applying = Promise.resolve();
  const look = async (): Promise<void> => {
    const text = read(wantedFile(dataDir));
    if (text === undefined || text === last) return;
    last = text;
    await apply(JSON.parse(text) as Faults);
    write(inForceFile(dataDir), text);
  };
  const watcher = watch(folderOf(dataDir), { persistent: false }, () => {
    applying = applying.then(look).catch((error: Error) => console.error(`faults: ${error.message}`));
  });
  return () => watcher.close();
};
