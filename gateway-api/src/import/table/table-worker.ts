/** Reads one table in a thread of its own, and says it to the thread that started it (read-table-apart.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { ImportFileError } from '../import-problems.ts';
import { readTable, type TablePlace } from './read-table.ts';
import type { TableLimits } from './table.ts';

const { bytes, place, limits } = workerData as { bytes: Uint8Array; place: TablePlace; limits: TableLimits };
try {
  parentPort?.postMessage({ table: await readTable(bytes, place, limits) });
} catch (error) {
  if (!(error instanceof ImportFileError)) throw error;
  parentPort?.postMessage({ error: error.error });
}
