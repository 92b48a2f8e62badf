import type { ProductBody } from '@daunguon/records';

const dayMs = 86_400_000;

/** Where a rating stands today: whole days left once its time of notice has begun; `ended` after its last day. */
export type Validity =
  { readonly at: 'in-force' } | { readonly at: 'ends-soon'; readonly days: number } | { readonly at: 'ended' };
export function validityOn(rating: NonNullable<ProductBody['rating']>, day: string): Validity {
  if (day > rating.expiresOn) return { at: 'ended' };
  if (day < rating.noticeFrom) return { at: 'in-force' };
  return { at: 'ends-soon', days: Math.round((Date.parse(rating.expiresOn) - Date.parse(day)) / dayMs) };
}
