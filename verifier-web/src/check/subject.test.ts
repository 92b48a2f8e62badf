import { expect, test } from '@jest/globals';
import { batchBody, gtin, ids, lot } from '../../test/cast.ts';
import type { Label } from './label.ts';
import { subjectOf } from './subject.ts';

const label: Label = { kind: 'record', id: ids.honest };
const ofLot: Label = { kind: 'lot', id: `01/${gtin}/10/${lot}`, gtin, lot, serial: 'K7' };
const unit = {
  id: ids.unit,
  type: 'registry/unit',
  status: 'active',
  msp: 'AgriMSP',
  body: { name: 'Hợp tác xã Xuân Lộc' },
};
const names = { record: (id: string) => (id === ids.unit ? unit : undefined), commune: (code: string) => code };

test.each([
  ['origin/batch', batchBody(), 'Lô hàng: Sầu riêng Ri6, lô SR-2611-0042'],
  ['origin/certificate', { standard: 'VietGAP', number: 'VG-1' }, 'Chứng nhận: VietGAP, số VG-1'],
  ['registry/accreditation', { unit: ids.unit }, 'Giấy công nhận: Hợp tác xã Xuân Lộc'],
  ['carbon/block', { projectCode: 'DN', vintage: 2025, start: '1', end: '9' }, 'Lô tín chỉ các-bon: DNPR-DN-2025-1-9'],
  ['credential/credential', { title: 'Bằng', fullName: 'Hoa', unit: ids.unit }, 'Văn bằng, chứng chỉ: Bằng, Hoa'],
] as const)('%s is named by what is proven of it', (type, body, vi) => {
  expect(subjectOf({ label, type, sealed: false, body }, names)?.vi).toBe(vi);
});

test('a label is named with its serial', () => {
  expect(subjectOf({ label: ofLot, type: 'origin/batch', sealed: false, body: batchBody() }, names)?.en).toBe(
    'Lot of goods: Sầu riêng Ri6, lot SR-2611-0042, serial K7',
  );
  expect(subjectOf({ label: ofLot, type: 'origin/batch', sealed: false, body: null }, names)?.vi).toBe(
    'Lô hàng: số lô SR-2611-0042, số sê-ri K7',
  );
});

test('what nobody opened is called sealed, and what is not proven has no name', () => {
  expect(subjectOf({ label, type: 'health/commitment', sealed: true, body: null }, names)?.vi).toBe(
    'Hồ sơ sức khỏe (niêm phong): mã 3F8K 2M9Q RT5V WXYZ 01AB CDEG HJ-Z',
  );
  expect(subjectOf({ label, type: '', sealed: false, body: null }, names)).toBeNull();
});
