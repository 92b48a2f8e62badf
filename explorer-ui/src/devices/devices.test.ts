import { expect, test } from '@jest/globals';
import { deviceState, type DeviceAnswer } from './device-answers.ts';
import { labelOfBrowser } from './device-label.ts';

const now = Date.parse('2026-11-30T00:00:00Z');
const device: DeviceAnswer = {
  ...{ id: 'a', mspId: 'EduMSP', role: 'issuer', unit: 'U', unitName: 'Trường', label: 'Máy văn thư' },
  ...{ enrolledAt: '2026-10-01T00:00:00.000Z', validUntil: '2027-10-01T00:00:00.000Z' },
  ...{ lostAt: null, lastUsedAt: null, refused: null },
};
const lostAt = '2026-11-29T23:59:00.000Z';

test.each([
  [{}, 'in-use'],
  [{ validUntil: '2026-11-29T00:00:00.000Z' }, 'expired'],
  [{ lostAt }, 'revoking'],
  [{ lostAt, refused: { block: 9, at: lostAt } }, 'revoked'],
  // Revoked by hand at the authority, without a report here.
  [{ refused: { block: 9, at: lostAt } }, 'revoked'],
] as const)('%o is %s', (change, state) => {
  expect(deviceState({ ...device, ...change }, now)).toBe(state);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', 'Chrome, Windows'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'Edge, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604.1', 'Safari, iOS'],
  ['Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['curl/8', ''],
])('%s is called %s', (userAgent, label) => {
  expect(labelOfBrowser(userAgent)).toBe(label);
});
