/** Every page of the workspaces by who opens it; `heading`: its first heading in both languages. */
import { seedId } from '../seed-id.ts';
import type { System } from '../system.ts';

/** `{name}` in a path: the record of that name in the demonstration; `{/api/…}`: the first record of that list, as the person reads it. */
export type PageOfPerson = readonly [path: string, heading: RegExp];

/** A page whose first heading is the name of what it shows. */
const named = /\p{L}/u;

export const pagesOf: Readonly<Record<string, readonly PageOfPerson[]>> = {
  farmer: [
    ['/', /Chào|Hello/],
    ['/origin/register', /Đăng ký lô thu hoạch|Register a harvest/],
    ['/origin/diary?area={area-durian}', /Nhật ký đồng ruộng|Field diary/],
    ['/origin/diary/new', /Thêm mục nhật ký|Add an entry/],
    ['/origin/diary/{diary pesticide}/correct', /Sửa mục nhật ký|Correct/],
    ['/origin/farms/new', /Thêm hộ, vườn|Add a farm/],
    ['/origin/batches', /Các lô của tôi|My batches/],
    ['/origin/batches/{batch-3}', named],
    ['/origin/batches/{batch-3}/merge', /Gộp lô|Merge/],
    ['/origin/batches/{batch-3}/completeness', /Đủ thông tin chưa|Completeness/],
    ['/origin/import', /Nhập lô từ tệp CSV|Import batches/],
    ['/origin/areas', /Vùng trồng|Growing areas/],
    ['/registry/members', /Thành viên, ghi hộ|Members and delegations/],
    ['/overview', /Tổng quan|Overview/],
    ['/records', /Mọi hồ sơ|All records/],
    ['/records/registry/unit', /Đơn vị|Unit/],
    ['/records/registry/unit/{unit-farm}', named],
    ['/record/{batch-3}', named],
    ['/signing', /Khóa ký của tôi|My signing key/],
    ['/signed-in', /Đã đăng nhập|Signed in/],
    ['/signing/enrolled', /Khóa ký của tôi|My signing key/],
    ['/exchange/imports', /Nhập từ cơ sở dữ liệu dùng chung|Import from shared/],
    ['/learn', /Tập huấn|Training/],
    ['/learn/official?part=register', /Ghi sổ đúng, đúng luật|Recording rightly/],
    ['/learn/pupil?part=quiz', /Thám tử nguồn gốc|Origin detectives/],
    ['/offline', /Không nối được với máy chủ|cannot be reached/],
    ['/nowhere', /Không có trang này|no such page/],
  ],
  packer: [
    ['/origin/receive', /Nhận hàng|Receive/],
    ['/origin/pack', /Đóng gói|Pack/],
    ['/origin/batches/{packed-1}/labels', /Nhãn có số sê-ri|Serial labels/],
    ['/origin/shipments', /Container, pallet, bưu kiện|Containers, pallets, parcels/],
    ['/origin/shipments/new', /Mở chuyến mới|Open a new journey/],
    ['/origin/shipments/{pallet-0}', named],
    ['/ocop/mine', /Sản phẩm OCOP của tôi|My OCOP products/],
    ['/ocop/dossier', /Hồ sơ sản phẩm OCOP|Dossier of an OCOP product/],
    ['/ocop/dossier/{ocop product}', /Sửa hồ sơ, đánh giá lại|Change the dossier/],
    ['/ocop/products/{ocop product}', named],
    ['/ocop/expiring', /Giấy OCOP sắp hết hạn|OCOP certificates that end soon/],
  ],
  port: [['/origin/gate', /Cổng cảng|Port gate/]],
  commune: [['/ocop/inbox', /Hồ sơ OCOP của xã|OCOP dossiers of the commune/]],
  'council-1': [
    ['/ocop/councils', /Hội đồng có đơn vị của bạn|Councils/],
    ['/ocop/councils/{ocop council}', /Hội đồng chấm|Council/],
  ],
  'market-inspector': [
    ['/origin/fakes', /Báo nghi giả|Suspected fakes/],
    ['/origin/market', /Tra lô cho sàn|Look-up for marketplaces/],
  ],
  school: [
    ['/credential/issue', /Cấp một văn bằng|Issue a diploma/],
    ['/credential/bulk', /Cấp từ tệp CSV|Issue from a CSV/],
    ['/credential/register', /Sổ gốc|Register book/],
    ['/credential/register/{/api/credential/register}', named],
    ['/credential/issuer-keys', /Khóa phát hành|Issuer keys/],
    ['/credential/api-keys', /Khóa API|API keys/],
    ['/credential/paper', /Cho tra cứu bản giấy|Let printed documents/],
    ['/credential/attest', /Xác nhận tệp|Stand for a file/],
    ['/credential/erasure-requests', /Yêu cầu xóa|Requests for erasure/],
  ],
  graduate: [
    ['/credential/mine', /Văn bằng, chứng chỉ của tôi|My credentials/],
    ['/credential/mine/{/api/credential/mine}', named],
  ],
  steward: [
    ['/heritage/mine', /Di sản của đơn vị|Our heritage/],
    ['/heritage/items/new', /Đăng ký di sản|Register heritage/],
    ['/heritage/items/{/api/heritage/items}', named],
    ['/heritage/items/{/api/heritage/items}/edit', /Sửa mô tả|Change/],
    ['/heritage/restricted', /Di sản không công khai|Restricted heritage/],
    ['/heritage/routes', /Tuyến tham quan|Heritage routes/],
    ['/heritage/routes/new', /Lập tuyến|Make a route/],
    ['/heritage/routes/{/api/heritage/routes}/edit', named],
  ],
  'registrar-culture': [['/heritage/items', /Di sản|Heritage/]],
  patient: [['/health/mine', /Hồ sơ sức khỏe của tôi|My health records/]],
  'clinic-b': [['/health/facility', /Cơ sở y tế|Health facility/]],
  'registrar-health': [['/health/break-glass', /Xem xét mở khẩn cấp|Review of emergenc/]],
  'carbon-owner': [
    ['/carbon/projects', /Dự án các-bon|Carbon project/],
    ['/carbon/projects/{carbon project}', named],
    ['/carbon/plots', /Thửa đất|plot/i],
    ['/carbon/plots/{carbon plot}', named],
    ['/carbon/monitoring', /Kỳ giám sát|Monitoring period/],
    ['/carbon/issuances', /Đợt cấp|Issuance/],
    ['/carbon/issuances/{carbon issuance}', named],
    ['/carbon/blocks', /Lô tín chỉ|Block/],
    ['/carbon/blocks/{carbon kept}', named],
    ['/carbon/retirements', /Chứng nhận loại bỏ|Retirement/],
    ['/carbon/retirements/{carbon retirement}', named],
    ['/carbon/reversals', /Đảo ngược|Reversal/],
    ['/carbon/reversals/{/api/carbon/reversals}', named],
    ['/carbon/inventories', /Kiểm kê|inventor/i],
    ['/carbon/inventories/{/api/carbon/inventories}', named],
    ['/carbon/offers', /Tin chào|Offer/],
    ['/carbon/offers/{/api/carbon/offers}', named],
    ['/carbon/cad-trust', /CAD Trust/],
  ],
  'carbon-authority': [
    ['/carbon/double-claims', /Nghi khai trùng|double/i],
    ['/carbon/national-codes', /Nhập mã trong nước|domestic codes/i],
  ],
  'carbon-auditor': [
    ['/carbon', /Tín chỉ các-bon|Carbon units|Carbon credits/],
    ['/carbon/monitoring/{carbon monitoring}', named],
  ],
  inspector: [
    ['/origin/all-batches', /Tất cả các lô|All batches/],
    ['/origin/held', /Lô đang tạm giữ|Held batches/],
    ['/origin/recalls', /Thông báo thu hồi|Recall notices/],
    ['/origin/recalls/{recall-0}', named],
    ['/ocop/products', /Sản phẩm OCOP|OCOP products/],
    ['/legal-signatures', /Chữ ký số trên PDF|signatures/i],
    ['/ledger', /Tra cứu sổ cái|Ledger explorer/],
    ['/ledger/search?text=sau rieng', /Kết quả tìm trên sổ|Found on the ledger/],
    ['/ledger/blocks', /Các khối|Blocks/],
    ['/ledger/blocks/0', /Khối 0|Block 0/],
    ['/ledger/transactions', /Các giao dịch|Transactions/],
    ['/ledger/transactions/{transaction}', /Giao dịch|Transaction/],
    ['/ledger/network', /Tổ chức và chaincode|Organisations and chaincodes/],
    ['/ledger/checkpoints', /Điểm kiểm tra|Checkpoints/],
    ['/dashboards', /Số liệu theo lĩnh vực|Dashboards by domain/],
    ['/dashboards/origin', /Nguồn gốc nông sản|Origin of produce/],
    ['/dashboards/origin/harvests', /Lô thu hoạch|Harvest batches/],
    ['/dashboards/health/health-commitments', /Cam kết hồ sơ|Commitments to health/],
  ],
  registrar: [
    ['/origin/areas/new', /Đăng ký vùng trồng|Register a growing area/],
    ['/origin/areas/{area-durian}', named],
    ['/origin/packing-houses', /Cơ sở đóng gói|Packing houses/],
    ['/origin/packing-houses/new', /Đăng ký cơ sở đóng gói|Register a packing house/],
    ['/origin/packing-houses/{packing-house}', named],
    ['/origin/certificates', /Chứng nhận|Certificates/],
    ['/origin/certificates/new', /Ghi chứng nhận|Enter a certificate/],
    ['/origin/certificates/{certificate-durian}', named],
    ['/origin/crop-rules', /Định mức cây trồng|Crop rules/],
    ['/ocop/rules', /Bộ tiêu chí OCOP|OCOP rules/],
    ['/periodic-reports', /Báo cáo định kỳ|Periodic reports/],
    ['/periodic-reports/produce/2026-Q4', /Truy xuất nguồn gốc nông sản|Traceability of farm produce/],
    ['/periodic-reports/produce/2026-Q4/harvest-lots', /Vì sao là số này|Why this number/],
  ],
  'registrar-tech': [
    ['/registry/units', /Đơn vị và giấy công nhận|Units and accreditations/],
    ['/registry/units/new', /Đăng ký đơn vị|Register a unit/],
    ['/registry/units/{unit-carbon-verifier}', named],
    ['/operations', /Vận hành|Operations/],
    ['/operations/audit', /Nhật ký quản trị|Audit log/],
    ['/devices', named],
    ['/exchange/partners', /Hệ thống chia sẻ|Sharing systems|Partner/],
    ['/exchange/partners/{/api/exchange/partners}', /Đã đọc những gì|What was read/],
    ['/exchange/dead-letters', /Thư không gửi được|undelivered|Dead letters/i],
    ['/exchange/open-data', /Công bố dữ liệu mở|Publish open data|open data/i],
  ],
};

/** The path with its records filled in. */
export async function pathIn(system: System, login: string, path: string): Promise<string> {
  const [, name] = /\{(.+)\}/.exec(path) ?? [];
  if (name === undefined) return path;
  return path.replace(`{${name}}`, await idOf(system, login, name));
}

async function idOf(system: System, login: string, name: string): Promise<string> {
  if (name === 'transaction') {
    const { body } = await system.get('/api/explorer/transactions?limit=1', login);
    return (body['items'] as { txId: string }[])[0]!.txId;
  }
  if (!name.startsWith('/api/')) return seedId(system, name);
  const { body } = await system.get(name, login);
  const [first] = body['items'] as { id: string }[];
  if (first === undefined) throw new Error(`${name} is empty for ${login}`);
  return first.id;
}
