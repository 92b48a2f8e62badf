import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { CredentialContent } from '../credential/credential-content.ts';
import { addEddsaRdfcProof, eddsaDidKeys, verifyEddsaRdfcProof } from '../data-integrity/eddsa-rdfc-2022.ts';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { type DocumentLoader, theyIssue, theyVerify } from '../data-integrity/test-digitalbazaar.ts';
import { toBase58 } from '../multikey/base58.ts';
import { buildOpenBadge, openBadgesPinned, validateOpenBadge } from './open-badge.ts';

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
const multikey = `z${toBase58(Uint8Array.of(0xed, 1, ...raw))}`;
const did = `did:key:${multikey}`;
const key = { kid: `${did}#${multikey}`, sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)) };
const image = 'data:image/png;base64,iVBORw0KGgo=';
const course: CredentialContent = {
  url: 'https://xacminh.daunguon.example/r/01ARZ3NDEKTSV4RRFFQ69G5FAV',
  kind: 'course-certificate',
  issuer: { id: did, name: 'Trung tâm học liệu số' },
  validFrom: '2026-06-30T00:00:00+07:00',
  claims: { fullName: 'Trần Văn Đạt', title: 'Chứng chỉ hoàn thành', course: 'Nhập môn IoT', issuedOn: '2026-06-30' },
};
const options = { salt: '00112233445566778899aabbccddeeff', sha256Hex, image };

/** What a reader with the library alone would have: contexts and the did:key document, by its own loader. */
const theirLoader: DocumentLoader = (url) => {
  const method = { '@context': 'https://w3id.org/security/multikey/v1', id: key.kid, type: 'Multikey' };
  const documents = new Map<string, JsonObject>([
    ...openBadgesPinned,
    [key.kid, { ...method, controller: did, publicKeyMultibase: multikey }],
    [did, { '@context': 'https://www.w3.org/ns/did/v1', id: did, assertionMethod: [key.kid] }],
  ]);
  const document = documents.get(url);
  if (document === undefined) return Promise.reject(new Error(`not here: ${url}`));
  return Promise.resolve({ contextUrl: null, documentUrl: url, document });
};

describe('a course certificate as an Open Badge 3.0', () => {
  const badge = buildOpenBadge(course, options);
  let issued: JsonObject;
  beforeAll(async () => void (issued = await addEddsaRdfcProof(badge, key, '2026-06-30T02:00:00Z', openBadgesPinned)));
  const verify = (input: unknown) => verifyEddsaRdfcProof(input, eddsaDidKeys, openBadgesPinned);

  test('names achievement, picture and criteria, and the holder only by a salted hash', () => {
    expect(badge['credentialSubject']).toMatchObject({
      type: ['AchievementSubject'],
      achievement: { name: 'Nhập môn IoT', achievementType: 'Certificate', image: { id: image, type: 'Image' } },
      identifier: [
        { hashed: true, identityHash: `sha256$${sha256Hex('Trần Văn Đạt00112233445566778899aabbccddeeff')}` },
      ],
    });
    expect(JSON.stringify(badge)).not.toContain('Đạt');
  });

  test('is verified by @digitalbazaar/vc', async () => {
    expect(await theyVerify(issued, theirLoader, '2026-07-01T00:00:00Z')).toBe(true);
    expect(await theyVerify({ ...issued, name: 'Bằng tiến sĩ' }, theirLoader, '2026-07-01T00:00:00Z')).toBe(false);
  });

  test('of @digitalbazaar/vc is verified here', async () => {
    expect((await verify(await theyIssue(badge, key, theirLoader, '2026-07-01T00:00:00Z'))).issuer).toBe(did);
  });

  test.each<[string, string, (document: JsonObject & { proof: JsonObject }) => unknown]>([
    ['another name', 'proof-invalid', (vc) => ({ ...vc, name: 'Bằng tiến sĩ' })],
    ['another time', 'proof-invalid', (vc) => ({ ...vc, proof: { ...vc.proof, created: '2026-06-30T03:00:00Z' } })],
    ['no proof', 'proof-missing', ({ proof: _, ...vc }) => vc],
    [
      'another suite',
      'cryptosuite-unsupported',
      (vc) => ({ ...vc, proof: { ...vc.proof, cryptosuite: 'eddsa-jcs-2022' } }),
    ],
    [
      'a key nobody knows',
      'key-unknown',
      (vc) => ({ ...vc, proof: { ...vc.proof, verificationMethod: 'did:web:a#1' } }),
    ],
    ['another issuer', 'issuer-mismatch', (vc) => ({ ...vc, issuer: { id: 'did:web:a.example', type: ['Profile'] } })],
    [
      'a term that no context knows',
      'proof-unverifiable',
      (vc) => ({ ...vc, credentialSubject: { ...(vc['credentialSubject'] as object), xyz: 1 } }),
    ],
    [
      'a remote context',
      'context-not-pinned',
      (vc) => ({ ...vc, '@context': [...(vc['@context'] as string[]), 'https://evil.example/c'] }),
    ],
  ])('with %s is refused: %s', async (_, code, change) => {
    await expect(verify(change(structuredClone(issued) as JsonObject & { proof: JsonObject }))).rejects.toMatchObject({
      code,
    });
  });

  const subject = badge['credentialSubject'] as JsonObject & { achievement: JsonObject };
  test.each<[string, string, JsonObject]>([
    ['no id', '/id', { id: undefined }],
    ['no time', '/validFrom', { validFrom: undefined }],
    ['an issuer without a profile', '/issuer', { issuer: did }],
    ['nobody', '/credentialSubject/identifier', { credentialSubject: { ...subject, identifier: undefined } }],
    [
      'no criteria',
      '/credentialSubject/achievement/criteria',
      { credentialSubject: { ...subject, achievement: { ...subject.achievement, criteria: {} } } },
    ],
    [
      'no description',
      '/credentialSubject/achievement/description',
      { credentialSubject: { ...subject, achievement: { ...subject.achievement, description: undefined } } },
    ],
    [
      'the base context alone',
      '/@context/1',
      { '@context': ['https://www.w3.org/ns/credentials/v2', { OpenBadgeCredential: 'urn:a:b' }] },
    ],
  ])('with %s is no Open Badge', (_, pointer, change) => {
    expect(() => validateOpenBadge({ ...badge, ...change })).toThrow(expect.objectContaining({ pointer }));
  });

  test.each(['http://a.example/b.png', 'data:text/html;base64,AA==', 'javascript:alert(1)'])(
    '%s is no picture',
    (picture) => {
      expect(() => buildOpenBadge(course, { ...options, image: picture })).toThrow(
        expect.objectContaining({ code: 'image-malformed' }),
      );
    },
  );
});
