import { expect, test } from '@jest/globals';
import { generateKeyPairSync, verify } from 'node:crypto';
import { nativeSigner } from './native-signer.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** (n − 1) / 2 of P-256 (SEC 2 §2.4.2). */
const halfOrder = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';
const sign = nativeSigner(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

test('signs so that OpenSSL agrees and S is always low', async () => {
  for (let round = 0; round < 300; round += 1) {
    const message = Buffer.from(`giao dịch ${round}`);
    const signature = await sign(message);
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
    const hex = Buffer.from(signature).toString('hex');
    const rLength = parseInt(hex.slice(6, 8), 16);
    const s = hex.slice(8 + rLength * 2 + 4).padStart(64, '0');
    expect(s <= halfOrder).toBe(true);
  }
});

test('refuses a key of another curve', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
  expect(() => nativeSigner(other.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow('P-256');
});
