import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;

/** @throws RangeError that names where it was read */
export const parseVaultKey = (text: string, where: string): Buffer => {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== keyBytes) throw new RangeError(`${where} must be 32 bytes, as 64 hexadecimal digits or base64`);
  return key;
};

/**
 * The key that seals private keys at rest: the configured one, else the one in `file`, made at first use and readable by this user
 * only. A key in a file beside the vault protects a copy of the vault alone; production brings it from its secret store.
 */
export function vaultKey(configured: string | undefined, file: string): Buffer {
  if (configured !== undefined) return parseVaultKey(configured, 'DN_VAULT_KEY');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // wx: two processes that start together must not end with two keys
    writeFileSync(file, `${randomBytes(keyBytes).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return parseVaultKey(readFileSync(file, 'utf8'), file);
}
