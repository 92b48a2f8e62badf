/** A guardian speaks until the day (YYYY-MM-DD) ends in Việt Nam. */
export const endOfDay = (day: string): string => `${day}T17:00:00.000Z`;
