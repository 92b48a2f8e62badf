/** A protocol buffer field of one message: its number and its value (varint or length-delimited, the two kinds that proposals use). */
export type Field = readonly [number: number, value: bigint | Uint8Array | string];

const encoder = new TextEncoder();

const varint = (value: bigint): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
};

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** A message with these fields in this order; zero and empty values are left out, as proto3 does. */
export const message = (...fields: readonly Field[]): Uint8Array =>
  concat(
    ...fields.flatMap(([number, value]) => {
      if (typeof value === 'bigint')
        return value === 0n ? [] : [Uint8Array.from([...varint(BigInt(number << 3)), ...varint(value)])];
      const bytes = typeof value === 'string' ? encoder.encode(value) : value;
      const tag = Uint8Array.from([...varint(BigInt((number << 3) | 2)), ...varint(BigInt(bytes.length))]);
      return bytes.length === 0 ? [] : [tag, bytes];
    }),
  );

/** Bytes that are no message of varints and length-delimited fields. */
export class ProtobufError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtobufError';
  }
}

/** The fields of a message in their order; the values are views of `bytes`, never encoded again. */
export const fieldsOf = (bytes: Uint8Array): (readonly [number: number, value: bigint | Uint8Array])[] => {
  let at = 0;
  const number = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new ProtobufError('a number that does not end');
  };
  const fields: (readonly [number, bigint | Uint8Array])[] = [];
  while (at < bytes.length) {
    const tag = number();
    const kind = tag & 7n;
    if (kind !== 0n && kind !== 2n) throw new ProtobufError(`wire type ${kind}`);
    const value = number();
    if (kind === 0n) fields.push([Number(tag >> 3n), value]);
    else {
      const end = at + Number(value);
      if (end > bytes.length) throw new ProtobufError('a field longer than its message');
      fields.push([Number(tag >> 3n), bytes.subarray(at, end)]);
      at = end;
    }
  }
  return fields;
};

/** The length-delimited field of this number, which must stand exactly once: a second one could be read differently by others. */
export const only = (bytes: Uint8Array, number: number): Uint8Array => {
  const found = fieldsOf(bytes).filter(([one]) => one === number);
  const value = found[0]?.[1];
  if (found.length !== 1 || !(value instanceof Uint8Array)) throw new ProtobufError(`field ${number} stands not once`);
  return value;
};

/** A walk down nested messages, each field standing exactly once. */
export const down = (bytes: Uint8Array, ...numbers: readonly number[]): Uint8Array => numbers.reduce(only, bytes);

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
