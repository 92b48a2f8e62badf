import { expect, test } from '@jest/globals';
import { weightText } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { eventName, originView, recallNotices } from './origin-card.ts';

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
    ['Khối lượng tịnh', '1.000.000,25 kg'],
    ['Ngày thu hoạch', '09/01/2026'],
    ['Mã vùng trồng', 'VN-DNOR-0001'],
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
  expect(weightText(kg)).toBe(text);
});

test('steps keep their name when unknown', () => {
  expect(eventName('ship', 'origin/event').vi).toBe('Xuất hàng');
  expect(eventName('', 'origin/batch').vi).toBe('Đăng ký lô');
  expect(eventName('teleport', 'origin/event').vi).toBe('teleport');
});
