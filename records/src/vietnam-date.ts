/** Clocks in Việt Nam are ahead of UTC by so many milliseconds, the year round. */
export const vietnamAheadMs = 7 * 3_600_000;

/** An instant (ISO 8601 or milliseconds) as clocks in Việt Nam show it, without a zone: `2026-11-24T09:41:00.000`. @throws RangeError for none */
export const vietnamClock = (instant: string | number): string =>
  new Date(new Date(instant).getTime() + vietnamAheadMs).toISOString().slice(0, -1);

/** The calendar date in Việt Nam of an instant (ISO 8601 or milliseconds), YYYY-MM-DD. */
export const vietnamDate = (instant: string | number): string => vietnamClock(instant).slice(0, 10);

/** An instant as people write it: 09:41 24/11/2026. */
export const vietnamTime = (instant: string | number): string => {
  const text = vietnamClock(instant);
  return `${text.slice(11, 16)} ${text.slice(0, 10).split('-').reverse().join('/')}`;
};
