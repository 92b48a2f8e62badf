import { problem } from '../../problem.ts';

/** Refusals of `origin`. */
export const originProblems = {
  'origin/growing-area-not-found': problem(404, 'Không có vùng trồng này', 'There is no such growing area'),
  'origin/farm-not-found': problem(404, 'Không có hộ, vườn này', 'There is no such farm'),
  'origin/batch-not-found': problem(404, 'Không có lô này', 'There is no such batch'),
  'origin/recall-not-found': problem(404, 'Không có thông báo thu hồi này', 'There is no such recall notice'),
  'origin/puc-in-use': problem(409, 'Mã số vùng trồng đã đăng ký', 'This growing area code is registered'),
  'origin/lot-in-use': problem(409, 'Số lô đã dùng ở vùng trồng này', 'This lot is in use at this growing area'),
  'origin/gtin-lot-in-use': problem(
    409,
    'Một lô khác đã mang GTIN và số lô này',
    'Another batch carries this GTIN and lot',
  ),
  'origin/growing-area-of-other-unit': problem(
    403,
    'Vùng trồng của đơn vị khác',
    'The growing area belongs to another unit',
  ),
  'origin/batch-of-other-unit': problem(403, 'Lô của đơn vị khác', 'The batch belongs to another unit'),
  'origin/growing-area-not-active': problem(409, 'Vùng trồng không hoạt động', 'The growing area is not active'),
  'origin/harvest-in-future': problem(422, 'Ngày thu hoạch ở tương lai', 'The harvest date is in the future'),
  'origin/harvest-too-old': problem(422, 'Ngày thu hoạch đã quá 400 ngày', 'The harvest is more than 400 days ago'),
  'origin/batch-held': problem(409, 'Lô đang bị tạm giữ', 'The batch is held'),
  'origin/batch-recalled': problem(409, 'Lô đang bị thu hồi', 'The batch is recalled'),
  'origin/batch-closed': problem(409, 'Lô đã dùng hết', 'Nothing is left of the batch'),
  'origin/batch-in-transit': problem(409, 'Lô đang vận chuyển', 'The batch is in transit'),
  'origin/batch-not-in-transit': problem(409, 'Lô không trên đường vận chuyển', 'The batch is not in transit'),
  'origin/batch-not-held': problem(409, 'Lô không bị tạm giữ', 'The batch is not held'),
  'origin/batch-sent-elsewhere': problem(403, 'Lô được gửi cho đơn vị khác', 'The batch was sent to another unit'),
  'origin/mass-balance': problem(
    409,
    'Khối lượng ra lớn hơn khối lượng vào',
    'More would leave than entered, times the yield of the crop',
  ),
  'origin/rules-in-past': problem(
    422,
    'Định mức chỉ áp dụng từ hôm nay trở đi',
    'Rules of a crop hold from today or a later day on',
  ),
  'origin/rules-of-day-exist': problem(
    409,
    'Đã có định mức của cây trồng này từ ngày đó',
    'This crop has rules from that day on',
  ),
  'origin/season-cap': problem(
    409,
    'Vượt sản lượng tối đa của vùng trồng trong vụ',
    'The growing area would ship more than it can yield in the season',
  ),
  'origin/labels-need-gtin': problem(
    422,
    'Lô chưa có GTIN nên chưa in được nhãn có số sê-ri',
    'The batch has no GTIN, which labels with serials need',
  ),
  'origin/labels-issued': problem(409, 'Đợt nhãn này đã phát hành', 'These labels are issued already'),
  'origin/labels-too-many': problem(
    409,
    'Lô này đã có quá nhiều đợt nhãn; hãy phát hành đợt lớn hơn',
    'The batch has too many issues of labels; issue more at once',
  ),
  'origin/duplicate-input': problem(422, 'Trùng lặp trong lệnh', 'The command names the same thing twice'),
  'origin/recall-parent-not-marked': problem(
    409,
    'Lô mẹ chưa bị thu hồi',
    'No parent of the batch carries this recall',
  ),
  'origin/recall-closed': problem(409, 'Thông báo thu hồi đã kết thúc', 'The recall has ended'),
  'origin/epcis-event-in-future': problem(422, 'Sự kiện ở tương lai', 'The event is in the future'),
  'origin/epcis-other-unit': problem(
    403,
    'Sự kiện phải do chính đơn vị ghi nhận',
    'A unit captures events in its own name only',
  ),
  'origin/epcis-not-committed': problem(
    422,
    'Nội dung đưa cho sổ cái không thuộc cam kết',
    'What the ledger was shown does not belong to the commitment',
  ),
} as const;
