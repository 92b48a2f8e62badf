import { Worker } from 'node:worker_threads';
import { ImportFileError, type RowError } from '../import-problems.ts';
import type { TablePlace } from './read-table.ts';
import type { Table, TableLimits } from './table.ts';

type Said = { readonly table: Table } | { readonly error: RowError };

/** Of a thread that reads one file: a bomb that no other limit caught ends with it. */
const mostMegabytes = 1024;
const mostMs = 120_000;

/** The reading before: the memory of one thread is bounded, that of many at once is not. */
let before: Promise<unknown> = Promise.resolve();

/**
 * `readTable` in a thread of its own, one file after the other: a workbook takes seconds, in which others are served, and what it may take of
 * memory and time is bounded. @throws ImportFileError
 */
export function readTableApart(bytes: Uint8Array, place: TablePlace, limits: TableLimits): Promise<Table> {
  const read = before.then(() => readInThread(bytes, place, limits));
  before = read.catch(() => undefined);
  return read;
}

async function readInThread(bytes: Uint8Array, place: TablePlace, limits: TableLimits): Promise<Table> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    ...{ workerData: { bytes, place, limits }, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } },
    // Of the gateway's own flags and secrets it needs none.
    ...{ env: {}, execArgv: ['--disable-warning=ExperimentalWarning'] },
  });
  // A thread that is ended from outside in the middle of its work can take the process with it: only one that does not end by itself is.
  const timer = setTimeout(() => void worker.terminate(), mostMs);
  try {
    const said = await new Promise<Said>((resolve, reject) => {
      let last: Said | undefined;
      worker.once('message', (said: Said) => (last = said));
      worker.once('error', (error: Error & { code?: string }) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ImportFileError('file-bomb', 1) : error),
      );
      worker.once('exit', () => (last === undefined ? reject(new ImportFileError('file-bomb', 1)) : resolve(last)));
    });
    if ('error' in said) throw new ImportFileError(said.error.code, said.error.line, said.error.column);
    return said.table;
  } finally {
    clearTimeout(timer);
  }
}
