/** Pages of the workspaces by who opens them; `heading`: its first heading in both languages. */
export const pagesOf: Readonly<Record<string, readonly (readonly [path: string, heading: RegExp])[]>> = {
  farmer: [
    ['/', /Chào|Hello/],
    ['/origin/register', /Đăng ký lô thu hoạch|Register a harvest/],
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
  ],
  inspector: [
    ['/origin/all-batches', /Tất cả các lô|All batches/],
    ['/origin/held', /Lô đang tạm giữ|Held batches/],
    ['/origin/recalls', /Thông báo thu hồi|Recall notices/],
  ],
};
