import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Alarm, Alarms } from '../cosigner/alarms.ts';
import { Difference } from './difference.ts';
import { Incomplete, type Mirror } from './mirror.ts';
import { SourceError } from './log-source.ts';

/** What one round came to. */
export type RoundResult = 'checked' | 'difference' | 'incomplete';

export interface FollowerOptions {
  readonly mirror: Pick<Mirror, 'round'>;
  readonly alarms: Alarms;
  /** Origin of the log, for alarms. */
  origin(): string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Hears what stands in the way, once for a state that lasts. */
  say(line: string): void;
  /** Pause between two rounds, milliseconds. */
  readonly everyMs?: number;
}

/** A liar must not fill the disk: more than so many alarms are printed, not kept. */
const mostAlarms = 1000;

/** Runs a mirror's rounds, one after the other, and raises its alarms. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #raised: readonly (Alarm & { readonly at: string })[];
  #checkedAt: number | undefined;
  #trouble = '';

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#raised = options.alarms.list();
  }

  /** When everything that the source showed was last copied and checked, milliseconds since 1970. */
  checkedAt(): number | undefined {
    return this.#checkedAt;
  }

  /** Why the last round did not check everything; empty when it did. */
  trouble(): string {
    return this.#trouble;
  }

  /** Alarms that were raised so far, oldest first. */
  raised(): readonly (Alarm & { readonly at: string })[] {
    return this.#raised;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async round(): Promise<RoundResult> {
    const { mirror, now } = this.#options;
    try {
      await mirror.round(this.#stop.signal);
      this.#checkedAt = now();
      this.#say('');
      return 'checked';
    } catch (error) {
      if (error instanceof Difference) {
        this.#raise(error);
        this.#say(`${error.kind}: ${error.message}`);
        return 'difference';
      }
      if (!this.#stop.signal.aborted) this.#say((error as Error).message);
      if (error instanceof SourceError || error instanceof Incomplete || this.#stop.signal.aborted) return 'incomplete';
      throw error;
    }
  }

  #raise({ kind, size, message, evidence }: Difference): void {
    if (this.#raised.length >= mostAlarms) return;
    const about = createHash('sha256').update(message).digest('hex').slice(0, 16);
    const origin = this.#options.origin();
    this.#options.alarms.raise({ kind, origin, size, text: message, evidence }, `${size}-${about}`);
    this.#raised = this.#options.alarms.list();
  }

  #say(trouble: string): void {
    if (trouble !== this.#trouble && trouble !== '') this.#options.say(`mirror ${trouble}`);
    this.#trouble = trouble;
  }

  async #run(): Promise<void> {
    const { everyMs = 3000 } = this.#options;
    while (!this.#stop.signal.aborted) {
      await this.round();
      await sleep(everyMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }
}
