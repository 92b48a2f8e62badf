import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { algorithms, parseVkey } from '@daunguon/proof';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import { nativeSigner } from '../ledger/native-signer.ts';
import { verifyEd25519Natively } from '../log/native-ed25519.ts';
import { loadOrCreateKey } from '../log/note-key.ts';
import { parseKeyUri } from './key-uri.ts';
import { noSoftHsm, softToken, type SoftToken } from './test-softhsm.ts';

const folder = mkdtempSync(join(tmpdir(), 'daunguon-pkcs11-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const message = Buffer.from('Sầu riêng Ri6');
const pemOf = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();

describeUnless(noSoftHsm())('a key in a token', () => {
  const admin = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cosigner = generateKeyPairSync('ed25519');
  let token: SoftToken;
  beforeAll(() => {
    token = softToken('agri');
    token.add('admin', '01', pemOf(admin.privateKey));
    token.add('cosigner', '02', pemOf(cosigner.privateKey));
  });
  afterAll(() => token?.remove());

  test('signs for Fabric: DER, S in the lower half, for the certificate’s key', async () => {
    const sign = nativeSigner(token.uri('admin'));
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    for (let n = 0; n < 20; n += 1) {
      const signature = Buffer.from(await sign(message));
      expect(verify('sha256', message, admin.publicKey, signature)).toBe(true);
      const s = signature.subarray(4 + signature[3]! + 2);
      expect(BigInt(`0x${s.toString('hex')}`) <= order / 2n).toBe(true);
    }
    expect(verify('sha256', Buffer.from('another'), admin.publicKey, Buffer.from(await sign(message)))).toBe(false);
  });

  test('signs at once what is asked at once', async () => {
    const sign = nativeSigner(token.uri('admin'));
    const texts = Array.from({ length: 50 }, (_, n) => Buffer.from(String(n)));
    const signatures = await Promise.all(texts.map(sign));
    expect(texts.every((text, n) => verify('sha256', text, admin.publicKey, Buffer.from(signatures[n]!)))).toBe(true);
  });

  test('cosigns checkpoints: the verifier key is written beside, and what is signed proves under it', () => {
    const dir = mkdtempSync(join(folder, 'cosigner-'));
    writeFileSync(join(dir, 'key'), `${token.uri('cosigner')}\n`);
    const signer = loadOrCreateKey(dir, 'agri.example', algorithms.cosignature);
    const vkey = parseVkey(readFileSync(join(dir, 'vkey'), 'utf8').trim());
    expect(signer.vkey).toBe(readFileSync(join(dir, 'vkey'), 'utf8').trim());
    const raw = Buffer.from(createPublicKey(cosigner.privateKey).export({ format: 'jwk' }).x!, 'base64url');
    expect(Buffer.from(vkey.publicKey)).toEqual(raw);
    expect(verifyEd25519Natively(signer.sign(message), message, vkey.publicKey)).toBe(true);
  });

  test('says what is not there', () => {
    expect(() => nativeSigner(token.uri('nobody'))).toThrow(/no private key nobody/);
    expect(() => nativeSigner(token.uri('admin').replace('token=agri', 'token=edu'))).toThrow(/no token is called edu/);
    expect(() => nativeSigner(token.uri('admin').replace(/module-path=[^&]+/, 'module-path=/nowhere.so'))).toThrow(
      /module-path cannot be loaded: \/nowhere.so/,
    );
    const dir = mkdtempSync(join(folder, 'wrong-'));
    writeFileSync(join(dir, 'key'), token.uri('admin'));
    expect(() => loadOrCreateKey(dir, 'agri.example', algorithms.cosignature)).toThrow(/no Ed25519 key/);
  });
});

describe('a pkcs11: URI', () => {
  const pinFile = join(folder, 'pin');
  writeFileSync(pinFile, '1234\n');
  const good = `pkcs11:token=S%E1%BB%9F%20A;object=admin?module-path=/lib/x.so&pin-source=file:${pinFile}`;

  test('names token, key, library and the file of the PIN', () => {
    expect(parseKeyUri(good)).toEqual({ token: 'Sở A', object: 'admin', modulePath: '/lib/x.so', pin: '1234' });
    expect(parseKeyUri(good.replace('file:', 'file://')).pin).toBe('1234');
  });

  test.each([
    ['token', good.replace('token=S%E1%BB%9F%20A;', '')],
    ['object', good.replace(';object=admin', '')],
    ['module-path', good.replace('module-path=/lib/x.so&', '')],
    ['pin-source', good.replace(/&pin-source.*/, '')],
    ['pin-source', good.replace(/pin-source=.*/, 'pin-source=file:/nowhere')],
    ['pin-value', `${good}&pin-value=1234`],
  ])('is refused for its %s', (name, uri) => {
    expect(() => parseKeyUri(uri)).toThrow(name);
  });
});
