import { availableParallelism, cpus, totalmem } from 'node:os';
import { seed } from './seed.ts';

/** One figure beside another that was measured in the same run: a figure alone depends on the machine. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null where nothing is promised: the figure is told, and passes. */
  readonly target: number | null;
  readonly pass: boolean;
  readonly other: { readonly name: string; readonly value: number };
  readonly ratio: number;
  readonly machine: string;
  readonly seed: string;
}

export const machine = (): string =>
  `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

const round = (value: number): number => Number(value.toPrecision(4));

/** `atLeast` or `atMost` says on which side of the target a pass lies; without a target every value passes. */
export function measurement(given: {
  name: string;
  value: number;
  unit: string;
  target?: { atLeast?: number; atMost?: never } | { atLeast?: never; atMost?: number };
  other: { name: string; value: number };
}): Measurement {
  const { name, value, unit, target, other } = given;
  const { atLeast, atMost } = target ?? {};
  return {
    name,
    value: round(value),
    unit,
    target: atLeast ?? atMost ?? null,
    pass: value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity),
    other: { name: other.name, value: round(other.value) },
    ratio: round(value / other.value),
    machine: machine(),
    seed: seed(),
  };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** Runs `work` `count` times, at most `width` at once; returns the seconds it took in all. */
export async function inParallel(
  count: number,
  width: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  return (performance.now() - begun) / 1000;
}
