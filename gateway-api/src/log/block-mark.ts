/** Where the log stands after a block. */
export interface BlockMark {
  readonly number: number;
  /** SHA-256 of the block header, 64 hexadecimal digits. */
  readonly headerHash: string;
  /** Leaves of the log after this block. */
  readonly size: number;
  /** Length of leaves.bin after this block. */
  readonly offset: number;
}

export const markLength = 56;

export function encodeMark({ number, headerHash, size, offset }: BlockMark): Buffer {
  const bytes = Buffer.alloc(markLength);
  for (const [index, value] of [number, size, offset].entries()) bytes.writeBigUInt64BE(BigInt(value), index * 8);
  if (bytes.write(headerHash, 24, 'hex') !== 32) throw new RangeError('a header hash is 64 hexadecimal digits');
  return bytes;
}

export function decodeMark(bytes: Buffer): BlockMark {
  const at = (index: number): number => Number(bytes.readBigUInt64BE(index * 8));
  return { number: at(0), size: at(1), offset: at(2), headerHash: bytes.toString('hex', 24, markLength) };
}
