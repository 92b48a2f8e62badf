import { hexlify, randomBytes, Wallet } from 'ethers';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * The key that pays for anchors and whose address the readers' policy names: 32 bytes in hexadecimal in a file of mode 0600, made when
 * `create` and absent. @throws when the file is absent, open to others, or no key; no text shows its content.
 */
export function anchorKey(file: string, create: boolean): Wallet {
  if (!existsSync(file)) {
    if (!create) throw new Error(`DN_EVM_KEY_FILE: no such file: ${file}`);
    makeKey(file);
  }
  // Windows has no such mode bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Error(`DN_EVM_KEY_FILE: others may read ${file}; chmod 600 it`);
  const key = readFileSync(file, 'utf8').trim();
  if (!/^(0x)?[0-9a-fA-F]{64}$/.test(key))
    throw new Error(`DN_EVM_KEY_FILE: ${file} does not hold 32 bytes in hexadecimal`);
  return new Wallet(key);
}

/** Whole or not at all: a crash leaves no half key behind. */
function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, `${hexlify(randomBytes(32))}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}
