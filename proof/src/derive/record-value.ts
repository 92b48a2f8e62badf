import { statusPattern, typePattern, type RecordLeaf } from '../leaf/leaf.ts';

/** What a leaf takes from the ledger value of a record. */
export type ReadRecord = Pick<RecordLeaf, 'type' | 'status' | 'kind' | 'commitment' | 'signing'>;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const hashPattern = /^[0-9a-f]{64}$/;

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
};

/** Own members only: a value that inherits `id` from nowhere must not be read as having one. */
const member = (object: Members, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

/** The record in a ledger value, or undefined unless it is well-formed as version `n` of `id` (docs/proof-format.md §2). Never throws. */
export const readRecord = (bytes: Uint8Array, id: string, n: number): ReadRecord | undefined => {
  const value = parse(bytes);
  if (!isObject(value) || member(value, 'id') !== id || member(value, 'version') !== n) return undefined;
  const type = member(value, 'type');
  const status = member(value, 'status');
  const commitment = member(value, 'commitment');
  const by = member(value, 'by');
  const signing = isObject(by) ? member(by, 'signing') : undefined;
  if (typeof type !== 'string' || !typePattern.test(type)) return undefined;
  if (typeof status !== 'string' || !statusPattern.test(status)) return undefined;
  if (status === 'deleted' || status === 'opaque') return undefined;
  if (typeof commitment !== 'string' || !hashPattern.test(commitment)) return undefined;
  if (signing !== 'own' && signing !== 'custodial') return undefined;
  return { type, status, kind: Object.hasOwn(value, 'body') ? 'record/1' : 'fields/1', commitment, signing };
};
