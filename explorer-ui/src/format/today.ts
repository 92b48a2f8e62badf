/** Today in Việt Nam, YYYY-MM-DD: the day by which documents are dated. */
export const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
