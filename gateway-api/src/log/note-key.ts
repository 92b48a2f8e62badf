import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519Signer, type NoteSigner } from '@daunguon/proof';
import { createFile, replaceFile } from '../durable-file.ts';
import { signEd25519Natively } from './native-ed25519.ts';

/**
 * The signer whose secret seed lies in `<dir>/key` (hexadecimal, readable by its owner only), made at first use; its verifier key is
 * written beside it as `<dir>/vkey` for those who write trust policies.
 */
export function loadOrCreateKey(dir: string, name: string, algorithm: NoteSigner['algorithm']): NoteSigner {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'key');
  if (!existsSync(file)) createFile(file, `${randomBytes(32).toString('hex')}\n`, 0o600);
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} holds no key`);
  const seed = Buffer.from(text, 'hex');
  const signer = { ...ed25519Signer(name, seed, algorithm), sign: signEd25519Natively(seed) };
  replaceFile(join(dir, 'vkey'), `${signer.vkey}\n`);
  return signer;
}
