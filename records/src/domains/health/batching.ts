import { batchSize, type CommitmentRow } from './health.ts';

/** A commitment that waits at the mixing point. */
export interface Waiting extends CommitmentRow {
  /** Unit, or empty where the mixing point itself has it to write: a consent, a receipt. */
  readonly facility: string;
  /** Milliseconds since 1970, the mixing point's own clock. */
  readonly since: number;
}

/** `madeUp`: rows of every batch that nobody recorded, at least; they share the fate of those that are corrected and erased. */
export const batchRules = { size: batchSize, madeUp: 16, leastFacilities: 3, waitMs: 15 * 60_000 } as const;
/** Of three facilities and more a batch takes so many at most. */
export const mostOfMany = batchSize - batchRules.madeUp;
/** Made-up rows that end with each that is real: of four rows that end together one is. */
export const companionsOfRow = 3;
/** Of one or two facilities a batch takes only so many: the rest is made up, so that it is never all theirs. */
export const mostOfFew = batchSize / 2;

/** The oldest of each facility; what is nobody's hides nobody's. */
const firstOfEach = (oldestFirst: readonly Waiting[]): readonly Waiting[] => {
  const firsts = new Map<string, Waiting>();
  for (const one of oldestFirst) if (one.facility !== '' && !firsts.has(one.facility)) firsts.set(one.facility, one);
  return [...firsts.values()];
};

/**
 * The commitments of the next batch, or none yet: 48 of at least three facilities, or, once the oldest has waited 15 minutes, what
 * there is. Oldest first; every facility that waits has its part.
 */
export const nextBatch = (
  waiting: readonly Waiting[],
  now: number,
  waitMs: number = batchRules.waitMs,
): readonly Waiting[] => {
  const oldest = waiting.toSorted((a, b) => a.since - b.since);
  const first = oldest[0];
  if (first === undefined) return [];
  const firsts = firstOfEach(oldest);
  const isMixed = firsts.length >= batchRules.leastFacilities;
  const isDue = now - first.since >= waitMs;
  if (!isMixed) return isDue ? oldest.slice(0, mostOfFew) : [];
  if (oldest.length < mostOfMany && !isDue) return [];
  const chosen = new Set([...firsts.slice(0, batchRules.leastFacilities), ...oldest]);
  return [...chosen].slice(0, mostOfMany);
};

/**
 * What the ledger gets of a batch: 64 rows in the order of their random ids, so that neither number nor order of what came is in it.
 * `dummy` makes a row of fresh random id and commitment.
 */
export const padBatch = (chosen: readonly CommitmentRow[], dummy: () => CommitmentRow): CommitmentRow[] => {
  const rows = chosen.map(({ id, commitment }) => ({ id, commitment }));
  while (rows.length < batchSize) rows.push(dummy());
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
};
