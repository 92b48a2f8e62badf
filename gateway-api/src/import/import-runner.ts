import { setTimeout as sleep } from 'node:timers/promises';
import { chunkRequestId } from './import-ids.ts';
import type { ImportActor, ImportChunk, LineRow, RefusedRow } from './import-record.ts';
import type { ImportStore } from './import-store.ts';

/** Rows of one file that go to the ledger in one command. */
export interface ImportCommand<Row> {
  readonly actor: ImportActor;
  /** The same for the same rows, whatever happened to an earlier try. */
  readonly requestId: string;
  readonly rows: readonly LineRow<Row>[];
}
export interface ImportLedger<Row, Result = never> {
  /** Resolves after commit; rejects with a DomainError-shaped refusal, or anything else when the outcome is unknown. */
  submit(
    command: ImportCommand<Row>,
  ): Promise<{ readonly transactionId: string; readonly results?: readonly Result[] }>;
}

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly subject: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A final refusal by the rules (4xx); 408, 409 read conflicts without our code and 429 are not ours to give up on. */
const asRefusal = (error: unknown): Refusal | undefined => {
  const refusal = error as Partial<Refusal> | null;
  const known =
    typeof refusal?.code === 'string' && /^(origin|credential|registry|health)\/[a-z-]+$/.test(refusal.code);
  if (!known || typeof refusal.status !== 'number' || refusal.status < 400 || refusal.status >= 500) return undefined;
  return {
    code: refusal.code ?? '',
    status: refusal.status,
    subject: refusal.subject ?? '',
    errors: refusal.errors ?? [],
  };
};

/** The rows a refusal names by pointer (`/batches/3/lot`); all of them when it names none, or when it is about the unit. */
function refusedRows<Row>(chunk: ImportChunk<Row>, refusal: Refusal): readonly RefusedRow[] {
  const named = new Map<number, string>();
  const ofUnit = refusal.code === 'registry/not-accredited';
  for (const { pointer, detail } of ofUnit ? [] : refusal.errors) {
    const index = Number(/^\/[a-z]+\/(\d+)(\/|$)/.exec(pointer)?.[1] ?? NaN);
    if (index < chunk.rows.length) named.set(index, detail);
  }
  return chunk.rows.flatMap(({ line }, index) => {
    if (named.size > 0 && !named.has(index)) return [];
    return [{ line, code: refusal.code, detail: named.get(index) ?? refusal.subject }];
  });
}

export interface ImportRunner {
  /** Starts or goes on with a running import; a second call while it runs does nothing. */
  run(id: string): void;
  /** Goes on with everything that a stopped gateway left running. */
  resumeAll(): void;
  /** Resolves when something changed for this import, or after `milliseconds`. */
  changed(id: string, milliseconds: number): Promise<void>;
  /** Stops after the command under way. */
  stop(): Promise<void>;
}

export function createImportRunner<Row, Result>(
  store: ImportStore<Row, Result>,
  ledger: ImportLedger<Row, Result>,
  { retryMs = 500, lanes = 1 }: { readonly retryMs?: number; readonly lanes?: number } = {},
): ImportRunner {
  const active = new Map<string, Promise<void>>();
  const waiting = new Map<string, Set<() => void>>();
  const stopping = new AbortController();
  const wake = (id: string): void => {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  };

  const submitChunk = async (id: string, actor: ImportActor, chunk: ImportChunk<Row>): Promise<boolean> => {
    const requestId = chunkRequestId(id, chunk.number, chunk.attempt);
    try {
      const { transactionId, results } = await ledger.submit({ actor, requestId, rows: chunk.rows });
      store.finishChunk(id, chunk, transactionId, results);
      return true;
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal === undefined) {
        console.error(`import ${id}, chunk ${chunk.number}: will be tried again`, error);
        return false;
      }
      store.refuseRows(id, chunk, refusedRows(chunk, refusal));
      return true;
    }
  };
  /** Chunk after chunk until none is left; while one waits for the ledger another lane makes the next ready. */
  const lane = async (id: string, actor: ImportActor, underWay: Set<number>): Promise<void> => {
    let pause = retryMs;
    while (!stopping.signal.aborted) {
      const chunk = store.nextChunk(id, underWay);
      if (chunk === undefined) return;
      underWay.add(chunk.number);
      // Outcome unknown: the same request id again is answered with the first result if it was committed.
      const settled = await submitChunk(id, actor, chunk);
      underWay.delete(chunk.number);
      wake(id);
      if (settled) {
        pause = retryMs;
      } else {
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, 30_000);
      }
    }
  };
  const work = async (id: string): Promise<void> => {
    const actor = store.get(id)?.actor;
    if (actor === undefined) return;
    const underWay = new Set<number>();
    await Promise.all(Array.from({ length: lanes }, () => lane(id, actor, underWay)));
    if (stopping.signal.aborted) return;
    store.finish(id, Date.now());
    wake(id);
  };
  const run = (id: string): void => {
    if (active.has(id) || store.get(id)?.state !== 'running') return;
    active.set(
      id,
      work(id).finally(() => active.delete(id)),
    );
  };

  return {
    run,
    resumeAll: () => store.running().forEach(run),
    changed: (id, milliseconds) =>
      new Promise((resolve) => {
        const listeners = waiting.get(id) ?? new Set();
        const timer = setTimeout(() => done(), milliseconds);
        const done = (): void => {
          clearTimeout(timer);
          listeners.delete(done);
          resolve();
        };
        waiting.set(id, listeners.add(done));
      }),
    stop: async () => {
      stopping.abort();
      for (const id of [...waiting.keys()]) wake(id);
      await Promise.allSettled(active.values());
    },
  };
}
