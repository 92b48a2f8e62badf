import { expect, test } from '@jest/globals';
import { numberSaid, weightSaid } from '../../check/number-text.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { eventName } from './event-names.ts';
import { originView } from './origin-card.ts';
import { recallNotices } from './recall-notices.ts';

const ids = {
  area: '00000000000000000000000000',
  farm: '5H6M1KNPQRSTVWXYZ23456ABCD',
  notice: '2D9P5HJKMN8QRSTVWXYZ012345',
};
const record: ProvenRecord = {
  id: '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  type: 'origin/batch',
  status: 'active',
  msp: 'AgriMSP',
  body: {
    lot: 'CF-01',
    product: { code: 'coffee', name: 'Cà phê Robusta', gtin: '08936012345674' },
    growingArea: ids.area,
    commune: '26425',
    harvestDate: '2026-01-09',
    weightKg: '1000000.25',
    producer: ids.farm,
    recalls: [],
  },
};
const other = (id: string, type: string, body: Record<string, unknown>): ProvenRecord => ({
  ...record,
  id,
  type,
  body,
});
const named: Record<string, ProvenRecord> = {
  [ids.area]: other(ids.area, 'origin/growing-area', { puc: 'VN-DNOR-0001' }),
  [ids.farm]: other(ids.farm, 'registry/unit', { name: 'Nông hộ Ba' }),
};
const names = { record: (id: string) => named[id], commune: (code: string) => `xã ${code}` };

test('a batch in the order people compare it', () => {
  const card = originView.card(record, names);
  expect(card.title).toBe('Cà phê Robusta');
  expect(card.facts.map(({ label, value }) => [label.vi, value])).toEqual([
    ['Số lô', 'CF-01'],
    ['Mã GTIN', '08936012345674'],
    ['Khối lượng tịnh', { vi: '1.000.000,25 kg', en: '1,000,000.25 kg' }],
    ['Ngày thu hoạch', '09/01/2026'],
    ['Mã số vùng trồng', 'VN-DNOR-0001'],
    ['Xã, phường', 'xã 26425'],
    ['Đơn vị sản xuất', 'Nông hộ Ba'],
  ]);
});

test('what other records say is left out until they are proven, and what is malformed always', () => {
  const unproven = { ...names, record: () => undefined };
  expect(originView.card(record, unproven).facts.map(({ label }) => label.en)).not.toContain('Produced by');
  const body = { lot: '', weightKg: '-5', product: 'x' };
  expect(originView.card({ ...record, body }, names).facts).toEqual([]);
});

test('a card asks for the records that it names, and only for ids', () => {
  expect(originView.related(record)).toEqual([ids.area, ids.farm]);
  const body = { ...record.body, growingArea: '../log/checkpoint', recalls: [ids.notice] };
  expect(originView.related({ ...record, body })).toEqual([ids.farm, ids.notice]);
});

test('recall notices of a batch', () => {
  expect(recallNotices(record)).toEqual([]);
  expect(recallNotices({ ...record, body: { recalls: [ids.notice] } })).toEqual([ids.notice]);
});

test.each([
  ['12.5', '12,5 kg'],
  ['999', '999 kg'],
  ['1234', '1.234 kg'],
  ['1e3', undefined],
])('weight %s', (kg, text) => {
  expect(weightSaid(kg)?.vi).toBe(text);
});

test('a number is written as each language writes it', () => {
  expect(numberSaid('12000.5')).toEqual({ vi: '12.000,5', en: '12,000.5' });
});

test('steps keep their name when unknown', () => {
  expect(eventName('ship', 'origin/event').vi).toBe('Xuất hàng');
  expect(eventName('', 'origin/batch').vi).toBe('Đăng ký lô');
  expect(eventName('teleport', 'origin/event').vi).toBe('teleport');
});

const factsOf = (type: string, body: Record<string, unknown>, status = 'active') =>
  Object.fromEntries(
    originView.card({ ...record, type, status, body }, names).facts.map(({ label, value }) => [label.en, value]),
  );

