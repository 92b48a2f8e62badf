import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import type { PublishedCheckpoint } from './checkpoint-store.ts';

export interface RecorderDeps {
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly identity: LedgerIdentity;
  head(): PublishedCheckpoint | undefined;
  readonly everyMs: number;
}

/** Puts checkpoints on the ledger at a low rate, so that all organisations hold the same ones there too. */
export class CheckpointRecorder {
  readonly #deps: RecorderDeps;
  readonly #stop = new AbortController();
  #recorded = 0;
  #running: Promise<void> | undefined;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
  }

  /** Size that was recorded last by this process; 0 before. */
  recorded(): number {
    return this.#recorded;
  }

  /** Records the newest checkpoint when it is newer than the last one. True if it is on the ledger now. */
  async record(): Promise<boolean> {
    const head = this.#deps.head();
    if (head === undefined || head.size <= this.#recorded) return false;
    // The same note is the same request, however often it is sent.
    const requestId = newId(createHash('sha256').update(head.note).digest().subarray(0, 16));
    try {
      await this.#deps.ledger.submit(this.#deps.identity, 'Registry:RecordCheckpoint', { requestId, note: head.note });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'registry/checkpoint-known') throw error;
    }
    this.#recorded = head.size;
    return true;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(this.#deps.everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.record().catch((error: unknown) => {
        console.error('checkpoint on the ledger:', (error as Error).message);
      });
    }
  }
}
