/**
 * What a diploma, certificate or badge may say of its holder. The names are those of the record's fields, but for three that mean
 * something else in the formats (`recordClaims`). `key` is the claim's number in the QR code: never given twice, never changed.
 */
export const credentialClaims = {
  fullName: { key: 1, vi: 'Họ và tên', en: 'Full name' },
  birthDate: { key: 2, vi: 'Ngày sinh', en: 'Date of birth' },
  title: { key: 3, vi: 'Văn bằng, chứng chỉ', en: 'Diploma or certificate' },
  programme: { key: 4, vi: 'Ngành đào tạo', en: 'Programme' },
  classification: { key: 5, vi: 'Xếp loại', en: 'Classification' },
  graduationYear: { key: 6, vi: 'Năm tốt nghiệp', en: 'Year of graduation' },
  modeOfStudy: { key: 7, vi: 'Hình thức đào tạo', en: 'Mode of study' },
  serialNumber: { key: 8, vi: 'Số hiệu', en: 'Serial number' },
  registerNumber: { key: 9, vi: 'Số vào sổ gốc', en: 'Register number' },
  issuedOn: { key: 10, vi: 'Ngày cấp', en: 'Date of issue' },
  issuerName: { key: 11, vi: 'Đơn vị cấp', en: 'Issuer' },
  birthPlace: { key: 12, vi: 'Nơi sinh', en: 'Place of birth' },
  gender: { key: 13, vi: 'Giới tính', en: 'Gender' },
  ethnicity: { key: 14, vi: 'Dân tộc', en: 'Ethnicity' },
  nationality: { key: 15, vi: 'Quốc tịch', en: 'Nationality' },
  personalId: { key: 16, vi: 'Số định danh cá nhân', en: 'Personal identification number' },
  studentCode: { key: 17, vi: 'Mã học sinh, sinh viên', en: 'Student code' },
  school: { key: 18, vi: 'Học sinh trường', en: 'School' },
  graduationDecision: { key: 19, vi: 'Quyết định công nhận tốt nghiệp', en: 'Graduation decision' },
  graduationDate: { key: 20, vi: 'Ngày công nhận tốt nghiệp', en: 'Date of graduation' },
  issuedAt: { key: 21, vi: 'Nơi cấp', en: 'Place of issue' },
  signer: { key: 22, vi: 'Người ký', en: 'Signer' },
  signerTitle: { key: 23, vi: 'Chức vụ người ký', en: 'Signer’s title' },
  documentDigest: { key: 24, vi: 'Mã băm bản PDF', en: 'Digest of the PDF' },
  account: { key: 25, vi: 'Tài khoản học', en: 'Learner account' },
  course: { key: 26, vi: 'Khóa học', en: 'Course' },
  courseCode: { key: 27, vi: 'Mã khóa học', en: 'Course code' },
  provider: { key: 28, vi: 'Đơn vị tổ chức', en: 'Provider' },
  hours: { key: 29, vi: 'Số giờ', en: 'Hours' },
  result: { key: 30, vi: 'Kết quả', en: 'Result' },
  startedOn: { key: 31, vi: 'Bắt đầu', en: 'Started on' },
  completedOn: { key: 32, vi: 'Hoàn thành', en: 'Completed on' },
  expiresOn: { key: 33, vi: 'Có giá trị đến', en: 'Valid until' },
  achievement: { key: 34, vi: 'Thành tích', en: 'Achievement' },
  about: { key: 35, vi: 'Mô tả', en: 'Description' },
  criteria: { key: 36, vi: 'Tiêu chí', en: 'Criteria' },
  imageDigest: { key: 37, vi: 'Mã băm hình', en: 'Digest of the image' },
  evidenceUrl: { key: 38, vi: 'Minh chứng', en: 'Evidence' },
} as const;

export type ClaimName = keyof typeof credentialClaims;
export const claimNames = Object.keys(credentialClaims) as readonly ClaimName[];

/** Claims of one holder; absent where there is none. Dates are YYYY-MM-DD. */
export type Claims = Readonly<Partial<Record<ClaimName, string | number>>>;

const renamed: Readonly<Record<string, ClaimName>> = {
  issuer: 'issuerName',
  validUntil: 'expiresOn',
  description: 'about',
  evidence: 'evidenceUrl',
};

/** Claims from a record's contents: absent and null fields are left out. */
export const recordClaims = (contents: Readonly<Record<string, string | number | null | undefined>>): Claims =>
  Object.fromEntries(
    Object.entries(contents).flatMap(([field, value]) =>
      value === null || value === undefined ? [] : [[renamed[field] ?? field, value]],
    ),
  );
