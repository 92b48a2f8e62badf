import { newEs256Key } from '../es256/es256.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import type { CredentialContent } from './credential-content.ts';

/** A diploma shaped like a real one; the person is invented. */
export const diploma: CredentialContent = {
  url: 'https://xacminh.daunguon.example/r/01ARZ3NDEKTSV4RRFFQ69G5FAV',
  kind: 'diploma',
  issuer: { id: 'https://xacminh.daunguon.example/r/00000000000000000000000002', name: 'Trường THPT Trấn Biên' },
  validFrom: '2026-06-30T00:00:00+07:00',
  claims: {
    fullName: 'Nguyễn Thị Hồng Hạnh',
    birthDate: '2008-02-29',
    title: 'Bằng tốt nghiệp trung học phổ thông',
    classification: 'Khá',
    graduationYear: 2026,
    modeOfStudy: 'Chính quy',
    serialNumber: 'A12345678',
    registerNumber: 'THPT-2026/0457',
    issuedOn: '2026-06-30',
    issuerName: 'Trường THPT Trấn Biên',
  },
};

/** A new key of the diploma's issuer, and a directory that knows it alone. */
export const issuerWithKey = async (kid = `${diploma.issuer.id}#1`) => {
  const key = await newEs256Key(kid, true);
  const directory: KeyDirectory = (asked) =>
    asked === kid ? { controller: diploma.issuer.id, jwk: key.publicJwk } : undefined;
  return { key, directory };
};
