import { inParallel } from './measurement.ts';

const count = 1500;
const warmUp = 100;

/** How often a second `work` is done, `width` at once and warmed up, and then `other` in the same way. */
export async function rateBeside(
  width: number,
  work: () => Promise<void>,
  other: () => Promise<void>,
): Promise<{ rate: number; otherRate: number }> {
  await inParallel(warmUp, width, work);
  const rate = count / (await inParallel(count, width, work));
  return { rate, otherRate: count / (await inParallel(count, width, other)) };
}
