/** When the newest leaves were derived, on a clock that never jumps: how long has a leaf waited to be covered? */
export class DerivationTimes {
  /** Size of the log after a block, and when it was derived; oldest first. */
  readonly #after: { readonly size: number; readonly at: number }[] = [];

  derived(size: number, at: number): void {
    if (size > (this.#after.at(-1)?.size ?? 0)) this.#after.push({ size, at });
  }

  /** When the leaf at this index was derived; undefined when it was not. Older entries are given up: heads do not go back. */
  since(index: number): number | undefined {
    while ((this.#after[0]?.size ?? Infinity) <= index) this.#after.shift();
    return this.#after[0]?.at;
  }
}
