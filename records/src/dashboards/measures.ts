import type { BatchBody } from '../domains/origin/batch.ts';
import { unitsIn, type SerialRange } from '../domains/carbon/serial-range.ts';
import type { GrowingAreaBody } from '../domains/origin/growing-area.ts';
import type { Bilingual } from '../opendata/dataset.ts';
import { gramsOf } from '../weight.ts';
import { counting, type DashboardSlug, type FirstState, type Measure } from './measure.ts';

const records: Bilingual = ['hồ sơ', 'records'];
const tonnes: Bilingual = ['tấn CO₂tđ', 'tCO2e'];

/** An older version of a schema may lack any member: a projection of the ledger never stops for that. */
const bodyOf = <Body>({ body }: FirstState): Partial<Body> => (body ?? {}) as Partial<Body>;
/** A member of the body that is a code. */
const member =
  (name: string) =>
  (state: FirstState): string => {
    const value = bodyOf<Readonly<Record<string, unknown>>>(state)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
const facet =
  (name: string) =>
  ({ facets }: FirstState): string =>
    facets?.[name] ?? '';
/** Counters are doubles: a number beyond 2^53 - 1 units in one record counts as that. */
const unitsOf = (state: FirstState): number => {
  const { start, end } = bodyOf<SerialRange>(state);
  if (start === undefined || end === undefined) return 0;
  const units = unitsIn({ start, end });
  return Number(units > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : units);
};

const counted = (what: string, whatEn: string): Bilingual => [
  `Đếm ${what} theo ngày ghi lần đầu (giờ Việt Nam). Các phiên bản sau và hồ sơ tập huấn không tính.`,
  `${whatEn}, counted on the day they were first recorded (Việt Nam time). Later versions and training records do not count.`,
];

/** Everything that dashboards count. The index keeps a counter for each: another list asks for `projectionVersion` to be raised. */
export const measures: readonly Measure[] = [
  {
    ...{ id: 'harvests', dashboard: 'origin', type: 'origin/batch', unit: ['lô', 'batches'] },
    title: ['Lô thu hoạch', 'Harvest batches'],
    method: counted('lô thu hoạch (origin/batch, loại thu hoạch)', 'Harvest batches (origin/batch, kind harvest)'),
    holds: (state) => bodyOf<BatchBody>(state).kind === 'harvest',
    kindOf: (state) => bodyOf<BatchBody>(state).product?.code ?? '',
    amount: { unit: ['kg', 'kg'], decimals: 3, of: (state) => gramsOf(bodyOf<BatchBody>(state).weightKg ?? '0') },
  },
  {
    ...{ id: 'later-batches', dashboard: 'origin', type: 'origin/batch', unit: ['lô', 'batches'] },
    title: ['Lô đóng gói, tách, gộp', 'Packed, split and merged batches'],
    method: counted('lô đóng gói, tách, gộp (origin/batch)', 'Packed, split and merged batches (origin/batch)'),
    kindOf: member('kind'),
  },
  {
    ...{ id: 'growing-areas', dashboard: 'origin', type: 'origin/growing-area', unit: ['vùng', 'areas'] },
    title: ['Vùng trồng', 'Growing areas'],
    method: counted('vùng trồng (origin/growing-area)', 'Growing areas (origin/growing-area)'),
    kindOf: member('crop'),
    amount: { unit: ['ha', 'ha'], decimals: 4, of: (state) => bodyOf<GrowingAreaBody>(state).areaM2 ?? 0 },
  },
  {
    ...{ id: 'supply-events', dashboard: 'origin', type: 'origin/event', unit: ['việc', 'events'] },
    title: ['Việc trong chuỗi cung ứng', 'Supply-chain events'],
    method: counted('việc trong chuỗi (origin/event)', 'Supply-chain events (origin/event)'),
    kindOf: member('eventType'),
  },
  {
    ...{ id: 'diary-entries', dashboard: 'origin', type: 'origin/diary-entry', unit: ['mục', 'entries'] },
    title: ['Mục nhật ký đồng ruộng', 'Field diary entries'],
    method: counted('mục nhật ký (origin/diary-entry)', 'Diary entries (origin/diary-entry)'),
    kindOf: (state) => bodyOf<{ readonly activity: { readonly kind?: string } }>(state).activity?.kind ?? '',
  },
  {
    ...{ id: 'recalls', dashboard: 'origin', type: 'origin/recall', unit: ['thông báo', 'notices'] },
    title: ['Thông báo thu hồi', 'Recall notices'],
    method: counted('thông báo thu hồi (origin/recall)', 'Recall notices (origin/recall)'),
    kindOf: member('class'),
  },
  {
    ...{ id: 'ocop-products', dashboard: 'ocop', type: 'ocop/product', unit: ['sản phẩm', 'products'] },
    title: ['Sản phẩm OCOP nộp hồ sơ', 'OCOP products with a dossier'],
    method: counted('sản phẩm (ocop/product)', 'Products (ocop/product)'),
    kindOf: member('group'),
  },
  {
    ...{ id: 'ocop-ratings', dashboard: 'ocop', type: 'ocop/rating', unit: ['quyết định', 'decisions'] },
    title: ['Quyết định xếp hạng OCOP', 'OCOP rating decisions'],
    method: counted('quyết định xếp hạng (ocop/rating)', 'Rating decisions (ocop/rating)'),
    kindOf: member('stars'),
  },
  {
    ...{ id: 'credentials', dashboard: 'credential', type: 'credential/credential', unit: ['bản', 'documents'] },
    title: ['Văn bằng, chứng chỉ đã cấp', 'Credentials issued'],
    method: counted(
      'cam kết (credential/credential); sổ không có tên, ngày sinh, số hiệu',
      'Commitments (credential/credential); the ledger holds no names, birth dates or numbers',
    ),
    kindOf: facet('kind'),
  },
  {
    ...{ id: 'credential-acts', dashboard: 'credential', type: 'credential/act', unit: ['quyết định', 'decisions'] },
    title: ['Quyết định đổi tình trạng', 'Decisions on their status'],
    method: counted('quyết định (credential/act)', 'Decisions (credential/act)'),
  },
  {
    ...{ id: 'attested-files', dashboard: 'credential', type: 'credential/attestation', unit: ['tệp', 'files'] },
    title: ['Tệp được đơn vị xác nhận', 'Files attested by units'],
    method: counted('xác nhận (credential/attestation)', 'Attestations (credential/attestation)'),
  },
  {
    ...{ id: 'health-commitments', dashboard: 'health', type: 'health/commitment', isProtected: true },
    title: ['Cam kết hồ sơ sức khỏe', 'Commitments to health records'],
    unit: ['cam kết', 'commitments'],
    method: counted(
      'cam kết (health/commitment), 64 mỗi đợt kể cả cam kết đệm: không phải số hồ sơ',
      'Commitments (health/commitment), 64 a batch, fillers among them: not a number of records',
    ),
  },
  {
    ...{ id: 'health-erasures', dashboard: 'health', type: 'health/erasure', isProtected: true },
    title: ['Biên nhận xóa dữ liệu', 'Receipts of erasure'],
    unit: ['biên nhận', 'receipts'],
    method: counted('biên nhận (health/erasure)', 'Receipts (health/erasure)'),
  },
  {
    ...{ id: 'access-log-days', dashboard: 'health', type: 'health/access-root', unit: ['ngày', 'days'] },
    title: ['Ngày có gốc nhật ký truy cập', 'Days with a root of the access log'],
    method: counted('gốc nhật ký (health/access-root)', 'Roots (health/access-root)'),
  },
  {
    ...{ id: 'carbon-projects', dashboard: 'carbon', type: 'carbon/project', unit: ['dự án', 'projects'] },
    title: ['Dự án các-bon', 'Carbon projects'],
    method: counted('dự án (carbon/project)', 'Projects (carbon/project)'),
    kindOf: member('kind'),
  },
  {
    ...{ id: 'carbon-issued', dashboard: 'carbon', type: 'carbon/issuance', unit: ['đợt', 'issuances'] },
    title: ['Tín chỉ các-bon đã cấp', 'Carbon units issued'],
    method: counted('đợt ban hành và số đơn vị (carbon/issuance)', 'Issuances and their units (carbon/issuance)'),
    amount: { unit: tonnes, decimals: 0, of: unitsOf },
  },
  {
    ...{ id: 'carbon-retired', dashboard: 'carbon', type: 'carbon/retirement', unit: ['giấy', 'certificates'] },
    title: ['Tín chỉ các-bon đã loại bỏ', 'Carbon units retired'],
    method: counted(
      'giấy xác nhận và số đơn vị (carbon/retirement)',
      'Certificates and their units (carbon/retirement)',
    ),
    amount: { unit: tonnes, decimals: 0, of: unitsOf },
  },
  {
    ...{ id: 'inventories', dashboard: 'carbon', type: 'carbon/inventory', unit: ['bản', 'inventories'] },
    title: ['Kiểm kê khí nhà kính', 'Greenhouse-gas inventories'],
    method: counted('bản kiểm kê (carbon/inventory)', 'Inventories (carbon/inventory)'),
  },
  {
    ...{ id: 'heritage-items', dashboard: 'heritage', type: 'heritage/item', unit: ['di sản', 'items'] },
    title: ['Di sản công khai', 'Public heritage items'],
    method: counted('di sản (heritage/item)', 'Items (heritage/item)'),
    kindOf: member('kind'),
  },
  {
    ...{ id: 'heritage-media', dashboard: 'heritage', type: 'heritage/media', unit: ['tệp', 'files'] },
    title: ['Ảnh, phim, mô hình', 'Images, videos and models'],
    method: counted('tệp (heritage/media)', 'Files (heritage/media)'),
    kindOf: member('kind'),
  },
  {
    ...{ id: 'heritage-routes', dashboard: 'heritage', type: 'heritage/route', unit: ['tuyến', 'routes'] },
    title: ['Tuyến tham quan', 'Heritage routes'],
    method: counted('tuyến (heritage/route)', 'Routes (heritage/route)'),
  },
  {
    ...{ id: 'units', dashboard: 'registry', type: 'registry/unit', unit: ['đơn vị', 'units'] },
    title: ['Đơn vị tham gia', 'Units of the network'],
    method: counted('đơn vị (registry/unit)', 'Units (registry/unit)'),
    kindOf: member('kind'),
  },
  {
    ...{ id: 'accreditations', dashboard: 'registry', type: 'registry/accreditation', unit: records },
    title: ['Giấy công nhận', 'Accreditations'],
    method: counted('giấy công nhận (registry/accreditation)', 'Accreditations (registry/accreditation)'),
  },
];

/** What the province looks at first. */
const provinceMeasures: readonly string[] = [
  'harvests',
  'growing-areas',
  'recalls',
  'ocop-products',
  'credentials',
  'carbon-issued',
  'heritage-items',
  'units',
];

export const measuresOf = (dashboard: DashboardSlug): readonly Measure[] =>
  measures.filter((one) =>
    dashboard === 'province' ? provinceMeasures.includes(one.id) : one.dashboard === dashboard,
  );

export const measureById = new Map(measures.map((one) => [one.id, one]));

/** What the first version of a record adds, and to which measure. */
export const countedAs = counting(measures);
