import type { ApiError } from '../../../api/api-error.ts';

/** The spraying that stands in the way of a harvest, and the first day on which may be harvested. */
export interface HarvestRefusal {
  readonly entry: string;
  readonly harvested: string;
  readonly firstFreeDay: string;
}

/** What `origin/harvest-inside-interval` says: "…: <entry>, <day of harvest> < <first free day>". */
export const harvestRefusal = ({ code, message }: Pick<ApiError, 'code' | 'message'>): HarvestRefusal | undefined => {
  if (code !== 'origin/harvest-inside-interval') return undefined;
  const [, entry, harvested, firstFreeDay] =
    /([0-7][0-9A-HJKMNP-TV-Z]{25}), (\d{4}-\d{2}-\d{2}) < (\d{4}-\d{2}-\d{2})/.exec(message) ?? [];
  return entry && harvested && firstFreeDay ? { entry, harvested, firstFreeDay } : undefined;
};
