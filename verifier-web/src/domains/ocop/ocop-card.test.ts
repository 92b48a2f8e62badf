import { expect, test } from '@jest/globals';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { ocopView } from './ocop-card.ts';

const idOf = (label: string): string => label.padStart(26, '0');
const record = (label: string, type: string, body: Record<string, unknown>, status = 'active'): ProvenRecord => ({
  ...{ id: idOf(label), type, status, msp: 'AgriMSP', body },
});
const rating = {
  ...{ record: idOf('A1'), stars: 4, points: '75.5', certificate: '75-001', productVersion: 1 },
  decision: { number: '12/QĐ-UBND', date: '2026-11-20', authority: 'UBND thành phố Đồng Nai' },
  ...{ issuedOn: '2026-11-20', expiresOn: '2029-11-20', noticeFrom: '2029-10-21' },
};
const body = {
  ...{ name: 'Chôm chôm sấy', group: 'food', subgroup: 'Thực phẩm chế biến', producer: idOf('PR0D') },
  ...{ commune: '25195', story: { vi: 'Sấy lạnh trong ngày.' }, stage: 'rated', dossierVersion: 1, rating },
  materials: [{ name: 'Chôm chôm', batches: [idOf('B1'), idOf('B2')] }],
  growingAreas: [idOf('G1')],
};
const proven: Record<string, ProvenRecord> = {
  [idOf('PR0D')]: record('PR0D', 'registry/unit', { name: 'Hợp tác xã Xuân Lộc' }),
  [idOf('B1')]: record('B1', 'origin/batch', { lot: 'CC-1', harvestDate: '2026-11-01', producer: idOf('PR0D') }),
  [idOf('G1')]: record('G1', 'origin/growing-area', { puc: 'VN-DNOR-0269' }),
};
const names = { record: (id: string) => proven[id], commune: (code: string) => `xã ${code}` };
const shown = (of: ProvenRecord) =>
  ocopView
    .card(of, names)
    .facts.map(({ label, value, record: link }) => [
      label.vi,
      typeof value === 'string' ? value : value.vi,
      ...(link === undefined ? [] : [link]),
    ]);

test('a product: stars first, story, what it is made of with links to the batches, then the papers', () => {
  expect(shown(record('P1', 'ocop/product', body))).toEqual([
    ['Hạng', 'OCOP 4 sao ★★★★', idOf('A1')],
    ['Nhóm', 'Thực phẩm: Thực phẩm chế biến'],
    ['Đơn vị sản xuất', 'Hợp tác xã Xuân Lộc'],
    ['Xã, phường', 'xã 25195'],
    ['Câu chuyện', 'Sấy lạnh trong ngày.'],
    ['Làm từ: Chôm chôm', 'Lô CC-1 · thu hoạch 01/11/2026 · Hợp tác xã Xuân Lộc', idOf('B1')],
    ['Làm từ: Chôm chôm', 'Mở hồ sơ lô', idOf('B2')],
    ['Vùng trồng', 'VN-DNOR-0269', idOf('G1')],
    ['Điểm', '75,5/100'],
    ['Giấy chứng nhận số', '75-001'],
    ['Quyết định', '12/QĐ-UBND, 20/11/2026, UBND thành phố Đồng Nai'],
    ['Có giá trị đến hết ngày', '20/11/2029'],
  ]);
});

test('what it is made of is fetched and proven with the card', () => {
  expect(ocopView.related(record('P1', 'ocop/product', body))).toEqual(['PR0D', 'G1', 'B1', 'B2'].map(idOf));
});

test.each([
  [{ stage: 'submitted' }, 'Chưa được xếp hạng'],
  [{ stage: 'proposed5' }, 'Đang chờ Trung ương xét 5 sao'],
  [{ stage: 'not-rated' }, 'Không đạt hạng'],
  [{ rating: { ...rating, stars: 9 } }, 'Chưa được xếp hạng'],
])('without stars the card says so: %j', (change, words) => {
  const { rating: _, ...rest } = body;
  expect(shown(record('P1', 'ocop/product', { ...rest, ...change }))[0]?.[1]).toBe(words);
});

test('a revocation gives its reason, a changed dossier is named, a recalled batch too', () => {
  const revoked = { ...body, dossierVersion: 2, revocation: { reason: 'Sai nguyên liệu' } };
  const facts = shown(record('P1', 'ocop/product', revoked, 'revoked'));
  expect(facts).toContainEqual(['Vì sao hạng bị thu hồi', 'Sai nguyên liệu']);
  expect(facts[0]?.slice(0, 2)).toEqual(['Hạng (đã bị thu hồi)', 'OCOP 4 sao ★★★★']);
  expect(facts).toContainEqual(['Lưu ý', 'Hồ sơ đã đổi sau khi chấm; hạng thuộc về hồ sơ trước']);
  const recalled = { ...names, record: (id: string) => proven[id] && { ...proven[id], status: 'recalled' } };
  const card = ocopView.card(record('P1', 'ocop/product', body), recalled);
  expect(JSON.stringify(card.facts)).toContain('ĐANG BỊ THU HỒI');
});

test.each([[{}], [{ materials: 'x', gtins: [1], rating: 7, story: null, certificates: [null] }]])(
  'a malformed body breaks nothing: %j',
  (malformed) => {
    expect(() => ocopView.card(record('P1', 'ocop/product', malformed), names)).not.toThrow();
    expect(ocopView.related(record('P1', 'ocop/product', malformed))).toEqual([]);
  },
);
