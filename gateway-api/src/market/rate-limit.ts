/** Turns within a minute by whoever asks; forgets everybody rather than grow without end. */
export interface RateLimit {
  /** Seconds to wait when `cost` turns are more than are left; 0 when they were taken. */
  take(who: string, cost: number, perMinute: number): number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets; `now` in milliseconds. */
export function createRateLimit(now: () => number, most = 50_000): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(who, cost, perMinute) {
      const time = now();
      const known = buckets.get(who);
      const refilled = known === undefined ? perMinute : known.left + ((time - known.at) * perMinute) / 60_000;
      const left = Math.min(perMinute, refilled);
      if (known === undefined && buckets.size >= most) buckets.clear();
      if (left < cost) {
        buckets.set(who, { left, at: time });
        return Math.ceil(((cost - left) * 60) / perMinute);
      }
      buckets.set(who, { left: left - cost, at: time });
      return 0;
    },
  };
}
