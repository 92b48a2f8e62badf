/** What the loop needs of the worker. */
export interface Ticking {
  /** @returns false when the node did not answer. */
  tick(): Promise<boolean>;
}

const longestPauseMs = 60_000;

/**
 * Ticks until `signal` ends it, every `everyMs`; the pause doubles up to a minute while the node does not answer. `pause` returns early when
 * the signal ends. A tick that throws is a bug: it is said, and the next one tries again.
 */
export async function anchorLoop(
  worker: Ticking,
  everyMs: number,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  let pauseMs = everyMs;
  while (!signal.aborted) {
    const answered = await worker.tick().catch((error: Error) => {
      say(`anchor: ${error.message}`);
      return true;
    });
    pauseMs = answered ? everyMs : Math.min(pauseMs * 2, Math.max(longestPauseMs, everyMs));
    await pause(pauseMs, signal);
  }
}
