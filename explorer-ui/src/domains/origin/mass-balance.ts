import type { BatchBody } from '@daunguon/records';

const grams = (kg: string): number => Math.round(Number(kg) * 1000);

/** What entered a batch, what is left and what has gone out, in kilograms; in grams inside, so that nothing is rounded away. */
export function massBalance({ weightKg, remainingKg }: Pick<BatchBody, 'weightKg' | 'remainingKg'>) {
  const [entered, left] = [grams(weightKg), grams(remainingKg)];
  return { entered: entered / 1000, left: left / 1000, out: (entered - left) / 1000 };
}
