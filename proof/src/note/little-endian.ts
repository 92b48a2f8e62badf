import { bytesToHex } from '@noble/hashes/utils.js';

/** The number that bytes are, least first. */
export const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes.slice().reverse())}`);
