import { beforeAll, describe, expect, test } from '@jest/globals';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { compactVerify, CompactSign, importJWK } from 'jose';
import { createHash, createHmac, randomBytes, verify as verifySignature, createPublicKey } from 'node:crypto';
import { toBase64url } from '../base64url.ts';
import { diploma, issuerWithKey } from '../credential/credential-fixtures.ts';
import { newEs256Key, signEs256 } from '../es256/es256.ts';
import { discloseClaims, issueSdJwtVc } from './issue-sd-jwt-vc.ts';
import { verifySdJwtVc } from './verify-sd-jwt-vc.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const issuedAt = 1_782_781_200;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (disclosure: string): string => createHash('sha256').update(disclosure).digest('base64url');
const kid = `${diploma.issuer.id}#1`;

describe('a diploma as an SD-JWT VC', () => {
  let issuer: Awaited<ReturnType<typeof issuerWithKey>>;
  let holder: Awaited<ReturnType<typeof newEs256Key>>;
  let sdJwt = '';
  let bound = '';
  beforeAll(async () => {
    issuer = await issuerWithKey();
    holder = await newEs256Key('');
    sdJwt = await issueSdJwtVc(diploma, issuer.key, { issuedAt, random });
    bound = await issueSdJwtVc(diploma, issuer.key, { issuedAt, random, holderKey: holder.publicJwk });
  });
  const verify = (text: string) => verifySdJwtVc(text, issuer.directory);
  const signer = async (data: string) => toBase64url(await signEs256(issuer.key, Buffer.from(data)));
  const library = () =>
    new SDJwtVcInstance({
      hasher: (data) =>
        new Uint8Array(
          createHash('sha256')
            .update(Buffer.from(data as string))
            .digest(),
        ),
      saltGenerator: () => randomBytes(16).toString('base64url'),
      hashAlg: 'sha-256',
      signer,
      signAlg: 'ES256',
      verifier: (data, signature) => {
        const key = createPublicKey({ key: { ...issuer.key.publicJwk }, format: 'jwk' });
        const bytes = Buffer.from(signature, 'base64url');
        return verifySignature('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }, bytes);
      },
    });

  test('shows all, some or none of its claims', async () => {
    expect((await verify(sdJwt)).claims).toMatchObject({ ...diploma.claims, jti: diploma.url });
    const some = await verify(await discloseClaims(sdJwt, ['title', 'classification']));
    expect(Object.keys(some.claims).sort()).toEqual('classification iat iss jti nbf title vct'.split(' '));
    const none = await discloseClaims(sdJwt, []);
    expect(none.split('~')).toHaveLength(2);
    expect(JSON.stringify((await verify(none)).claims)).not.toContain('Hồng Hạnh');
  });

  test('is read by @sd-jwt/sd-jwt-vc and, as a JWS, by jose', async () => {
    const read = await library().verify(await discloseClaims(sdJwt, ['fullName']), { currentDate: issuedAt + 1 });
    expect(read.payload).toMatchObject({ fullName: diploma.claims.fullName, vct: 'urn:daunguon:credential:diploma' });
    const jwk = await importJWK({ ...issuer.key.publicJwk }, 'ES256');
    const { protectedHeader } = await compactVerify(sdJwt.split('~')[0]!, jwk);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'dc+sd-jwt', kid });
  });

  test('of @sd-jwt/sd-jwt-vc is read here, nested claims and array elements too', async () => {
    const payload = {
      iss: diploma.issuer.id,
      iat: issuedAt,
      vct: 'urn:x',
      course: { name: 'IoT', hours: 30 },
      marks: [9, 8],
    };
    const frame = { course: { _sd: ['hours'] }, marks: { _sd: [1] }, _sd: ['course'] };
    const theirs = await library().issue(payload, frame as never, { header: { kid } });
    expect((await verify(theirs)).claims).toEqual(payload);
    const less = theirs.split('~').filter((part) => !Buffer.from(part, 'base64url').toString().includes('hours'));
    expect((await verify(less.join('~'))).claims).toEqual({ ...payload, course: { name: 'IoT' } });
  });

  test('is bound to the holder, the reader and the question', async () => {
    const asked = { aud: 'https://tuyendung.example', nonce: 'n-1', issuedAfter: issuedAt };
    const shown = await discloseClaims(bound, ['title'], { key: holder.privateKey, ...asked, issuedAt });
    expect(await verifySdJwtVc(shown, issuer.directory, asked)).toMatchObject({ keyBound: true });
    const refuse = (text: string, expected: object) =>
      expect(verifySdJwtVc(text, issuer.directory, { ...asked, ...expected })).rejects;
    await refuse(shown, { nonce: 'n-2' }).toMatchObject({ pointer: '/kb/nonce' });
    await refuse(shown, { aud: 'https://khac.example' }).toMatchObject({ pointer: '/kb/aud' });
    await refuse(shown, { issuedAfter: issuedAt + 1 }).toMatchObject({ pointer: '/kb/iat' });
    await refuse(await discloseClaims(bound, ['title']), {}).toMatchObject({ code: 'key-binding-missing' });
    const parts = shown.split('~');
    await refuse([parts[0], ...bound.split('~').slice(1, 3), parts.at(-1)].join('~'), {}).toMatchObject({
      pointer: '/kb/sd_hash',
    });
    const thief = await newEs256Key('');
    const stolen = await discloseClaims(bound, ['title'], { key: thief.privateKey, ...asked, issuedAt });
    await refuse(stolen, {}).toMatchObject({ code: 'proof-invalid' });
  });

  const salted = (name: string, value: unknown): string => encode(['c2FsdHNhbHRzYWx0c2FsdA', name, value]);
  const signed = async (payload: object, disclosures: readonly string[], header: object = {}): Promise<string> => {
    const jws = await new CompactSign(Buffer.from(JSON.stringify({ iss: diploma.issuer.id, vct: 'urn:x', ...payload })))
      .setProtectedHeader({ alg: 'ES256', typ: 'dc+sd-jwt', kid, ...header })
      .sign(issuer.key.privateKey);
    return [jws, ...disclosures, ''].join('~');
  };
  const grade = salted('grade', 'Giỏi');
  const element = encode(['c2FsdA', 'x']);
  test.each<[string, string, object, readonly string[], object]>([
    ['a digest twice', 'digest-twice', { _sd: [digest(grade), digest(grade)] }, [grade], {}],
    ['a digest on two levels', 'digest-twice', { _sd: [digest(grade)], a: { _sd: [digest(grade)] } }, [], {}],
    ['a disclosure twice', 'disclosure-twice', { _sd: [digest(grade)] }, [grade, grade], {}],
    ['a disclosure of nothing', 'disclosure-unreferenced', { _sd: [] }, [grade], {}],
    ['a claim said again', 'claim-twice', { _sd: [digest(grade)], grade: 'Khá' }, [grade], {}],
    ['an issuer disclosed', 'claim-undisclosable', { _sd: [digest(salted('exp', 1))] }, [salted('exp', 1)], {}],
    ['an element for a claim', 'disclosure-malformed', { _sd: [digest(element)] }, [element], {}],
    ['a claim for an element', 'disclosure-malformed', { a: [{ '...': digest(grade) }] }, [grade], {}],
    ['a claim named _sd', 'disclosure-malformed', { _sd: [digest(salted('_sd', []))] }, [salted('_sd', [])], {}],
    ['dots in an object', 'digest-malformed', { a: { '...': 'x' } }, [], {}],
    ['a digest that is none', 'digest-malformed', { _sd: [1] }, [], {}],
    ['a disclosure that is none', 'disclosure-malformed', {}, ['*'], {}],
    ['another digest algorithm', 'digest-alg-unsupported', { _sd_alg: 'md5' }, [], {}],
    ['the typ of a plain SD-JWT', 'typ-wrong', {}, [], { typ: 'vc+sd-jwt' }],
    ['an unknown key', 'key-unknown', {}, [], { kid: 'https://evil.example#1' }],
    ['another issuer', 'issuer-mismatch', { iss: 'https://truong-khac.example' }, [], {}],
    ['no type', 'claim-missing', { vct: undefined }, [], {}],
    ['a time in words', 'not-a-time', { exp: 'mai' }, [], {}],
  ])('with %s is refused: %s', async (_, code, payload, disclosures, header) => {
    await expect(verify(await signed(payload, disclosures, header))).rejects.toMatchObject({ code });
  });

  test('with alg none, or HS256 and the public key, is refused', async () => {
    const body = encode({ iss: diploma.issuer.id, vct: 'urn:x' });
    const none = `${encode({ alg: 'none', typ: 'dc+sd-jwt', kid })}.${body}.~`;
    const text = `${encode({ alg: 'HS256', typ: 'dc+sd-jwt', kid })}.${body}`;
    const mac = createHmac('sha256', JSON.stringify(issuer.key.publicJwk)).update(text).digest('base64url');
    for (const forged of [none, `${text}.${mac}~`])
      await expect(verify(forged)).rejects.toMatchObject({ code: 'alg-not-allowed' });
    await expect(verify(sdJwt.split('~')[0]!)).rejects.toMatchObject({ code: 'malformed' });
  });
});
