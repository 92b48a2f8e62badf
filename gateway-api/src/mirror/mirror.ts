import { equalBytes, rootAt, type TrustPolicy } from '@daunguon/proof';
import { sha256 } from '../log/log-store.ts';
import { copyBodies } from './copy-bodies.ts';
import { copyLeaves, fork } from './copy-leaves.ts';
import { countedHead, type CountedHead } from './counted-head.ts';
import { Difference } from './difference.ts';
import type { LogSource } from './log-source.ts';
import type { MirrorLog } from './mirror-log.ts';

/** The source is behind this mirror, or holds back something; no contradiction. */
export class Incomplete extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Incomplete';
  }
}

export interface MirrorOptions {
  readonly log: MirrorLog;
  readonly source: LogSource;
  policy(): TrustPolicy | undefined;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * A body that the source does not have is asked for again after so long, then after twice as long, and so on: the index from which
 * a gateway serves bodies may be a moment behind its log, and what is held back for good shall cost little. Milliseconds.
 */
const [firstPauseMs, longestPauseMs] = [2000, 600_000];

/** Follows one gateway's log, a round at a time. Nothing that did not check is ever served. */
export class Mirror {
  readonly #options: MirrorOptions;
  /** Commitment and when its body may be asked for again. */
  readonly #withheld = new Map<string, { readonly until: number; readonly pauseMs: number }>();

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** Takes in what is new. @throws Difference for a contradiction, SourceError or Incomplete when there is nothing to go on with */
  async round(signal: AbortSignal): Promise<void> {
    const { log, source, now } = this.#options;
    const policy = this.#options.policy();
    if (policy === undefined) throw new Incomplete('there is no trust policy');
    const head = countedHead(await source.checkpoint(signal), policy, now());
    const differences: Difference[] = [];
    if (this.#isNewer(head, policy)) {
      await copyLeaves(log, source, head, signal);
      log.takeIn();
      try {
        differences.push(...(await this.#bodies(signal)));
      } finally {
        // A body that is held back must not hold up the head: it would hide what came after.
        log.publish(head.note);
      }
    } else differences.push(...(await this.#bodies(signal)));
    if (differences[0] !== undefined) throw differences[0];
    if (this.#withheld.size > 0) throw new Incomplete(`${this.#withheld.size} bodies are held back`);
  }

  /** Whether there is something to take in: more leaves, or the same ones confirmed later. @throws Difference for another history */
  #isNewer(head: CountedHead, policy: TrustPolicy): boolean {
    const { log, now } = this.#options;
    const own = log.head();
    const kept = log.store.size();
    if (head.size <= kept && !equalBytes(rootAt(BigInt(head.size), log.store.nodes, sha256), head.root))
      throw fork(own?.note, head, `another root for ${head.size} leaves than those that are here`);
    if (head.size < Math.max(kept, own?.size ?? 0))
      throw new Incomplete(`the gateway shows an older head, of ${head.size}`);
    if (own === undefined || head.size > own.size) return true;
    return head.statusTime > statusTime(own.note, policy, now());
  }

  async #bodies(signal: AbortSignal): Promise<readonly Difference[]> {
    const { log, source, now } = this.#options;
    const at = now();
    const skip = (commitment: string): boolean => (this.#withheld.get(commitment)?.until ?? 0) > at;
    const { differences, withheld } = await copyBodies(log.db, source, skip, signal);
    const before = new Map(this.#withheld);
    for (const [commitment, { until }] of before) if (until <= at) this.#withheld.delete(commitment);
    for (const commitment of withheld) {
      const pauseMs = Math.min(2 * (before.get(commitment)?.pauseMs ?? firstPauseMs / 2), longestPauseMs);
      this.#withheld.set(commitment, { until: at + pauseMs, pauseMs });
    }
    return differences;
  }
}

/** 0 for a head whose keys count no longer. */
function statusTime(note: string, policy: TrustPolicy, now: number): number {
  try {
    return countedHead(note, policy, now).statusTime;
  } catch (error) {
    if (error instanceof Difference) return 0;
    throw error;
  }
}
