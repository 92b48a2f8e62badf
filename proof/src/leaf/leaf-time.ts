/** The timestamp that stands for none: absent, unreadable or outside the years that four digits can write. */
export const noTime = '1970-01-01T00:00:00.000Z';

const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The last text found good: the leaves of a block tell the same few times again and again. */
let lastGood = noTime;

/** True for a real instant `YYYY-MM-DDTHH:MM:SS.mmmZ` of the years 1970–9999 (so instants and texts are one to one). */
export const isLeafTime = (text: unknown): text is string => {
  if (text === lastGood) return true;
  if (typeof text !== 'string' || !pattern.test(text)) return false;
  const ms = Date.parse(text);
  if (!(ms >= 0) || new Date(ms).toISOString() !== text) return false;
  lastGood = text;
  return true;
};

/** Any text as a leaf's timestamp. */
export const toLeafTime = (text: unknown): string => (isLeafTime(text) ? text : noTime);

const lastSecond = 253_402_300_799;

/** A protobuf Timestamp (whole seconds since 1970, nanoseconds) as a leaf's timestamp, cut to whole milliseconds. */
export const leafTimeOf = (seconds: number, nanos: number): string => {
  const inRange = Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= lastSecond;
  if (!inRange || !Number.isSafeInteger(nanos) || nanos < 0 || nanos > 999_999_999) return noTime;
  return new Date(seconds * 1000 + Math.floor(nanos / 1_000_000)).toISOString();
};
