/** Results of `work` in the order of `items`, at most `limit` at once. After an error nothing more is begun. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // Whoever comes later in the queue may fail before it is looked at.
    result.catch(() => undefined);
    running.push(result);
    if (running.length === limit) yield running.shift()!;
  }
  while (running.length > 0) yield running.shift()!;
}

/** A queue of works: one after the other, whatever became of those before. */
export function oneAtATime(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}
