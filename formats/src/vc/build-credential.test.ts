import { describe, expect, test } from '@jest/globals';
import { diploma, issuerWithKey } from '../credential/credential-fixtures.ts';
import { buildCredential } from './build-credential.ts';
import { issueCredential, verifyCredential } from './secure-credential.ts';

const lists = { revocation: 'https://daunguon.example/status/1', suspension: 'https://daunguon.example/status/2' };

describe('a diploma as a Verifiable Credential 2.0', () => {
  test('says what the diploma says, with its terms inside', () => {
    const vc = buildCredential({ ...diploma, status: { index: 131_071, lists } });
    expect(vc).toMatchObject({
      id: diploma.url,
      type: ['VerifiableCredential', 'DiplomaCredential'],
      issuer: { id: diploma.issuer.id, name: { '@value': 'Trường THPT Trấn Biên', '@language': 'vi' } },
      validFrom: '2026-06-30T00:00:00+07:00',
      credentialSubject: { fullName: 'Nguyễn Thị Hồng Hạnh', serialNumber: 'A12345678' },
      credentialStatus: [
        { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '131071' },
        { statusPurpose: 'suspension', statusListCredential: lists.suspension },
      ],
    });
  });

  test.each<[string, string, object]>([
    ['a name in NFD', '/fullName', { fullName: 'Nguye\u0302\u0303n' }],
    ['an empty name', '/fullName', { fullName: ' ' }],
    ['a name that turns the line around', '/fullName', { fullName: 'Lan\u202enaL' }],
    ['no title', '/title', { title: undefined }],
    ['a claim nobody knows', '/grade', { grade: '10' }],
  ])('%s is refused', (_, pointer, claims) => {
    const changed = JSON.parse(JSON.stringify({ ...diploma.claims, ...claims })) as object;
    expect(() => buildCredential({ ...diploma, claims: changed })).toThrow(expect.objectContaining({ pointer }));
  });

  test('is verified by the key of its issuer alone', async () => {
    const { key, directory } = await issuerWithKey();
    const vc = await issueCredential(buildCredential(diploma), key, '2026-06-30T09:00:00+07:00');
    expect((await verifyCredential(vc, directory)).issuer).toBe(diploma.issuer.id);
    const another = { ...vc, issuer: 'https://truong-khac.example' };
    await expect(verifyCredential(another, directory)).rejects.toMatchObject({ code: 'proof-invalid' });
    const stranger = async (kid: string) => ({ ...(await directory(kid))!, controller: 'https://truong-khac.example' });
    await expect(verifyCredential(vc, stranger)).rejects.toMatchObject({ code: 'issuer-mismatch' });
  });
});
