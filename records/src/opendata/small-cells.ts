/** Counts of units below this are not published. */
export const smallCell = 5;

/** A cell of a table with one published total for each group: `count` units are in it, at least one. */
export interface CountedCell {
  readonly key: string;
  readonly count: number;
}

export interface Suppressed {
  /** Keys of the cells that are not published. */
  readonly hidden: ReadonlySet<string>;
  /** The total would give a small count itself. */
  readonly isTotalHidden: boolean;
}

const sumOf = (cells: readonly CountedCell[]): number => cells.reduce((sum, { count }) => sum + count, 0);

/** Neighbours by key, two and two; an odd last one joins the pair before it. */
const pairsOf = (cells: readonly CountedCell[]): CountedCell[][] => {
  const inOrder = [...cells].sort((a, b) => (a.key < b.key ? -1 : 1));
  const pairs: CountedCell[][] = [];
  for (let at = 0; at < inOrder.length; at += 2) pairs.push(inOrder.slice(at, at + 2));
  const last = pairs.at(-1);
  if (pairs.length > 1 && last?.length === 1) pairs.at(-2)?.push(...(pairs.pop() ?? []));
  return pairs;
};

/**
 * Which cells of one group are held back, so that the published total less the published cells gives no small one away, even to a reader who
 * knows this rule. A small cell goes with its neighbour by key, and nothing tells which of the two was small; where that leaves fewer than
 * `least` units, or exactly one for each hidden cell, the next pairs go too. Neighbours are chosen by key and never by size: who knows that
 * the next smallest was taken can often compute it. The test tries every table of a size.
 */
export function suppress(cells: readonly CountedCell[], least = smallCell): Suppressed {
  const pairs = pairsOf(cells);
  const isSmall = (pair: readonly CountedCell[]): boolean => pair.some(({ count }) => count < least);
  const hidden = pairs.filter(isSmall).flat();
  if (hidden.length > 0) {
    for (const pair of pairs.filter((one) => !isSmall(one))) {
      if (sumOf(hidden) >= least && sumOf(hidden) > hidden.length) break;
      hidden.push(...pair);
    }
  }
  const total = sumOf(cells);
  const isNearlyOneEach = hidden.length === cells.length && total < 2 * cells.length;
  return { hidden: new Set(hidden.map(({ key }) => key)), isTotalHidden: total < least || isNearlyOneEach };
}
