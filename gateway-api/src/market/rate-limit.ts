/** Turns within a window of time by whoever asks; forgets everybody rather than grow without end. */
export interface RateLimit {
  /** Seconds to wait when `cost` turns are more than are left; 0 when they were taken. */
  take(who: string, cost: number, perWindow: number): number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets; `now` in milliseconds, a window of a minute unless told otherwise. */
export function createRateLimit(now: () => number, most = 50_000, windowMs = 60_000): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(who, cost, perWindow) {
      const time = now();
      const known = buckets.get(who);
      const refilled = known === undefined ? perWindow : known.left + ((time - known.at) * perWindow) / windowMs;
      const left = Math.min(perWindow, refilled);
      if (known === undefined && buckets.size >= most) buckets.clear();
      if (left < cost) {
        buckets.set(who, { left, at: time });
        return Math.ceil(((cost - left) * windowMs) / (1000 * perWindow));
      }
      buckets.set(who, { left: left - cost, at: time });
      return 0;
    },
  };
}
