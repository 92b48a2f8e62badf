import { hash } from 'node:crypto';

let chosen = '1';

/** What made-up records, places and pictures are drawn from: the same seed, the same measurement. `--seed` sets it before anything is measured. */
export const useSeed = (seed: string): void => void (chosen = seed);
export const seed = (): string => chosen;

/** 32 bytes that look random, others for each label and seed. */
export const seededBytes = (label: string): Buffer => hash('sha256', `${chosen} ${label}`, 'buffer');

/** Numbers of [0, 1) that look random, others for each label and seed (mulberry32, public domain). */
export function seededNumbers(label: string): () => number {
  let state = seededBytes(label).readUInt32BE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
