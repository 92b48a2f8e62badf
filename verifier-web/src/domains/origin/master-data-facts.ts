import type { VerdictCode } from '@daunguon/proof';
import { objectField, textField } from '../../check/body-fields.ts';
import type { FactValue } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate, type Language, type Said } from '../../check/said.ts';
import { grantedLabel, reasonLabel } from '../past-label.ts';

type Fact = [Said, FactValue];
type Body = Record<string, unknown>;

const listOf = (value: unknown): Body[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).filter(
    (item): item is Body => typeof item === 'object' && item !== null,
  );
const days = (body: Body, from: string, until: string): string | undefined => {
  const [first, last] = [textField(body, from), textField(body, until)];
  return first && last ? `${formatDate(first)} – ${formatDate(last)}` : undefined;
};

const marketWords: Record<string, Said> = {
  applied: { vi: 'đã nộp hồ sơ', en: 'applied' },
  approved: { vi: 'đã chấp thuận', en: 'approved' },
  suspended: { vi: 'tạm đình chỉ', en: 'suspended' },
  revoked: { vi: 'đã thu hồi', en: 'revoked' },
};
const unknown: Said = { vi: '?', en: '?' };
const inBoth = (write: (language: Language) => string): Said => ({ vi: write('vi'), en: write('en') });
const marketsSaid = (markets: readonly Body[]): FactValue =>
  markets.length === 0
    ? undefined
    : inBoth((language) =>
        markets
          .map((market) => {
            const standing = marketWords[textField(market, 'status') ?? ''] ?? unknown;
            return `${textField(market, 'market') ?? '?'}: ${standing[language]}`;
          })
          .join('; '),
      );

const activityWords: Record<string, Said> = {
  sowing: { vi: 'Gieo trồng', en: 'Sowing' },
  fertiliser: { vi: 'Bón phân', en: 'Fertiliser' },
  pesticide: { vi: 'Phun thuốc', en: 'Pesticide' },
  irrigation: { vi: 'Tưới nước', en: 'Irrigation' },
  sensor: { vi: 'Cảm biến', en: 'Sensor' },
  other: { vi: 'Việc khác', en: 'Other' },
};
const unitWords: Record<string, string | Said> = {
  container: 'Container',
  pallet: 'Pallet',
  parcel: { vi: 'Bưu kiện', en: 'Parcel' },
};

/** Codes of `inspectionChecks` in records. */
const checkWords: Record<string, Said> = {
  label: { vi: 'Nhãn, tem', en: 'Label and seal' },
  weight: { vi: 'Khối lượng', en: 'Weight' },
  condition: { vi: 'Tình trạng hàng', en: 'Condition of the goods' },
  storage: { vi: 'Nơi cất giữ', en: 'Storage' },
  hygiene: { vi: 'Vệ sinh', en: 'Hygiene' },
  diary: { vi: 'Nhật ký', en: 'Diary' },
  interval: { vi: 'Thời gian cách ly', en: 'Pre-harvest interval' },
  papers: { vi: 'Giấy tờ', en: 'Papers' },
};
const resultWords: Record<string, Said> = {
  pass: { vi: 'đạt', en: 'passed' },
  fail: { vi: 'KHÔNG ĐẠT', en: 'FAILED' },
  'not-checked': { vi: 'chưa kiểm tra', en: 'not looked at' },
};

/** Facts of the record types that are no goods themselves: where, by which certificate, what was done, in what it travels. */
export const masterDataFacts: Readonly<Record<string, (record: ProvenRecord, code?: VerdictCode) => Fact[]>> = {
  'origin/growing-area': ({ body }) => [
    [{ vi: 'Giống', en: 'Variety' }, textField(body, 'variety')],
    [{ vi: 'Số hộ', en: 'Households' }, textField(body, 'households')],
    ...siteFacts(body),
  ],
  'origin/packing-house': ({ body }) => [
    [{ vi: 'Mã số cơ sở đóng gói', en: 'Packing house code' }, textField(body, 'phc')],
    ...siteFacts(body),
  ],
  'origin/certificate': ({ body, status }, code) => [
    [{ vi: 'Tiêu chuẩn', en: 'Standard' }, textField(body, 'standard')],
    [{ vi: 'Số', en: 'Number' }, textField(body, 'number')],
    [{ vi: 'Tổ chức chứng nhận', en: 'Issued by' }, textField(body, 'issuer')],
    [grantedLabel({ vi: 'Thời hạn', en: 'Term' }, { status }, code), days(body, 'from', 'until')],
    [reasonLabel, textField(objectField(body, 'standing'), 'reason')],
  ],
  'origin/diary-entry': ({ body }) => {
    const activity = objectField(body, 'activity');
    const [date, kind] = [textField(body, 'date'), textField(activity, 'kind') ?? ''];
    return [
      [{ vi: 'Ngày', en: 'Date' }, date && formatDate(date)],
      [{ vi: 'Việc', en: 'Activity' }, activityWords[kind] ?? kind],
      [{ vi: 'Tên hàng', en: 'Product' }, textField(activity, 'product') ?? textField(activity, 'what')],
      [{ vi: 'Hoạt chất', en: 'Active ingredient' }, textField(activity, 'activeIngredient')],
      [{ vi: 'Liều lượng', en: 'Dose' }, textField(activity, 'dose')],
      [{ vi: 'Cách ly (ngày)', en: 'Days before harvest' }, textField(activity, 'preHarvestDays')],
      [{ vi: 'Sửa vì', en: 'Corrected because' }, textField(objectField(body, 'correction'), 'reason')],
    ];
  },
  'origin/inspection': ({ body }) => {
    const date = textField(body, 'date');
    const conclusion = textField(body, 'conclusion');
    const checks = listOf(body['checks']).map((one): Fact => {
      const [check, note] = [textField(one, 'check') ?? '', textField(one, 'note')];
      const result = resultWords[textField(one, 'result') ?? ''] ?? unknown;
      const said = note === undefined ? result : inBoth((language) => `${result[language]}: ${note}`);
      return [checkWords[check] ?? { vi: check, en: check }, said];
    });
    return [
      [{ vi: 'Ngày', en: 'Date' }, date && formatDate(date)],
      [{ vi: 'Kết luận', en: 'Conclusion' }, resultWords[conclusion === 'passed' ? 'pass' : 'fail']],
      ...checks,
      [{ vi: 'Ghi chú', en: 'Note' }, textField(body, 'note')],
    ];
  },
  'origin/shipment-unit': ({ body }) => {
    const identity = objectField(body, 'identity');
    const kind = textField(identity, 'kind') ?? '';
    return [
      [{ vi: 'Loại', en: 'Kind' }, unitWords[kind] ?? kind],
      [{ vi: 'Số', en: 'Number' }, textField(identity, 'number')],
      [{ vi: 'Vận đơn', en: 'Bill of lading' }, textField(body, 'billOfLading')],
      [{ vi: 'Niêm phong', en: 'Seal' }, textField(objectField(body, 'seal'), 'number')],
      [{ vi: 'Cảng', en: 'Port' }, textField(objectField(objectField(body, 'gate'), 'port'), 'locode')],
    ];
  },
};

function siteFacts(body: Body): Fact[] {
  const former = listOf(body['formerCodes']).map((code) => textField(code, 'code'));
  return [
    [{ vi: 'Mã cũ', en: 'Former codes' }, former.filter(Boolean).join(', ')],
    [{ vi: 'Thị trường', en: 'Markets' }, marketsSaid(listOf(body['markets']))],
    [{ vi: 'Thay đổi vì', en: 'Changed because' }, textField(objectField(body, 'change'), 'reason')],
  ];
}
