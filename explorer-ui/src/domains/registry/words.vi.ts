/** Words of the register of units in Vietnamese; `words.en.ts` has the same keys. */
export const registryVi = {
  'nav.units': 'Đơn vị và giấy công nhận',
  'nav.members': 'Thành viên, ghi hộ',

  'members.lead': 'Các hộ, vườn của đơn vị; mời người vào đơn vị; ai ghi hộ ai.',
  'members.no-farm': 'Đơn vị chưa ghi hộ, vườn nào.',
  'members.add-farm': 'Thêm hộ, vườn',

  'units.lead': 'Mỗi đơn vị do sở đăng ký một lần; giấy công nhận nói đơn vị được làm gì, từ ngày nào đến ngày nào.',
  'units.none': 'Chưa có đơn vị nào như vậy.',
  'units.new': 'Đăng ký đơn vị',
  'units.new-lead':
    'Đơn vị thuộc tổ chức của bạn: {{organisation}}. Đăng ký xong, cấp giấy công nhận ở trang của đơn vị.',
  'units.open': 'Mở trang đơn vị',
  'units.name-hint': 'Như trong giấy phép, quyết định thành lập.',
  'units.name-en': 'Tên tiếng Anh',
  'units.kind': 'Loại đơn vị',
  'units.address': 'Địa chỉ',
  'units.tax-hint': '10 hoặc 13 chữ số. Không ghi số căn cước.',
  'units.organisation': 'Tổ chức đăng ký',
  'units.other-organisation': 'Đơn vị này do {{organisation}} đăng ký; chỉ tổ chức ấy cấp, đình chỉ giấy công nhận.',

  'accreditation.list': 'Giấy công nhận',
  'accreditation.none': 'Đơn vị chưa có giấy công nhận nào nên chưa ghi được gì lên sổ.',
  'accreditation.grant': 'Cấp giấy công nhận',
  'accreditation.may': 'Được làm',
  'accreditation.from': 'Có hiệu lực từ ngày',
  'accreditation.until': 'Đến hết ngày',
  'accreditation.decision': 'Quyết định số',
  'accreditation.over': 'đã hết hạn',
  'accreditation.suspend': 'Đình chỉ giấy công nhận',
  'accreditation.suspend-which': 'Đình chỉ: {{may}}, đến {{until}}',
  'accreditation.suspend-hint':
    'Có hiệu lực ngay: đơn vị không ghi được việc này nữa, những gì đã ghi vẫn giữ nguyên. Muốn cho làm lại thì cấp giấy mới.',
  'accreditation.reason': 'Lý do, căn cứ',
  'accreditation.suspended': 'Đình chỉ lúc {{at}}: {{reason}}',
} as const;
