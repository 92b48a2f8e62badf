import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LegalTrust } from './check-signed-pdf.ts';
import { readCrl } from './revocation.ts';

/**
 * Roots (`*.pem`, `*.crt`) and revocation lists (`*.crl`, DER) of a folder that the operator keeps; read at each check, so that a new list
 * counts at once. No folder: no authority is known and no signature can be called valid. @throws for a file that is neither
 */
export const readLegalTrust = (folder: string): LegalTrust => {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const read = (pattern: RegExp) => files.filter((name) => pattern.test(name)).map((name) => join(folder, name));
  return {
    roots: read(/\.(pem|crt)$/).map((file) => new X509Certificate(readFileSync(file))),
    crls: read(/\.crl$/).map((file) => {
      const crl = readCrl(readFileSync(file));
      if (crl === undefined) throw new Error(`${file} is no revocation list`);
      return crl;
    }),
  };
};
