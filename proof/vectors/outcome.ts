/** What became of one published vector. `stricter` says why this package refuses what the vector allows; the refusal was seen. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly stricter?: string;
}

/** The name of the error that a function throws; undefined if it throws none. */
const errorOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
};

/** A vector that wants `valid`, and where this package is stricter on purpose: then it must be refused, with this error. */
export const judged = (
  name: string,
  valid: boolean,
  run: () => unknown,
  refusal: string,
  stricter: Readonly<Record<string, string>> = {},
): Outcome => {
  const error = errorOf(run);
  const reason = stricter[name];
  if (reason !== undefined) return { name, ok: valid && error === refusal, stricter: reason };
  return { name, ok: valid ? error === undefined : error === refusal };
};

export const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the vector lacks a value');
  return value;
};