test('what both scales said, and a buyer whom nobody registered', () => {
  const discrepancy = { sentKg: '1000', receivedKg: '990.5', beyondTolerance: true };
  expect(factsOf('origin/event', { eventType: 'receive', discrepancy })).toEqual({
    'Weight sent → received': {
      vi: '1.000 kg → 990,5 kg (vượt dung sai)',
      en: '1,000 kg → 990.5 kg (beyond tolerance)',
    },
  });
  expect(factsOf('origin/event', { eventType: 'ship', unconfirmed: 'trader' })).toEqual({
    Warning: {
      vi: 'Giao cho thương lái chưa đăng ký – chưa ai xác nhận',
      en: 'Handed to a trader who is not registered – confirmed by nobody',
    },
  });
  expect(factsOf('origin/event', { eventType: 'receive', discrepancy: { sentKg: 1 } })).toEqual({});
});

test('a certificate that is proven and no longer in force says so on the goods', () => {
  const certificate = (status: string) => ({
    ...names,
    record: (id: string) =>
      id === ids.notice
        ? { ...other(id, 'origin/certificate', { standard: 'VietGAP', number: 'VG-01' }), status }
        : undefined,
  });
  const text = (status: string) =>
    originView
      .card({ ...record, body: { certificates: [ids.notice, 'x'] } }, certificate(status))
      .facts.map(({ value }) => value);
  expect(text('active')).toEqual([{ vi: 'VietGAP VG-01', en: 'VietGAP VG-01' }]);
  expect(text('revoked')).toEqual([{ vi: 'VietGAP VG-01 (không còn hiệu lực)', en: 'VietGAP VG-01 (not in force)' }]);
});

test('a lot of which nothing is left leads to the lots that it became', () => {
  const closed = { ...record, status: 'closed', body: { ...record.body, children: [ids.notice, 'x'] } };
  expect(originView.related(closed)).toContain(ids.notice);
  expect(originView.card(closed, names).facts[0]).toMatchObject({ label: { en: 'Now of lot' }, record: ids.notice });
  const child = { ...names, record: () => other(ids.notice, 'origin/batch', { lot: 'CF-02' }) };
  expect(originView.card(closed, child).facts[0]?.value).toBe('CF-02');
  expect(originView.related({ ...closed, status: 'active' })).not.toContain(ids.notice);
});

test('the term of a certificate that is no longer in force says why', () => {
  const certificate = { from: '2025-01-01', until: '2028-01-01' };
  const label = (status: string, code?: 'expired') =>
    originView.card({ ...record, type: 'origin/certificate', status, body: certificate }, names, code).facts[0]?.label
      .vi;
  expect([label('active'), label('revoked'), label('suspended'), label('active', 'expired')]).toEqual([
    'Thời hạn',
    'Thời hạn (đã bị thu hồi)',
    'Thời hạn (đang bị tạm đình chỉ)',
    'Thời hạn (đã hết hạn)',
  ]);
});

test('master data in words', () => {
  const markets = [{ market: 'CHN', status: 'approved' }, 7];
  expect(
    factsOf('origin/growing-area', { puc: 'VN-DNOR-0269', markets, formerCodes: [{ code: 'VN-DNOR-0001' }] }),
  ).toEqual({
    'Growing area code': 'VN-DNOR-0269',
    'Former codes': 'VN-DNOR-0001',
    Markets: { vi: 'CHN: đã chấp thuận', en: 'CHN: approved' },
  });
  const activity = { kind: 'pesticide', activeIngredient: 'abamectin', dose: '0,5 l/ha', preHarvestDays: 7 };
  expect(factsOf('origin/diary-entry', { date: '2026-11-13', activity })).toEqual({
    Date: '13/11/2026',
    Activity: { vi: 'Phun thuốc', en: 'Pesticide' },
    'Active ingredient': 'abamectin',
    Dose: '0,5 l/ha',
    'Days before harvest': '7',
  });
  const identity = { kind: 'container', number: 'CSQU3054383' };
  expect(factsOf('origin/shipment-unit', { identity, gate: { port: { locode: 'VNCMT' } } })).toEqual({
    Kind: 'Container',
    Number: 'CSQU3054383',
    Port: 'VNCMT',
  });
});
