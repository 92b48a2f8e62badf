import { expect, test } from '@jest/globals';
import { festival, idOf, photo, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { heritageView } from './heritage-card.ts';

const steward: ProvenRecord = {
  id: idOf('1'),
  type: 'registry/unit',
  status: 'active',
  msp: 'CultureMSP',
  body: { name: 'Bảo tàng' },
};
const names = { record: (id: string) => (id === steward.id ? steward : undefined), commune: (code: string) => code };
const card = (type: string, body: object, status = 'active') => {
  const { title, facts } = heritageView.card(
    { id: idOf('9'), type, status, msp: 'CultureMSP', body: body as never },
    names,
  );
  return {
    title,
    facts: new Map(facts.map(({ label, value }) => [label.vi, typeof value === 'string' ? value : value.vi])),
  };
};
const places = [{ commune: '26041', name: 'Phường Trấn Biên' }];

test('an item shows where it is by the name of its day, its rank, its rights and whose word it is', () => {
  const { title, facts } = card('heritage/item', { ...temple, places, steward: steward.id });
  expect(title).toBe('Văn miếu (thử)');
  expect([facts.get('Nơi có di sản (tên lúc ghi)'), facts.get('Đơn vị quản lý')]).toEqual([
    'Phường Trấn Biên',
    'Bảo tàng',
  ]);
  expect(facts.get('Xếp hạng')).toBe('Di tích quốc gia (1/QĐ-THỬ, 29/08/2016)');
  expect(card('heritage/item', { ...festival, places }).facts.get('Ý cộng đồng')).toBe(
    'Cộng đồng đồng ý công khai, 01/11/2026',
  );
});

test('a medium has no name: its title says what it is in both languages; it shows its digests, and what its manifest says', () => {
  const { title, facts } = card('heritage/media', { ...photo, item: idOf('5') });
  expect(title).toEqual({ vi: 'Hình ảnh, phim, mô hình của di sản', en: 'Image, video or model of an item' });
  expect(facts.get('Mã băm bản gốc (SHA-256)')).toBe('a'.repeat(64));
  expect(facts.get('Nguồn gốc tệp (C2PA)')).toMatch(/^Không rõ/);
});

test('what was taken down says so first, with its ground', () => {
  const takedown = { ground: 'objection', at: '2026-11-24T00:00:00Z' };
  const { facts } = card('heritage/item', { kind: 'festival', steward: steward.id, takedown }, 'erased');
  expect([...facts][0]).toEqual(['Tình trạng', 'Đã gỡ theo yêu cầu: Có người phản đối']);
});

test('nothing that a hostile body holds breaks the card', () => {
  for (const body of [
    {},
    { story: 7, events: 'x', rights: [], places: [null], consent: { level: {} } },
    { stops: [{ item: 1 }] },
    { derivatives: [{ sha256: 'a' }] },
  ])
    for (const type of ['heritage/item', 'heritage/media', 'heritage/route', 'heritage/restricted', 'heritage/other'])
      expect(JSON.stringify([...card(type, body).facts])).not.toContain('undefined');
});
