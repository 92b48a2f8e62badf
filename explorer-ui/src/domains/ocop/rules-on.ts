import type { RatingRulesBody, RecordState } from '@daunguon/records';

/** The rules that hold on a day (YYYY-MM-DD): those of the latest day not after it. */
export const rulesOn = (
  rules: readonly RecordState<RatingRulesBody>[],
  day: string,
): RecordState<RatingRulesBody> | undefined =>
  rules
    .filter(({ body }) => body.from <= day)
    .toSorted((a, b) => (a.body.from < b.body.from ? -1 : 1))
    .at(-1);
