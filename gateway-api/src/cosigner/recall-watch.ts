import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { BlockInput } from '@daunguon/proof';
import { coverWithinMs } from './cosigner.ts';
import { RecallClosure, recallFactIn, type RecallFact, type Unmarked } from './recall-closure.ts';

/** By the bytes that were read, which organisations of one process share (shared-block-input.ts). */
const known = new WeakMap<Uint8Array, { readonly id: string; readonly fact: RecallFact | undefined }>();
const factIn = (id: string, value: Uint8Array): RecallFact | undefined => {
  const before = known.get(value);
  if (before?.id === id) return before.fact;
  const fact = recallFactIn(id, value);
  known.set(value, { id, fact });
  return fact;
};

/**
 * Watches that a recall reaches every descendant within a minute. What it knows lies in a file of one fact a line, on disk before
 * the block counts as derived: a block that comes again after a crash says the same once more.
 */
export class RecallWatch {
  readonly #file: string;
  readonly #closure = new RecallClosure();
  /** When a descendant was first seen without its mark, on a clock that never jumps. */
  readonly #since = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const bytes = readFileSync(file);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    truncateSync(file, whole);
    for (const line of bytes.subarray(0, whole).toString().split('\n')) {
      if (line !== '') this.#closure.take(JSON.parse(line) as RecallFact);
    }
  }

  take({ transactions }: BlockInput): void {
    let lines = '';
    for (const { writes } of transactions) {
      for (const { key, isDelete, value } of writes) {
        const fact = key.startsWith('r/') && !isDelete ? factIn(key.slice(2), value) : undefined;
        if (fact !== undefined && this.#closure.take(fact)) lines += `${JSON.stringify(fact)}\n`;
      }
    }
    if (lines !== '') appendFileSync(this.#file, lines, { flush: true });
  }

  /** Descendants that have gone without their mark for more than a minute. To be asked every few seconds. */
  overdue(monotonic: number): Unmarked[] {
    const unmarked = this.#closure.unmarked();
    const names = new Set(unmarked.map(nameOf));
    for (const name of this.#since.keys()) if (!names.has(name)) this.#since.delete(name);
    return unmarked.filter((entry) => {
      const since = this.#since.get(nameOf(entry)) ?? monotonic;
      this.#since.set(nameOf(entry), since);
      return monotonic - since > coverWithinMs;
    });
  }
}

const nameOf = ({ notice, batch }: Unmarked): string => `${notice} ${batch}`;
