/** Protobuf wire format by hand, for the places where bytes must pass unchanged (google-protobuf drops unknown fields). */

/** Base-128 variable-length integer. */
export const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
};

/** A length-delimited field (bytes, string or message). */
export const field = (number: number, value: Uint8Array): Buffer =>
  Buffer.concat([varint(number * 8 + 2), varint(value.length), value]);

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
