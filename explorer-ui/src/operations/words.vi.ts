/** The audit log of administration. */
export const auditVi = {
  'audit.nav': 'Nhật ký quản trị',
  'audit.lead':
    'Mọi việc quản trị của cổng này: ghi trước khi làm và sau khi làm. Người làm hiện bằng mã ẩn danh, không hiện tên.',
  'audit.chain': 'Nhật ký có nguyên vẹn không',
  'audit.chain-lead':
    'Mỗi dòng mang mã băm của dòng trước. Ghi mã mới nhất ra nơi khác: sau này mã ấy chứng tỏ không dòng nào trước đó bị sửa hay bỏ.',
  'audit.check': 'Kiểm tra chuỗi',
  'audit.whole': 'Nguyên vẹn: {{count}} dòng nối tiếp nhau.',
  'audit.head': 'Số dòng và mã băm mới nhất',
  'audit.broken':
    'KHÔNG nguyên vẹn: có dòng bị sửa, bỏ hoặc chèn. Coi máy này đã bị xâm nhập và làm theo trang Sự cố an toàn thông tin.',
  'audit.text': 'Tìm',
  'audit.text-hint': 'việc, mã hồ sơ, mã người, mã yêu cầu',
  'audit.phase': 'Kết quả',
  'audit.phase.asked': 'được yêu cầu',
  'audit.phase.done': 'đã làm',
  'audit.phase.refused': 'bị từ chối',
  'audit.phase.failed': 'hỏng',
  'audit.from': 'Từ ngày',
  'audit.to': 'Đến ngày',
  'audit.csv': 'Tải CSV',
  'audit.none': 'Chưa có việc quản trị nào.',
  'audit.none-found': 'Không có dòng nào khớp bộ lọc.',
  'audit.at': 'Thời điểm',
  'audit.seq': 'Dòng {{seq}}',
  'audit.act': 'Việc',
  'audit.target': 'Với',
  'audit.who': 'Ai (mã ẩn danh)',
} as const;
