import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ministryCsv, registerPage, wholeRegister } from './register-book.ts';
import { openTestCredentials, testUnit, type TestCredentials } from './test-credentials.ts';

let at: TestCredentials;
let [kept, lost] = ['', ''];
beforeAll(async () => {
  at = await openTestCredentials();
  const row = (fullName: string, registerNumber: string) => ({
    kind: 'diploma' as const,
    contents: {
      ...{ title: 'Bằng', fullName, issuedOn: '2026-06-20', issuer: 'Trường', birthDate: '2008-01-31', registerNumber },
    },
  });
  [kept = '', lost = ''] = await at.seal([row('Nguyễn Thị Hoa', '1/2026'), row('Trần Văn Nam', '2/2026')]);
  for (const id of [kept, lost]) await at.commit(id, 'active');
  at.sealed.erase(lost);
});
afterAll(() => at.close());

test('a row whose contents are missing is shown as missing, and hides no other', async () => {
  const { items } = await registerPage(at, testUnit, { kind: 'diploma', limit: 10 });
  expect(items).toHaveLength(2);
  expect(items.find(({ id }) => id === kept)).toMatchObject({ contents: { fullName: 'Nguyễn Thị Hoa' } });
  expect(items.find(({ id }) => id === lost)).toEqual({
    ...{ id: lost, status: 'active', version: 1, contents: {}, missing: true },
  });
  const csv = ministryCsv(await wholeRegister(at, testUnit, { kind: 'diploma' })).split('\r\n');
  expect(csv.find((line) => line.endsWith(lost))).toContain('(thiếu nội dung trong kho niêm phong)');
  expect(csv.find((line) => line.endsWith(kept))).toContain('Nguyễn Thị Hoa');
});
