import { expect, test } from '@jest/globals';
import type { RecordState } from '../../browser/record-answer.ts';
import { weightText } from '../../browser/body-fields.ts';
import { eventName, namesRecall, originFacts } from './origin-card.ts';

const record: RecordState = {
  id: 'batch',
  type: 'origin/batch',
  version: 1,
  status: 'active',
  owner: 'shop',
  body: {
    lot: 'CF-01',
    product: { code: 'coffee', name: 'Cà phê Robusta' },
    growingArea: 'area',
    commune: '26425',
    harvestDate: '2026-01-09',
    weightKg: '1000000.25',
    producer: 'farm',
    recalls: [],
  },
  salt: '',
  commitment: '',
  ts: '',
  by: { msp: 'AgriMSP', unit: 'farm', role: 'farmer', signing: 'own' },
};
const names = {
  unit: (id: string) => ({ farm: 'Nông hộ Ba', shop: 'Cửa hàng Tư' })[id],
  commune: (code: string) => `xã ${code}`,
  growingArea: (id: string) => (id === 'area' ? 'VN-DNOR-0001' : undefined),
};

test('a batch in the order people compare it', () => {
  const card = originFacts(record, names);
  expect(card.title).toBe('Cà phê Robusta');
  expect(card.facts.map(({ label, value }) => [label.vi, value])).toEqual([
    ['Số lô', 'CF-01'],
    ['Khối lượng tịnh', '1.000.000,25 kg'],
    ['Ngày thu hoạch', '09/01/2026'],
    ['Mã vùng trồng', 'VN-DNOR-0001'],
    ['Xã, phường', 'xã 26425'],
    ['Đơn vị sản xuất', 'Nông hộ Ba'],
    ['Đang ở', 'Cửa hàng Tư'],
  ]);
});

test('what is missing or malformed is left out', () => {
  const card = originFacts({ ...record, body: { lot: '', weightKg: '-5', product: 'x' } }, names);
  expect(card.facts.map(({ value }) => value)).toEqual(['Cửa hàng Tư']);
});

test.each([
  ['12.5', '12,5 kg'],
  ['999', '999 kg'],
  ['1234', '1.234 kg'],
  ['1e3', undefined],
])('weight %s', (kg, text) => {
  expect(weightText(kg)).toBe(text);
});

test('a recall named in the sealed body counts', () => {
  expect(namesRecall(record)).toBe(false);
  expect(namesRecall({ ...record, body: { recalls: ['notice'] } })).toBe(true);
});

test('steps keep their name when unknown', () => {
  expect(eventName('ship', 'origin/event').vi).toBe('Xuất hàng');
  expect(eventName('', 'origin/batch').vi).toBe('Đăng ký lô');
  expect(eventName('teleport', 'origin/event').vi).toBe('teleport');
});
