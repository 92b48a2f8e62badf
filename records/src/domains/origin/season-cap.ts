import { DomainError } from '../../domain-error.ts';
import type { RecordState } from '../../record-state.ts';
import { weightKgOf } from '../../weight.ts';
import type { Unshipped } from './batch.ts';
import type { GrowingAreaBody } from './growing-area.ts';

/** A season is the calendar year of the harvest. */
export const seasonOf = (harvestDate: string): string => harvestDate.slice(0, 4);

/** Grams shipped of a growing area's season; written only by shipping, so that registering never contends for it. */
export const seasonKey = (growingArea: string, season: string): string => `c/${growingArea}/${season}`;

/** Most a growing area can yield in a season, in grams: area × declared maximum yield. */
export const seasonCapGrams = (area: GrowingAreaBody): number => Math.floor((area.areaM2 * area.maxYieldKgPerHa) / 10);

/** The new season totals after shipping these weights; refuses what the growing areas cannot have yielded. */
export const shipFromSeasons = (
  unshipped: readonly Unshipped[],
  areas: ReadonlyMap<string, RecordState<GrowingAreaBody>>,
  totals: ReadonlyMap<string, number>,
): { key: string; value: number }[] =>
  unshipped.map(({ growingArea, season, grams }) => {
    const area = areas.get(growingArea);
    if (area === undefined) throw new DomainError('origin/growing-area-not-found', growingArea);
    const key = seasonKey(growingArea, season);
    const value = (totals.get(key) ?? 0) + grams;
    if (value > seasonCapGrams(area.body)) {
      throw new DomainError(
        'origin/season-cap',
        `${area.body.puc} ${season}: ${weightKgOf(value)} kg > ${weightKgOf(seasonCapGrams(area.body))} kg`,
      );
    }
    return { key, value };
  });

/** Splits what is not yet counted between a part and the rest, to the gram: nothing appears or disappears. */
export const takeUnshipped = (
  unshipped: readonly Unshipped[],
  partGrams: number,
  wholeGrams: number,
): { taken: Unshipped[]; rest: Unshipped[] } => {
  const share = (grams: number): number => Number((BigInt(grams) * BigInt(partGrams)) / BigInt(wholeGrams));
  return {
    taken: unshipped.map((entry) => ({ ...entry, grams: share(entry.grams) })),
    rest: unshipped
      .map((entry) => ({ ...entry, grams: entry.grams - share(entry.grams) }))
      .filter(({ grams }) => grams > 0),
  };
};

/** One entry per growing area and season. */
export const mergeUnshipped = (entries: readonly Unshipped[]): Unshipped[] => {
  const merged = new Map<string, Unshipped>();
  for (const entry of entries) {
    const key = seasonKey(entry.growingArea, entry.season);
    merged.set(key, { ...entry, grams: entry.grams + (merged.get(key)?.grams ?? 0) });
  }
  return [...merged.values()].filter(({ grams }) => grams > 0);
};
