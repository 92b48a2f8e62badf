/** Words of the page on digital signatures under the law, in Vietnamese. */
export const legalVi = {
  'nav.legal': 'Chữ ký số trên PDF',
  'legal.title': 'Chữ ký số trên PDF',
  'legal.lead':
    'Chữ ký số theo Luật Giao dịch điện tử (PAdES), khác với xác nhận trên sổ. Người ký phải có chứng thư mà đơn vị đã đăng ký ở trang Xác nhận tệp.',
  'legal.attach-title': 'Gắn PDF đã ký số vào hồ sơ',
  'legal.file': 'Tệp PDF đã ký',
  'legal.file-hint':
    'Quyết định, giấy chứng nhận, thông báo thu hồi, báo cáo… Tệp được gửi lên cổng để kiểm tra và không được giữ lại; sổ chỉ ghi dấu vân số. Nhiều nhất 20 MB.',
  'legal.checking': 'Đang kiểm tra chữ ký…',
  'legal.by-law': 'Chữ ký số theo luật',
  'legal.by-ledger': 'Xác nhận trên sổ',
  'legal.none': 'Tệp không có chữ ký số.',
  'legal.record-hint': 'Dán địa chỉ trên nhãn, hoặc nhập mã kèm ký tự kiểm tra.',
  'legal.attach': 'Gắn vào hồ sơ',
  'legal.attached': 'Đã gắn vào hồ sơ trên sổ.',
  'legal.open-attestation': 'Mở xác nhận',
  'legal.sign-title': 'Ký từ xa một văn bằng, chứng chỉ',
  'legal.sign-lead':
    'Cổng làm PDF và chỉ gửi mã băm tới dịch vụ ký số của bạn (CSC API v2). Mã truy cập và mã chấp thuận lấy ở dịch vụ ấy, chỉ dùng một lần và không được giữ lại.',
  'legal.diploma': 'Mã văn bằng, chứng chỉ',
  'legal.credential': 'Mã chứng thư ở dịch vụ ký số',
  'legal.credential-hint': 'credentialID trong tài khoản ký số của bạn.',
  'legal.token': 'Mã truy cập của dịch vụ',
  'legal.sad': 'Mã chấp thuận (SAD)',
  'legal.sad-hint': 'Dịch vụ cấp sau khi bạn chấp thuận ký.',
  'legal.sign': 'Ký và tải PDF',
  'legal.signing': 'Đang ký…',
  'legal.signed': 'Đã ký; tệp ở thư mục tải xuống.',
} as const;
