/** When a leaf entered the log, as far as it is proven: milliseconds. `notAfter` is undefined where no kept checkpoint dates it. */
export interface ProvenInterval {
  /** Status time of the newest kept checkpoint without it, less the minute that cosigners allow; -Infinity where there is none. */
  readonly notBefore: number;
  /** Status time of a kept checkpoint that covers it. */
  readonly notAfter: number | undefined;
}

export interface DatedVersion extends ProvenInterval {
  readonly status: string;
}

/** A report of theft: where its leaf stands in the log, and since when the key may have been in other hands. */
export interface KeyTheft {
  readonly reportIndex: number;
  /** Milliseconds. */
  readonly stolenOn: number;
}

/** Whoever has a stolen key can put any date on what they sign, but not any place in the log: both must speak for the act. */
export const countsUnderKey = (
  { index, notAfter }: Pick<ProvenInterval, 'notAfter'> & { readonly index: number },
  theft: KeyTheft | undefined,
): boolean => theft === undefined || (index < theft.reportIndex && notAfter !== undefined && notAfter < theft.stolenOn);

/**
 * The status at an instant, from all versions, oldest first. `unknown` where the instant lies in the interval in which a change
 * is proven: the log does not tell its side of it.
 */
export const statusOn = (versions: readonly DatedVersion[], instant: number): string => {
  // The last version that was surely there, and none that may have come before the instant.
  const at = versions.findLastIndex(({ notAfter }) => notAfter !== undefined && notAfter <= instant);
  const next = versions[at + 1];
  if (next !== undefined && next.notBefore <= instant) return 'unknown';
  return versions[at]?.status ?? 'not-issued';
};

/** What was so when a day in Việt Nam began (UTC+7, no daylight saving), and when it ended or, today, as of when the versions are known. */
export interface DayStatus {
  readonly atStart: string;
  readonly atEnd: string;
}

const dayMs = 86_400_000;

/** `date`: YYYY-MM-DD; `asOf`: as of when the versions are proven, milliseconds. Undefined for a day that had not begun then. */
export const statusOnDay = (versions: readonly DatedVersion[], date: string, asOf: number): DayStatus | undefined => {
  const start = Date.parse(`${date}T00:00:00+07:00`);
  if (!(start <= asOf)) return undefined;
  const end = Math.min(start + dayMs - 1, asOf);
  return { atStart: statusOn(versions, start), atEnd: statusOn(versions, end) };
};
