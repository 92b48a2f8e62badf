import { problem } from '../../problem.ts';

/** Refusals of `health`. None says what a record is about. */
export const healthProblems = {
  'health/not-department': problem(
    403,
    'Chỉ Sở Y tế ghi các lô cam kết chung',
    'Only the Department of Health records the common batches',
  ),
  'health/not-found': problem(404, 'Không có hồ sơ này', 'There is no such health record'),
  'health/duplicate-id': problem(422, 'Hai dòng cùng mã hồ sơ', 'Two rows have the same id'),
  'health/status-final': problem(
    409,
    'Tình trạng hiện tại không cho phép việc này',
    'The present status does not allow this',
  ),
  'health/root-known': problem(
    409,
    'Ngày này, hoặc ngày sau, đã được chốt nhật ký',
    'The log of this day, or of a later one, was closed before',
  ),
  'health/other-facility': problem(403, 'Hồ sơ của cơ sở khác', 'The record is another facility’s'),
  'health/not-committed': problem(
    409,
    'Hồ sơ chưa được ghi vào sổ; thử lại sau khi lô đóng',
    'The record is not on the ledger yet: try again when its batch is closed',
  ),
  'health/id-in-use': problem(409, 'Mã này đã dùng cho nội dung khác', 'This id stands for something else already'),
  'health/clock-skew': problem(
    422,
    'Thời gian trong tương lai: hãy kiểm tra đồng hồ của máy gửi',
    'A time in the future: check the clock of the sending machine',
  ),
  'health/period-invalid': problem(422, 'Thời hạn không hợp lệ', 'The period is not valid'),
  'health/patient-unknown': problem(404, 'Không có mã người bệnh này', 'There is no such patient code'),
  'health/claimed-already': problem(
    409,
    'Mã này đã có người nhận bằng chính phiếu này; nếu không phải bạn, hãy báo Sở Y tế ở đây',
    'Somebody has claimed this code with this very paper: if it was not you, tell the Department of Health here',
  ),
  'health/dispute-not-found': problem(404, 'Không có khiếu nại này', 'There is no such dispute'),
  'health/not-the-patient': problem(
    403,
    'Chỉ người bệnh hoặc người giám hộ được làm việc này',
    'Only the patient or the guardian may do this',
  ),
  'health/guardian-ended': problem(403, 'Quyền giám hộ đã hết', 'The guardianship has ended'),
  'health/consent-missing': problem(
    403,
    'Cần mã đồng ý của người bệnh, hoặc mở khẩn cấp kèm lý do',
    'A consent of the patient is needed, or an emergency access with its reason',
  ),
  'health/consent-withdrawn': problem(403, 'Người bệnh đã rút đồng ý', 'The patient has withdrawn the consent'),
  'health/consent-not-in-force': problem(
    403,
    'Đồng ý chưa có hoặc đã hết hiệu lực',
    'The consent is not in force yet, or has ended',
  ),
  'health/consent-other-grantee': problem(403, 'Đồng ý dành cho cơ sở khác', 'The consent is for another facility'),
  'health/consent-other-purpose': problem(403, 'Đồng ý cho mục đích khác', 'The consent is for another purpose'),
  'health/consent-other-data': problem(
    403,
    'Đồng ý không gồm loại dữ liệu này',
    'The consent does not cover this class of data',
  ),
  'health/consent-not-narrower': problem(
    422,
    'Chỉ thu hẹp được: không thêm dữ liệu hay thời gian; muốn rộng hơn, hãy đồng ý mới',
    'A consent can only be narrowed: for more data or time give a new one',
  ),
  'health/paper-digest-missing': problem(
    422,
    'Đồng ý trên giấy cần mã băm của bản quét',
    'A consent on paper needs the digest of its scan',
  ),
  'health/break-glass-not-usable': problem(
    403,
    'Lần mở khẩn cấp này không dùng được: đã hết giờ, của cơ sở khác hoặc người bệnh khác',
    'This emergency access cannot be used: over, of another facility or another patient',
  ),
  'health/own-review': problem(
    403,
    'Người mở khẩn cấp không tự xem xét lần mở của mình',
    'Nobody reviews an emergency access of their own',
  ),
  'health/reviewed': problem(409, 'Đã được xem xét', 'It was reviewed before'),
  'health/exchange-not-found': problem(404, 'Không có gói trao đổi này', 'There is no such exchange'),
  'health/picked-up': problem(410, 'Gói đã được nhận một lần', 'The bundle was picked up before'),
  'health/exchange-expired': problem(
    410,
    'Gói đã quá 7 ngày và đã bị hủy',
    'The bundle is older than 7 days and was destroyed',
  ),
  'health/jwe-malformed': problem(
    422,
    'Gói không phải JWE cho khóa nhận của cơ sở này',
    'This is no JWE for a receiving key of that facility',
  ),
  'health/jwe-replayed': problem(409, 'Gói này đã được gửi trước đó', 'This bundle was sent before'),
  'health/disclosure-invalid': problem(
    403,
    'Trường kèm theo không khớp với cam kết trên sổ',
    'The fields shown do not prove against the commitment on the ledger',
  ),
  'health/retention-holds': problem(
    409,
    'Luật còn buộc lưu hồ sơ này nên chưa xóa được',
    'The law still requires this record to be kept, so it cannot be erased yet',
  ),
} as const;
