import { expect, test } from '@jest/globals';
import type { BatchBody, GrowingAreaBody, RecordState } from '@daunguon/records';
import { ownProducts, productKey } from './own-products.ts';

const area = (id: string, status: string): RecordState<GrowingAreaBody> =>
  ({ id, status, body: { crop: 'durian', name: `Vùng ${id}` } }) as RecordState<GrowingAreaBody>;
const batch = (kind: string, growingArea: string, name: string): RecordState<BatchBody> =>
  ({ body: { kind, growingArea, product: { code: 'durian', name } } }) as RecordState<BatchBody>;

test('what was harvested last stands first, each product once, then areas without a harvest', () => {
  const found = ownProducts(
    [
      batch('harvest', 'A', 'Sầu riêng Ri6'),
      batch('packed', 'A', 'Hộp 2 kg'),
      batch('harvest', 'A', 'Sầu riêng Thái'),
      batch('harvest', 'A', 'Sầu riêng Ri6'),
      batch('harvest', 'C', 'Đình chỉ'),
    ],
    [area('A', 'active'), area('B', 'active'), area('C', 'suspended')],
  );
  expect(found.map(productKey)).toEqual(['A durian Sầu riêng Ri6', 'A durian Sầu riêng Thái', 'B durian Vùng B']);
});
