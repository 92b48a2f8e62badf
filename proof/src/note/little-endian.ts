import { bytesToHex } from '@noble/hashes/utils.js';

/** The number that bytes are, least first. (A copy by `slice` would be none where the bytes are Node's Buffer.) */
export const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`);
