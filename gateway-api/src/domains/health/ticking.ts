/** One of the things that `health` does by itself, from time to time. */
export interface Chore {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** Each chore in turn; one that fails keeps none of the others back, and is tried again at the next tick. */
export async function runChores(chores: readonly Chore[], say: (line: string) => void = console.error): Promise<void> {
  for (const { name, run } of chores) {
    try {
      await run();
    } catch (error) {
      say(`health, ${name}: ${(error as Error).message}`);
    }
  }
}

/** Runs until stopped, one tick at a time. */
export function startTicking(chores: readonly Chore[], everyMs: number): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => runChores(chores));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
