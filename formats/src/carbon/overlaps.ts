/** Ranges of one series that overlap one before them, in order of their first serials. */
export const overlapsIn = (
  ranges: readonly { readonly series: string; readonly start: bigint; readonly end: bigint; readonly index: number }[],
): { index: number; overlaps: number }[] =>
  [...Map.groupBy(ranges, ({ series }) => series).values()].flatMap((series) => {
    const sorted = [...series].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.index - b.index));
    let widest = sorted[0];
    return sorted.slice(1).flatMap((range) => {
      const before = widest as (typeof sorted)[number];
      if (range.end > before.end) widest = range;
      return range.start <= before.end ? [{ index: range.index, overlaps: before.index }] : [];
    });
  });
