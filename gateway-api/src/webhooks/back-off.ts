/** When a message is tried again, and when no more. */
export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
  readonly mostAttempts: number;
  /** From the first attempt on. */
  readonly mostAgeMs: number;
}

/** 5 s, 10 s, … up to an hour between two attempts; a dead letter after three days. */
export const backOff: BackOff = { firstMs: 5000, mostMs: 3_600_000, mostAttempts: 100, mostAgeMs: 3 * 86_400_000 };

/**
 * Milliseconds before the next attempt after `attempts` failed ones: twice as long each time, of which between half and all is waited, so that
 * what failed together does not come back together. `random` in [0, 1).
 */
export const pauseAfter = (attempts: number, { firstMs, mostMs }: BackOff, random: number): number =>
  Math.round(Math.min(mostMs, firstMs * 2 ** Math.min(attempts - 1, 40)) * (0.5 + random / 2));
