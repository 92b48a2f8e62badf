/** The calendar date in Việt Nam (UTC+7, no summer time) of an instant. */
export const vietnamDate = (txTime: string): string =>
  new Date(Date.parse(txTime) + 7 * 3_600_000).toISOString().slice(0, 10);
