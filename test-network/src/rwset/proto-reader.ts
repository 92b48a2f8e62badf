/** Reads protobuf fields from the bytes themselves: what was signed is never re-encoded, and blocks validate fast. */

export type FieldVisitor = (number: number, bytes: Buffer, integer: number) => void;

const EMPTY = Buffer.alloc(0);

/** Visits every field in wire order; `bytes` for length-delimited fields, `integer` for varints. @throws on malformed bytes. */
export const eachField = (message: Buffer, visit: FieldVisitor): void => {
  const length = message.length;
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (at >= length) throw new Error('protobuf: truncated varint');
      const byte = message[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
      if (scale > 2 ** 63) throw new Error('protobuf: varint too long');
    }
  };
  while (at < length) {
    const tag = readVarint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (number === 0) throw new Error('protobuf: field number 0');
    if (wireType === 0) visit(number, EMPTY, readVarint());
    else if (wireType === 2) {
      const size = readVarint();
      if (at + size > length) throw new Error('protobuf: truncated field');
      visit(number, message.subarray(at, at + size), 0);
      at += size;
    } else if (wireType === 1 || wireType === 5) {
      at += wireType === 1 ? 8 : 4;
      if (at > length) throw new Error('protobuf: truncated field');
    } else throw new Error(`protobuf: wire type ${String(wireType)}`);
  }
};

/** Length-delimited fields by number; the last occurrence counts, as proto3 says. */
export const bytesFields = (message: Buffer): Map<number, Buffer> => {
  const found = new Map<number, Buffer>();
  eachField(message, (number, bytes) => found.set(number, bytes));
  return found;
};

/** One length-delimited field, empty when absent. */
export const bytesField = (message: Buffer, wanted: number): Buffer => {
  let found: Buffer = EMPTY;
  eachField(message, (number, bytes) => {
    if (number === wanted) found = bytes;
  });
  return found;
};

/** Every occurrence of a repeated length-delimited field. */
export const repeatedField = (message: Buffer, wanted: number): Buffer[] => {
  const found: Buffer[] = [];
  eachField(message, (number, bytes) => {
    if (number === wanted) found.push(bytes);
  });
  return found;
};
