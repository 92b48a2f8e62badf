import { problem } from '../../problem.ts';

/** Refusals of `carbon`. */
export const carbonProblems = {
  'carbon/not-found': problem(404, 'Không có hồ sơ các-bon này', 'There is no such carbon record'),
  'carbon/other-owner': problem(403, 'Thuộc đơn vị khác', 'It belongs to another unit'),
  'carbon/tax-code-missing': problem(409, 'Đơn vị chưa khai mã số thuế', 'The unit has no tax code on the ledger'),
  'carbon/same-legal-entity': problem(
    403,
    'Chủ dự án, đơn vị thẩm định và cơ quan quản lý phải là ba pháp nhân khác nhau',
    'Owner, verifier and authority must be three different legal entities',
  ),
  'carbon/account-closed': problem(409, 'Tài khoản tín chỉ của đơn vị đã đóng', 'The unit’s carbon account is closed'),
  'carbon/project-known': problem(409, 'Dự án hoặc mã dự án đã có', 'The project or its code is known already'),
  'carbon/project-stage': problem(409, 'Dự án đang ở bước khác', 'The project is at another step'),
  'carbon/reason-missing': problem(422, 'Thiếu lý do', 'The reason is missing'),
  'carbon/report-missing': problem(422, 'Thiếu mã băm báo cáo thẩm định', 'The digest of the report is missing'),
  'carbon/decision-missing': problem(422, 'Thiếu quyết định', 'The decision is missing'),
  'carbon/decision-in-future': problem(422, 'Ngày ở tương lai', 'The day is in the future'),
  'carbon/plot-not-suspect': problem(
    409,
    'Thửa đất không ở trạng thái cho phép nghi vấn trùng',
    'The plot is at a step at which no double claim is reported or decided',
  ),
  'carbon/double-claim-undecided': problem(
    409,
    'Dự án có thửa đất nghi bị khai trùng, chưa được quyết định',
    'A suspected double claim of the project’s land is not decided yet',
  ),
  'carbon/monitoring-stage': problem(409, 'Kỳ giám sát đang ở bước khác', 'The monitoring period is at another step'),
  'carbon/verifier-unknown': problem(
    422,
    'Đơn vị được mời không phải đơn vị thẩm định đang được công nhận',
    'The appointed unit is not accredited as a verifier now',
  ),
  'carbon/not-appointed': problem(
    403,
    'Đơn vị thẩm định khác được mời cho kỳ này',
    'Another verifier was appointed for this period',
  ),
  'carbon/outside-crediting': problem(422, 'Ngoài thời kỳ tín chỉ của dự án', 'Outside the project’s crediting period'),
  'carbon/vintage-outside': problem(
    422,
    'Năm phát sinh không nằm trong kỳ giám sát',
    'The vintage is no year of the monitoring period',
  ),
  'carbon/period-overlaps': problem(
    409,
    'Kỳ giám sát trùng với kỳ khác',
    'The monitoring period overlaps another of the project',
  ),
  'carbon/origin-known': problem(
    409,
    'Kết quả thẩm định này đã dùng để cấp tín chỉ',
    'This verification was brought here already',
  ),
  'carbon/more-than-claimed': problem(422, 'Nhiều hơn số chủ dự án khai', 'More than the owner claims'),
  'carbon/serials-exhausted': problem(409, 'Số sê-ri vượt quá 18 chữ số', 'The serial would have more than 18 digits'),
  'carbon/buffer-block': problem(
    422,
    'Dự án có tỷ lệ dự phòng, thiếu mã lô dự phòng',
    'The project has a buffer rate: name the block of the pool',
  ),
  'carbon/block-state': problem(409, 'Lô tín chỉ đang ở trạng thái khác', 'The block is in another state'),
  'carbon/block-twice': problem(422, 'Một lô được nêu hai lần', 'A block is named twice'),
  'carbon/split-quantity': problem(
    422,
    'Số lượng phải từ 1 và nhỏ hơn số tín chỉ của lô',
    'The quantity must be at least 1 and fit into the block',
  ),
  'carbon/transfer-to-self': problem(422, 'Không chuyển cho chính mình', 'A transfer goes to somebody else'),
  'carbon/not-recipient': problem(403, 'Không phải bên của lần chuyển này', 'Not a party of this transfer'),
  'carbon/cancel-kind': problem(
    403,
    'Chủ tín chỉ chỉ hủy tự nguyện; cơ quan quản lý chỉ hủy do cấp sai',
    'A holder cancels voluntarily, the authority what was issued in error',
  ),
  'carbon/adjustment-step': problem(
    409,
    'Điều chỉnh tương ứng đang ở bước khác',
    'The corresponding adjustment is at another step',
  ),
  'carbon/adjustment-committed': problem(
    409,
    'Đã cam kết điều chỉnh tương ứng, không tính cho trong nước',
    'Committed to a corresponding adjustment: it cannot count at home',
  ),
  'carbon/adjustment-not-committed': problem(
    409,
    'Chưa cam kết điều chỉnh tương ứng',
    'No corresponding adjustment is committed to',
  ),
  'carbon/export-country': problem(422, 'Xuất khẩu phải tới nước khác', 'An export goes to another country'),
  'carbon/approval-missing': problem(
    422,
    'Cần văn bản chấp thuận, hoặc lý do từ chối',
    'Either the approving paper or the reason of a refusal is needed',
  ),
  'carbon/approval-date': problem(
    422,
    'Văn bản chấp thuận phải có ngày từ lúc cấp tín chỉ đến nay',
    'The approval must be dated between the issuance and today',
  ),
  'carbon/reversal-quantity': problem(
    422,
    'Tổng số của các lô dự phòng khác số bị đảo ngược',
    'The pool’s blocks do not add up to the reversal',
  ),
  'carbon/national-code-used': problem(
    409,
    'Mã trong nước hoặc số sê-ri quốc gia đã cấp cho lô khác',
    'The domestic code or the national serial was given to another block',
  ),
  'carbon/national-code-fixed': problem(409, 'Lô đã có mã trong nước khác', 'The block has another domestic code'),
  'carbon/inventory-known': problem(
    409,
    'Cơ sở đã có kiểm kê của năm này',
    'There is an inventory of this facility and year',
  ),
  'carbon/inventory-verified': problem(409, 'Kiểm kê đã được thẩm định', 'The inventory is verified already'),
  'carbon/offer-closed': problem(409, 'Tin chào đã đóng', 'The offer is closed'),
  'carbon/range-malformed': problem(
    422,
    'Số sê-ri là số nguyên dương, nhiều nhất 18 chữ số',
    'A serial is a positive whole number of at most 18 digits',
  ),
  'carbon/range-reversed': problem(422, 'Số cuối nhỏ hơn số đầu', 'The last serial is below the first'),
  'carbon/range-miscounted': problem(
    422,
    'Dải sê-ri tính cả hai đầu không khớp số lượng',
    'The range, both ends counted, does not have that many units',
  ),
  'carbon/range-overlaps': problem(422, 'Dải sê-ri chồng lên dải khác', 'The range overlaps another'),
  'carbon/serial-unknown-form': problem(
    422,
    'Không nhận ra dạng sê-ri của hệ thống đăng ký nào',
    'This is no serial of a registry known here',
  ),
} as const;
