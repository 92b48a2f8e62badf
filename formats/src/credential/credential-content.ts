import { isNfc } from '@daunguon/proof';
import { FormatError } from '../format-error.ts';

/** What a diploma or certificate may say of its holder. `key` is the claim's number in the QR code: never used again, never changed. */
export const credentialClaims = {
  fullName: { key: 1, vi: 'Họ và tên', en: 'Full name' },
  birthDate: { key: 2, vi: 'Ngày sinh', en: 'Date of birth' },
  title: { key: 3, vi: 'Văn bằng, chứng chỉ', en: 'Diploma or certificate' },
  field: { key: 4, vi: 'Ngành, khóa học', en: 'Field or course' },
  classification: { key: 5, vi: 'Xếp loại', en: 'Classification' },
  graduationYear: { key: 6, vi: 'Năm tốt nghiệp', en: 'Year of graduation' },
  studyMode: { key: 7, vi: 'Hình thức đào tạo', en: 'Mode of study' },
  serialNumber: { key: 8, vi: 'Số hiệu', en: 'Serial number' },
  registerNumber: { key: 9, vi: 'Số vào sổ gốc', en: 'Register number' },
  issueDate: { key: 10, vi: 'Ngày cấp', en: 'Date of issue' },
  issuerName: { key: 11, vi: 'Đơn vị cấp', en: 'Issuer' },
} as const;

export type ClaimName = keyof typeof credentialClaims;
export const claimNames = Object.keys(credentialClaims) as readonly ClaimName[];

/** Claims of one holder; absent where the type has none. Dates are YYYY-MM-DD. */
export type Claims = Readonly<Partial<Record<ClaimName, string>>>;

/** One diploma or certificate, before it takes anybody's format. */
export interface CredentialContent {
  /** The address where the record is looked up; the identifier of the credential in every format. */
  readonly url: string;
  readonly kind: 'diploma' | 'course-certificate';
  /** `id` is a URL or DID. */
  readonly issuer: { readonly id: string; readonly name: string };
  /** From when it holds, and until when: dates and times with a zone. */
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly claims: Claims;
  readonly status?: StatusReference;
}

/** Place of the credential in the lists of its issuer. Each purpose has its own list, with the same index. */
export interface StatusReference {
  readonly index: number;
  readonly lists: Readonly<Partial<Record<'revocation' | 'suspension', string>>>;
}

/** Refuses text that two readers would take for different: empty, not NFC, or with control characters. @throws FormatError */
export const checkClaims = (claims: Claims): void => {
  for (const [name, value] of Object.entries(claims)) {
    if (!Object.hasOwn(credentialClaims, name)) throw new FormatError('claim-unknown', `/${name}`, 'no such claim');
    if (value.trim() === '' || !isNfc(value) || /\p{C}/u.test(value))
      throw new FormatError('claim-malformed', `/${name}`, 'text in NFC without control characters is expected');
  }
  for (const name of ['fullName', 'title'] as const)
    if (claims[name] === undefined) throw new FormatError('claim-missing', `/${name}`, 'is expected');
};
