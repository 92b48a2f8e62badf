/** Protobuf wire format by hand, for the places where bytes must pass unchanged (google-protobuf drops unknown fields). */

const varintSize = (value: number): number => {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size += 1;
  return size;
};

/** Writes a base-128 variable-length integer and returns the position after it. */
const writeVarint = (target: Buffer, at: number, value: number): number => {
  let position = at;
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) target[position++] = (rest % 128) | 0x80;
  target[position++] = rest;
  return position;
};

/** Base-128 variable-length integer. */
export const varint = (value: number): Buffer => {
  const out = Buffer.allocUnsafe(varintSize(value));
  writeVarint(out, 0, value);
  return out;
};

/** A length-delimited field (bytes, string or message); one allocation, since blocks and streams are made of these. */
export const field = (number: number, value: Uint8Array): Buffer => {
  const tag = number * 8 + 2;
  const out = Buffer.allocUnsafe(varintSize(tag) + varintSize(value.length) + value.length);
  out.set(value, writeVarint(out, writeVarint(out, 0, tag), value.length));
  return out;
};

/** A length-delimited field that proto3 leaves out when it is empty. */
export const optionalField = (number: number, value: Uint8Array): Buffer =>
  value.length === 0 ? Buffer.alloc(0) : field(number, value);

/** A varint field that proto3 leaves out when it is zero. */
export const integerField = (number: number, value: number): Buffer =>
  value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(number * 8), varint(value)]);

export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** common.Envelope */
export const envelope = (payload: Uint8Array, signature: Uint8Array): Buffer =>
  Buffer.concat([optionalField(1, payload), optionalField(2, signature)]);

/** common.Payload from the bytes of its header. */
export const payload = (header: Uint8Array, data: Uint8Array): Buffer =>
  Buffer.concat([field(1, header), optionalField(2, data)]);
