const dayMs = 86_400_000;
const isoDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Last day of a period of months that begins on `from` (both YYYY-MM-DD): it ends with the same day of its last month, or
 * with that month's last day where there is no such day (Civil Code 91/2015/QH13, article 148.3).
 */
export const lastDayAfter = (from: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return isoDate(Date.UTC(year, month - 1 + months, Math.min(day, daysInMonth)));
};

/** First day on which the holder is told that the period ends. */
export const noticeDay = (expiresOn: string, days: number): string => isoDate(Date.parse(expiresOn) - days * dayMs);

/** Never written, always derived: the certificate speaks until the end of its last day. */
export const isExpired = (expiresOn: string, today: string): boolean => today > expiresOn;

/** The instant at which the last day ends in Việt Nam (UTC+7). */
export const endOfDay = (expiresOn: string): string => `${expiresOn}T17:00:00Z`;
