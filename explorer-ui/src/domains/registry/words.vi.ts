/** Words of the register of units in Vietnamese; `words.en.ts` has the same keys. */
export const registryVi = {
  'nav.units': 'Đơn vị và giấy công nhận',
  'nav.members': 'Thành viên, ghi hộ',
  'nav.people': 'Người của đơn vị',

  'members.lead': 'Các hộ, vườn của đơn vị; ai làm việc ở đơn vị, mời thêm người; ai ghi hộ ai.',
  'members.people': 'Người của đơn vị',
  'members.people-hint':
    'Tên như lúc đăng nhập. Tên không ghi lên sổ cái; chỉ người của đơn vị và cán bộ quản lý của tổ chức xem được.',
  'members.role': 'Vai trò',
  'members.since': 'Vào đơn vị lúc',
  'members.listed': 'theo danh sách của tổ chức',
  'members.you': '(bạn)',
  'members.no-name': 'Chưa đăng nhập lần nào',
  'members.none': 'Chưa có ai làm việc ở đơn vị này.',
  'members.end': 'Cho {{name}} rời đơn vị',
  'members.end-sure': 'Đúng, {{name}} không ghi cho đơn vị nữa',
  'members.leave': 'Rời đơn vị này',
  'members.leave-sure': 'Đúng, tôi không ghi cho đơn vị nữa',
  'members.people-lead': 'Ai làm việc ở đơn vị, và mời thêm người cùng vai trò.',
  'members.registrar-invites':
    'Người mới ở vai trò của bạn do cán bộ đăng ký của tổ chức mời, ở trang của đơn vị trong “Đơn vị và giấy công nhận”.',
  'members.invite-role': 'Vai trò của người được mời',
  'members.invite-hint':
    'Chỉ những vai trò mà giấy công nhận đang có hiệu lực cho làm việc. Hội đồng, kiểm toán, cán bộ đăng ký do quản trị của tổ chức ghi vào danh sách người.',
  'members.no-role':
    'Chưa mời được ai: cần một giấy công nhận đang có hiệu lực cho việc mà người của đơn vị ghi lên sổ.',
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
