export const devicesVi = {
  'device.nav': 'Thiết bị của tổ chức',
  'device.organisation-lead':
    'Máy có khóa ký riêng của mọi người mà tổ chức cấp chứng thư. Ai mất máy mà không đăng nhập được thì báo cho bạn: bấm “Mất máy này”, sổ cái ngừng nhận chữ ký của máy ấy sau ít giây.',
  'device.mine': 'Thiết bị của tôi',
  'device.mine-lead':
    'Mỗi máy có một khóa riêng. Mất máy thì bấm “Mất máy này” từ bất kỳ máy nào: sổ cái ngừng nhận chữ ký của máy ấy sau ít giây, các phiên đăng nhập khác của bạn kết thúc. Những gì đã ký trước đó vẫn đúng. Sau đó tạo khóa mới trên máy bạn đang dùng.',
  'device.none': 'Chưa máy nào có khóa ký riêng.',
  'device.device': 'Máy',
  'device.unnamed': 'Máy không tên',
  'device.this': 'máy này',
  'device.enrolled': 'Đăng ký lúc',
  'device.used': 'Ký lần cuối',
  'device.never': 'chưa ký',
  'device.state': 'Tình trạng',
  'device.in-use': 'Đang dùng',
  'device.lost': 'Mất máy này',
  'device.lost-sure': 'Đúng, mất máy: thu hồi khóa, không lấy lại được',
  'device.revoking': 'Đã báo mất. Đang đưa thu hồi lên sổ cái…',
  'device.revoked': 'Đã thu hồi: sổ cái không nhận chữ ký của máy này từ khối {{block}}, lúc {{time}}.',
  'device.expired': 'Chứng thư đã hết hạn',
  'device.label': 'Tên máy này',
  'device.label-hint': 'Để nhận ra khi mất. Chỉ bạn và cán bộ quản lý của tổ chức thấy; không lên sổ cái.',
  'session.assurance':
    'Việc cấp này cần đăng nhập ở mức bảo đảm cao hơn. Đăng nhập ở thẻ mới rồi gửi lại; những gì bạn gõ vẫn còn.',
  'session.assurance-again': 'Đăng nhập ở mức cao hơn',
  'session.aside-title': 'Đã đăng nhập',
  'session.aside-lead': 'Đóng thẻ này và làm tiếp ở thẻ trước: những gì bạn gõ ở đó vẫn còn.',
  'session.aside-close': 'Đóng thẻ này',
  'ledger.key': 'Khóa của người gửi',
  'ledger.key-block': 'Xem khối thu hồi',
  'ledger.key-lost':
    'đã bị thu hồi lúc {{time}} (báo mất máy), có hiệu lực từ khối {{block}}. Giao dịch này được ký trước khi báo mất nên vẫn đúng.',
  'ledger.key-revoked':
    'đã bị thu hồi lúc {{time}}, có hiệu lực từ khối {{block}}. Giao dịch này được ký trước đó nên vẫn đúng.',
} as const;
