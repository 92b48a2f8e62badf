import { bytesToHex } from '@noble/hashes/utils.js';
import { labelledHash, sha256Hex } from '../digest.ts';

/**
 * What a secret on paper (26 characters like a record id: 128 random bits that a person can type) stands for, each 64 hexadecimal
 * digits: whoever claims a patient code sends `secret`, of which the gateway keeps the SHA-256, `claim`.
 */
export const patientClaim = (printed: string): { readonly secret: string; readonly claim: string } => {
  const secret = labelledHash('daunguon/patient-claim/v1', printed);
  return { secret: bytesToHex(secret), claim: sha256Hex(secret) };
};
