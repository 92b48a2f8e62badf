import { canonicalize } from '../canonical-json.ts';
import { isLeafTime } from '../leaf/leaf-time.ts';
import { statusPattern } from '../leaf/leaf.ts';

/** What the state map says of a record: its newest leaf, version and status, and the `ts` of the leaf that began the status. */
export interface MapValue {
  readonly index: number;
  readonly n: number;
  readonly since: string;
  readonly status: string;
}

const encoder = new TextEncoder();

/** The bytes that are hashed into the map: JCS of the four members. Times and statuses of leaves need no escape. */
export const encodeMapValue = ({ index, n, since, status }: MapValue): Uint8Array =>
  encoder.encode(`{"index":${index},"n":${n},"since":"${since}","status":"${status}"}`);

/** The value in this text, or undefined unless it is exactly the JCS text of one. */
export const parseMapValue = (text: string): MapValue | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { index, n, since, status } = value as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(n) || !isLeafTime(since)) return undefined;
  if (typeof status !== 'string' || !statusPattern.test(status)) return undefined;
  const read: MapValue = { index: index as number, n: n as number, since, status };
  return read.index >= 0 && read.n >= 1 && canonicalize(read) === text ? read : undefined;
};
