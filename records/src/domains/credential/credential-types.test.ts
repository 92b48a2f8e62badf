import { expect, test } from '@jest/globals';
import { changeStatusSchema } from './credential.ts';
import { idOf } from './credential-fixtures.ts';
import { credentialContents, credentialKinds, fieldPointers, fieldValues } from './credential-types.ts';

const diploma = {
  title: 'Bằng tốt nghiệp trung học phổ thông',
  fullName: 'Nguyễn Thị Hoa',
  issuedOn: '2026-06-20',
  issuer: 'Trường THPT Xuân Lộc (mẫu)',
  birthDate: '2008-02-29',
};
const problemsOf = (change: object): string[] => {
  const result = credentialContents.diploma.safeParse({ ...diploma, ...change });
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('/')} ${message}`);
};

test('the order of the fields is part of what was committed: it never changes', () => {
  expect(fieldPointers('diploma').join(' ')).toBe(
    '/kind /title /fullName /issuedOn /issuer /birthDate /birthPlace /gender /ethnicity /nationality /personalId ' +
      '/studentCode /school /programme /modeOfStudy /classification /graduationYear /graduationDecision /graduationDate ' +
      '/serialNumber /registerNumber /issuedAt /signer /signerTitle /documentDigest',
  );
  expect(fieldPointers('course-certificate')).toHaveLength(21);
  expect(fieldPointers('badge')).toHaveLength(15);
});

test('every field has its place, absent ones as null', () => {
  const values = fieldValues('diploma', credentialContents.diploma.parse(diploma));
  expect(values).toHaveLength(25);
  expect(values.slice(0, 7)).toEqual([
    ['/kind', 'diploma'],
    ['/title', 'Bằng tốt nghiệp trung học phổ thông'],
    ['/fullName', 'Nguyễn Thị Hoa'],
    ['/issuedOn', '2026-06-20'],
    ['/issuer', 'Trường THPT Xuân Lộc (mẫu)'],
    ['/birthDate', '2008-02-29'],
    ['/birthPlace', null],
  ]);
  for (const kind of credentialKinds) expect(fieldValues(kind, {})[0]).toEqual(['/kind', kind]);
});

test.each([
  ['a name in decomposed letters', { fullName: 'Nguyễn'.normalize('NFD') }, ['fullName text-not-nfc']],
  ['a Cyrillic а that looks Latin', { fullName: 'Nguyễn Thị Ho\u0430' }, ['fullName text-look-alike']],
  ['a formula', { fullName: '=HYPERLINK("https://x.vn")' }, ['fullName text-formula']],
  [
    'an invisible character',
    { fullName: 'Hoa\u200b' },
    ['fullName text-control-character', 'fullName text-look-alike'],
  ],
  ['a day that no calendar has', { birthDate: '2007-02-29' }, ['birthDate date']],
  ['eleven digits', { personalId: '07930000001' }, ['personalId personal-id']],
  ['a field of another kind', { hours: 30 }, [' Unrecognized key: "hours"']],
])('%s is refused', (_what, change, expected) => {
  expect(problemsOf(change)).toEqual(expected);
  expect(problemsOf({})).toEqual([]);
});

test('no public text of an act can carry a name', () => {
  const act = { requestId: idOf('RQ'), id: idOf('D1P'), act: 'revoke', ground: 'fraud', date: '2026-11-24' };
  expect(changeStatusSchema.safeParse({ ...act, decision: '12/QĐ-SGDĐT' }).success).toBe(true);
  expect(changeStatusSchema.safeParse({ ...act, decision: 'Nguyễn Thị Hoa' }).success).toBe(false);
  expect(changeStatusSchema.safeParse({ ...act, reason: 'Hoa' }).success).toBe(false);
});
