import type { Words } from '../stated-page/words.ts';

export const pageWords = {
  title: ['Dữ liệu mở', 'Open data'],
  lead: [
    'Số liệu tổng hợp và danh mục công khai tính từ sổ cái Dấu Nguồn. Mỗi tệp có mã SHA-256 được ghi lên sổ: ai tải về cũng tự kiểm chứng được. Không có dữ liệu cá nhân, dữ liệu y tế, văn bằng.',
    'Aggregates and public registers computed from the ledger of Dấu Nguồn. The SHA-256 of every file goes onto the ledger, so that whoever downloads one can check it. No personal data, health records or diplomas.',
  ],
  service: ['API đọc dữ liệu mở (kiểu CKAN)', 'Read API of the open data (CKAN style)'],
  licence: ['Giấy phép: CC BY 4.0. Ghi nguồn khi dùng lại.', 'Licence: CC BY 4.0. Name the source when you use it.'],
  none: [
    'Chưa có phiên bản nào được công bố. Bản đầu tiên có sau khi sổ cái có hồ sơ và điểm kiểm tra được cùng ký.',
    'No version was published yet. The first follows once the ledger has records and a cosigned checkpoint.',
  ],
  datasets: ['Các bộ dữ liệu', 'Datasets'],
  notYet: ['Chưa có phiên bản', 'No version yet'],
  version: ['Phiên bản', 'Version'],
  versions: ['Các phiên bản', 'Versions'],
  rows: ['Số dòng', 'Rows'],
  asOf: ['Tính đến', 'As of'],
  issued: ['Công bố lúc', 'Published at'],
  height: ['Tính tại khối số', 'Computed at block'],
  checkpoint: ['Điểm kiểm tra (số lá)', 'Checkpoint (leaves)'],
  method: ['Cách tính', 'How it is computed'],
  protection: ['Điều không công bố', 'What is held back'],
  columns: ['Các cột', 'Columns'],
  column: ['Cột', 'Column'],
  meaning: ['Nghĩa', 'Meaning'],
  unit: ['Đơn vị', 'Unit'],
  kind: ['Kiểu', 'Type'],
  files: ['Tải về và kiểm chứng', 'Download and check'],
  download: ['Tải', 'Download'],
  check: ['Kiểm chứng tệp này', 'Check this file'],
  anchored: ['Đã ghi lên sổ; đứng ra xác nhận:', 'On the ledger; it is stood for by'],
  notAnchored: [
    'Chưa ghi lên sổ: chưa đơn vị nào xác nhận tệp này. Cổng sẽ thử lại.',
    'Not on the ledger yet: no unit stands for this file. The gateway will try again.',
  ],
  newestOnly: [
    'Phiên bản cũ giữ nguyên địa chỉ và nội dung.',
    'Older versions keep their addresses and their contents.',
  ],
  machine: ['Cho máy đọc', 'For programs'],
  back: ['Về danh mục', 'Back to the catalogue'],
  missing: ['Không có bộ dữ liệu này.', 'There is no such dataset.'],
  bytes: ['byte', 'bytes'],
  stated: [
    'Tình trạng “đã ghi lên sổ” ở đây là lời máy chủ; trang kiểm tra mới chứng minh, ngay trên máy của bạn.',
    'That a file is on the ledger is the server’s word here; the verifier proves it, on your own device.',
  ],
} as const satisfies Record<string, Words>;

export const kindWords = {
  text: ['chữ', 'text'],
  integer: ['số nguyên', 'integer'],
  number: ['số', 'number'],
  date: ['ngày, tháng, năm', 'date'],
  boolean: ['đúng/sai', 'true/false'],
} as const satisfies Record<string, Words>;
