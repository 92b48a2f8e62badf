/** From now on this process takes the time to be so many minutes later than it is. */
export const setClockOff = (minutes: number): void => {
  const skewMs = minutes * 60_000;
  const RightDate = Date;
  globalThis.Date = class extends RightDate {
    constructor(...given: [] | [number]) {
      super(...((given.length === 0 ? [RightDate.now() + skewMs] : given) as [number]));
    }
    static override now(): number {
      return RightDate.now() + skewMs;
    }
  } as DateConstructor;
};
