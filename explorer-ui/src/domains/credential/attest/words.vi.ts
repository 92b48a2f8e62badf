/** Words of the page on which a unit stands for files, in Vietnamese. */
export const attestVi = {
  'nav.attest': 'Xác nhận tệp',
  'attest.title': 'Xác nhận tệp',
  'attest.lead':
    'Đơn vị của bạn xác nhận trên sổ rằng tệp này là của mình. Tệp không rời máy; sổ chỉ ghi dấu vân số SHA-256, độ dài và loại tệp. Ai có tệp đều kiểm tra được ở trang kiểm tra.',
  'attest.file': 'Tệp',
  'attest.reading': 'Đang tính dấu vân số…',
  'attest.unreadable': 'Không đọc được tệp này.',
  'attest.certificate': 'Đây là chứng thư số (DER): từ nay người có chứng thư này ký PDF thay mặt đơn vị.',
  'attest.subject': 'Mã hồ sơ mà tệp gắn vào',
  'attest.subject-hint': 'Để trống nếu tệp đứng riêng. Dán địa chỉ trên nhãn hoặc nhập mã kèm ký tự kiểm tra.',
  'attest.subject-wrong': 'Mã hồ sơ không đúng.',
  'attest.send': 'Xác nhận trên sổ',
  'attest.not-legal': 'Đây là xác nhận trên sổ, không phải chữ ký số theo Luật Giao dịch điện tử.',
  'attest.list': 'Tệp đơn vị đã xác nhận',
  'attest.none': 'Đơn vị chưa xác nhận tệp nào.',
  'attest.digest': 'Dấu vân số SHA-256',
  'attest.size': 'Độ dài (byte)',
  'attest.kind': 'Loại',
  'attest.at': 'Xác nhận lúc',
  'attest.withdraw': 'Rút xác nhận',
} as const;
