import { expect, test } from '@jest/globals';
import { actTitles } from './act-titles.ts';

const answers = {};
const titleOf = actTitles([
  { method: 'post', path: '/api/exchange/partners', summary: 'Thêm / Add', answers },
  { method: 'post', path: '/api/exchange/partners/:id/revoke', summary: 'Thu hồi / Revoke', answers },
]);

test.each([
  ['POST /api/exchange/partners', 'Thêm / Add'],
  ['POST /api/exchange/partners/:id/revoke', 'Thu hồi / Revoke'],
  ['POST /api/exchange/partners/0BP5WKA1SJ3VCT1B62K2XZ06NN/revoke', 'Thu hồi / Revoke'],
  ['DELETE /api/exchange/partners', ''],
  ['POST /api/exchange/partners/a/b/revoke', ''],
  ['command erase person', 'Xóa dữ liệu cá nhân / Erase personal data'],
])('%s is %s', (act, title) => {
  expect(titleOf(act)).toBe(title);
});
