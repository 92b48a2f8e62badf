/** Pages of the workspaces by who opens them; `heading`: its first heading in both languages. */
export const pagesOf: Readonly<Record<string, readonly (readonly [path: string, heading: RegExp])[]>> = {
  farmer: [
    ['/', /Chào|Hello/],
    ['/origin/register', /Đăng ký lô thu hoạch|Register a harvest/],
    ['/origin/diary', /Nhật ký đồng ruộng|Field diary/],
    ['/origin/diary/new', /Thêm mục nhật ký|Add an entry/],
    ['/origin/farms/new', /Thêm hộ, vườn|Add a farm/],
    ['/origin/batches', /Các lô của tôi|My batches/],
    ['/origin/import', /Nhập lô từ tệp CSV|Import batches/],
    ['/origin/areas', /Vùng trồng|Growing areas/],
    ['/overview', /Tổng quan|Overview/],
    ['/records', /Mọi hồ sơ|All records/],
    ['/records/registry/unit', /Đơn vị|Unit/],
    ['/signing', /Khóa ký của tôi|My signing key/],
    ['/nowhere', /Không có trang này|no such page/],
  ],
  packer: [
    ['/origin/receive', /Nhận hàng|Receive/],
    ['/origin/pack', /Đóng gói|Pack/],
    ['/origin/shipments', /Container, pallet, bưu kiện|Containers, pallets, parcels/],
    ['/origin/shipments/new', /Mở chuyến mới|Open a new journey/],
  ],
  port: [['/origin/gate', /Cổng cảng|Port gate/]],
  'market-inspector': [
    ['/origin/fakes', /Báo nghi giả|Suspected fakes/],
    ['/origin/market', /Tra lô cho sàn|Look-up for marketplaces/],
  ],
  inspector: [
    ['/origin/all-batches', /Tất cả các lô|All batches/],
    ['/origin/held', /Lô đang tạm giữ|Held batches/],
    ['/origin/recalls', /Thông báo thu hồi|Recall notices/],
  ],
  registrar: [
    ['/origin/areas/new', /Đăng ký vùng trồng|Register a growing area/],
    ['/origin/packing-houses', /Cơ sở đóng gói|Packing houses/],
    ['/origin/packing-houses/new', /Đăng ký cơ sở đóng gói|Register a packing house/],
    ['/origin/certificates', /Chứng nhận|Certificates/],
    ['/origin/certificates/new', /Ghi chứng nhận|Enter a certificate/],
    ['/origin/crop-rules', /Định mức cây trồng|Crop rules/],
  ],
};
