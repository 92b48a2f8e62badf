import { expect, test } from '@jest/globals';
import { expiresAt } from './expires-at.ts';

const record = (type: string, body: Record<string, unknown>) => ({
  id: 'R',
  type,
  status: 'active',
  msp: 'AgriMSP',
  body,
});

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['ocop/product', { rating: { expiresOn: '2029-11-20' } }, '2029-11-20T17:00:00Z'],
  ['ocop/product', {}, undefined],
  ['ocop/rating', { expiresOn: '2029-11-20' }, '2029-11-20T17:00:00Z'],
  ['ocop/rules', { from: '2026-01-01' }, undefined],
  ['origin/certificate', { until: '2027-12-31' }, '2027-12-31T17:00:00Z'],
  ['origin/batch', { until: '2027-12-31' }, undefined],
  ['registry/accreditation', { until: '2027-01-01T00:00:00Z' }, '2027-01-01T00:00:00Z'],
  ['credential/credential', { validUntil: '2027-12-31' }, '2027-12-31T17:00:00Z'],
  ['credential/issuer-key', { validUntil: '2027-01-01T00:00:00Z' }, '2027-01-01T00:00:00Z'],
  ['a/domain-of-later', { until: '2027-01-01' }, undefined],
])('%s %j speaks until %s', (type, body, until) => {
  expect(expiresAt(record(type, body))).toBe(until);
});
