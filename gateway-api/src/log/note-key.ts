import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519Signer, formatVkey, vkeyOf, type NoteSigner } from '@daunguon/proof';
import { createFile, replaceFile } from '../durable-file.ts';
import { openHardwareKey } from '../pkcs11/hardware-key.ts';
import { isKeyUri } from '../pkcs11/key-uri.ts';
import { signEd25519Natively } from './native-ed25519.ts';

/**
 * The signer whose secret seed lies in `<dir>/key` (hexadecimal, readable by its owner only), made at first use, or whose key lies in the token that
 * a `pkcs11:` URI in that file names; its verifier key is written beside it as `<dir>/vkey` for those who write trust policies.
 */
export function loadOrCreateKey(dir: string, name: string, algorithm: NoteSigner['algorithm']): NoteSigner {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'key');
  if (!existsSync(file)) createFile(file, `${randomBytes(32).toString('hex')}\n`, 0o600);
  const text = readFileSync(file, 'utf8').trim();
  const signer = isKeyUri(text) ? fromToken(text, name, algorithm) : fromSeed(text, file, name, algorithm);
  replaceFile(join(dir, 'vkey'), `${signer.vkey}\n`);
  return signer;
}

const fromSeed = (text: string, file: string, name: string, algorithm: NoteSigner['algorithm']): NoteSigner => {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} holds no key`);
  const seed = Buffer.from(text, 'hex');
  return { ...ed25519Signer(name, seed, algorithm), sign: signEd25519Natively(seed) };
};

const fromToken = (uri: string, name: string, algorithm: NoteSigner['algorithm']): NoteSigner => {
  const { publicPoint, signEd25519 } = openHardwareKey(uri);
  if (publicPoint.length !== 32) throw new Error(`the key of ${name} in the token is no Ed25519 key`);
  const vkey = formatVkey(name, algorithm, publicPoint);
  return { ...vkeyOf(name, algorithm, publicPoint), vkey, sign: signEd25519 };
};
