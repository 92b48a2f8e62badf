import { expect, test } from '@jest/globals';
import { errorOf, fieldMessages } from './api-error.ts';
import { readIndexHeader } from './index-status.ts';

test.each([
  [401, { code: 'auth/insufficient-assurance', detail: 'Cần mức cao hơn' }, 'assurance'],
  [401, { code: 'auth/session-ended', detail: 'Phiên đăng nhập đã hết' }, 'session-ended'],
  [404, { code: 'http/record-not-found', detail: 'Không có hồ sơ này' }, 'not-found'],
  [502, { title: 'Cổng không trả lời' }, 'offline'],
  [502, { code: 'ledger/refused', detail: 'Mạng sổ cái từ chối' }, 'refused'],
  [500, 'no JSON at all', 'refused'],
])('%i is %s', (status, body, kind) => {
  expect(errorOf(status, body).kind).toBe(kind);
});

test('wrong fields are found by their pointers; what is no field is left out', () => {
  const errors = [{ pointer: '/weightKg', code: 'weight', detail: 'Khối lượng không phải là số kg' }, { line: 3 }];
  expect(fieldMessages(errorOf(422, { code: 'registry/invalid-command', errors }))).toEqual({
    '/weightKg': 'Khối lượng không phải là số kg',
  });
  expect(fieldMessages(new Error('other'))).toEqual({});
});

test('the index header is read whole or not at all', () => {
  expect(readIndexHeader('block=12, lag=3')).toEqual({ block: 12, lag: 3 });
  for (const header of [null, '', 'block=x, lag=0', 'block=1']) expect(readIndexHeader(header)).toBeNull();
});
