/** People who wait until a published checkpoint covers a block. */
export class CoveredBlocks {
  readonly #isCovered: (block: number) => boolean;
  readonly #waiting = new Set<() => void>();

  constructor(isCovered: (block: number) => boolean) {
    this.#isCovered = isCovered;
  }

  /** To be called when a checkpoint was published or a block derived. */
  look(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** True once the block is covered, false after `milliseconds`. */
  covered(block: number, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (result: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(result);
      };
      const look = (): void => {
        if (this.#isCovered(block)) end(true);
      };
      const timer = setTimeout(() => end(false), milliseconds);
      this.#waiting.add(look);
      look();
    });
  }
}
