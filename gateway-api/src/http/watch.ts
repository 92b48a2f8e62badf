/** Whether something the gateway depends on answers, asked again and again. */
export interface Watch {
  /** True while the last answer is recent. */
  up(): boolean;
  stop(): void;
}

/**
 * Asks `check` every `everyMs`, one question at a time. Up from the first answer; down as soon as a check fails, or when none has
 * answered for three intervals: what hangs is as useless as what refuses.
 */
export function watch(
  name: string,
  check: () => Promise<unknown>,
  everyMs = 1000,
  now: () => number = () => performance.now(),
): Watch {
  let answeredAt = -Infinity;
  let failed = false;
  let asking = false;
  const ask = (): void => {
    if (asking) return;
    asking = true;
    check()
      .then(() => {
        if (failed) console.log(`${name} answers again`);
        failed = false;
        answeredAt = now();
      })
      .catch((error: unknown) => {
        if (!failed) console.error(`${name} does not answer`, error);
        failed = true;
      })
      .finally(() => (asking = false));
  };
  ask();
  const timer = setInterval(ask, everyMs);
  timer.unref();
  return {
    up: () => !failed && now() - answeredAt <= 3 * everyMs,
    stop: () => clearInterval(timer),
  };
}
