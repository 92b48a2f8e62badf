import { expect, test } from '@jest/globals';
import { registryView } from './registry-card.ts';

const unit = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'registry/unit', status: 'active', msp: 'AgriMSP' };
const owner = { ...unit, body: { name: 'Hợp tác xã Xuân Lộc' } };
const names = { record: (id: string) => (id === unit.id ? owner : undefined), commune: (code: string) => code };
const factsOf = (body: Record<string, unknown>, status = 'active') => {
  const record = { ...unit, id: '0'.repeat(26), type: 'registry/accreditation', status, body };
  return registryView
    .card(record, names)
    .facts.map(({ label, value }) => [label.vi, typeof value === 'string' ? value : value.vi]);
};
const body = {
  ...{ unit: unit.id, may: ['origin:harvest', 'origin:fly'], organisation: 'AgriMSP', decision: '7/QĐ-SNN' },
  ...{ from: '2024-12-31T17:00:00Z', until: '2027-12-31T17:00:00Z' },
};

test('an accreditation says of whom, for what, by whom and until the end of which day', () => {
  expect(factsOf(body)).toEqual([
    ['Đơn vị', 'Hợp tác xã Xuân Lộc'],
    ['Được làm', 'thu hoạch, origin:fly'],
    ['Cơ quan công nhận', 'Sở Nông nghiệp và Môi trường'],
    ['Quyết định', '7/QĐ-SNN'],
    ['Từ ngày', '01/01/2025'],
    ['Đến', 'hết ngày 31/12/2027'],
  ]);
  expect(factsOf({ until: '2028-01-01T00:30:00Z' })).toEqual([['Đến', '07:30 01/01/2028']]);
});

test('one that was revoked says that what it allowed is past', () => {
  expect(factsOf(body, 'revoked').map(([label]) => label)).toContain('Được làm (đã bị thu hồi)');
});

test('a malformed body shows nothing and breaks nothing', () => {
  expect(factsOf({ unit: 7, may: 'x', organisation: {}, from: null })).toEqual([]);
});
