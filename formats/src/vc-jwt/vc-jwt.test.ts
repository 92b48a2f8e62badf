import { beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify, CompactSign, importJWK } from 'jose';
import { createHmac } from 'node:crypto';
import { diploma, issuerWithKey } from '../credential/credential-fixtures.ts';
import { toBase64url } from '../base64url.ts';
import { buildCredential } from '../vc/build-credential.ts';
import { issueVcJwt, verifyVcJwt } from './vc-jwt.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const encode = (value: unknown): string => toBase64url(bytes(value));

describe('a credential in a JWS', () => {
  const document = buildCredential(diploma);
  const kid = `${diploma.issuer.id}#1`;
  let issuer: Awaited<ReturnType<typeof issuerWithKey>>;
  beforeAll(async () => void (issuer = await issuerWithKey()));
  const signed = (header: object, payload: unknown = document): Promise<string> =>
    new CompactSign(bytes(payload)).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(issuer.key.privateKey);

  test('is read by jose, and one that jose wrote is read here', async () => {
    const { payload, protectedHeader } = await compactVerify(
      await issueVcJwt(document, issuer.key),
      await importJWK({ ...issuer.key.publicJwk }, 'ES256'),
    );
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(document);
    expect((await verifyVcJwt(await signed({ typ: 'vc+jwt' }), issuer.directory)).document).toEqual(document);
  });

  test('with alg none is refused before any key is looked for', async () => {
    const jwt = `${encode({ alg: 'none', typ: 'vc+jwt', kid })}.${encode(document)}.`;
    await expect(verifyVcJwt(jwt, issuer.directory)).rejects.toMatchObject({ code: 'alg-not-allowed' });
  });

  test('with HS256 and the public key as the secret is refused', async () => {
    const text = `${encode({ alg: 'HS256', typ: 'vc+jwt', kid })}.${encode(document)}`;
    const secret = JSON.stringify(issuer.key.publicJwk);
    const jwt = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    await expect(verifyVcJwt(jwt, issuer.directory)).rejects.toMatchObject({ code: 'alg-not-allowed' });
  });

  test.each<[string, string, object, unknown]>([
    ['the typ of a plain JWT', 'typ-wrong', { typ: 'JWT' }, document],
    ['the typ of an SD-JWT VC', 'typ-wrong', { typ: 'dc+sd-jwt' }, document],
    ['no typ', 'typ-wrong', {}, document],
    ['the content type of a presentation', 'typ-wrong', { typ: 'vc+jwt', cty: 'vp' }, document],
    ['a key nobody knows', 'key-unknown', { typ: 'vc+jwt', kid: 'https://evil.example#1' }, document],
    ['a key of its own choice', 'key-unknown', { typ: 'vc+jwt', kid: undefined, jwk: { kty: 'EC' } }, document],
    ['the claim of VC 1.1', 'claim-forbidden', { typ: 'vc+jwt' }, { ...document, vc: {} }],
    ['another iss', 'issuer-mismatch', { typ: 'vc+jwt' }, { ...document, iss: 'https://truong-khac.example' }],
    ['another issuer', 'issuer-mismatch', { typ: 'vc+jwt' }, { ...document, issuer: 'https://truong-khac.example' }],
    ['text for a payload', 'not-an-object', { typ: 'vc+jwt' }, 'bằng'],
  ])('with %s is refused: %s', async (_, code, header, payload) => {
    await expect(verifyVcJwt(await signed(header, payload), issuer.directory)).rejects.toMatchObject({ code });
  });

  test('an extension that must be understood is not', async () => {
    const header = { alg: 'ES256', kid, typ: 'vc+jwt', crit: ['b64'], b64: false };
    const jwt = `${encode(header)}.${encode(document)}.${'A'.repeat(86)}`;
    await expect(verifyVcJwt(jwt, issuer.directory)).rejects.toMatchObject({ name: 'FormatError' });
  });

  test('changed by one character is refused', async () => {
    const [header, , signature] = (await issueVcJwt(document, issuer.key)).split('.');
    const other = encode({ ...document, name: 'Bằng tiến sĩ' });
    await expect(verifyVcJwt(`${header}.${other}.${signature}`, issuer.directory)).rejects.toMatchObject({
      code: 'proof-invalid',
    });
    await expect(verifyVcJwt('bằng', issuer.directory)).rejects.toMatchObject({ code: 'malformed' });
  });
});
