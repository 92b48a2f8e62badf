import { problem } from '../../problem.ts';

/** Refusals of `credential`. */
export const credentialProblems = {
  'credential/key-not-found': problem(404, 'Không có khóa phát hành này', 'There is no such issuer key'),
  'credential/key-not-usable': problem(
    409,
    'Khóa phát hành không dùng được: đã thay, đã báo mất hoặc ngoài thời hạn',
    'The issuer key cannot be used: replaced, reported stolen or outside its validity',
  ),
  'credential/key-of-other-unit': problem(403, 'Khóa phát hành của đơn vị khác', 'The issuer key is another unit’s'),
  'credential/theft-in-future': problem(
    422,
    'Ngày mất khóa không thể sau lúc báo',
    'The key cannot have been stolen after the report',
  ),
  'credential/not-found': problem(404, 'Không có văn bằng, chứng chỉ này', 'There is no such credential'),
  'credential/of-other-unit': problem(
    403,
    'Văn bằng, chứng chỉ do đơn vị khác cấp',
    'The credential was issued by another unit',
  ),
  'credential/status-final': problem(
    409,
    'Tình trạng hiện tại không cho phép việc này',
    'The present status does not allow this',
  ),
  'credential/ground-not-fitting': problem(
    422,
    'Căn cứ pháp lý không phù hợp với việc này',
    'This legal ground does not fit the act',
  ),
  'credential/date-in-future': problem(422, 'Ngày trong tương lai', 'The date lies in the future'),
  'credential/duplicate-id': problem(422, 'Hai dòng cùng mã hồ sơ', 'Two rows have the same id'),
  'credential/number-in-use': problem(
    409,
    'Số hiệu hoặc số vào sổ gốc đã cấp cho một bản khác',
    'The serial or register number was issued already',
  ),
  'credential/successor-id': problem(
    422,
    'Mã hồ sơ không phải mã của bản thay thế',
    'This is not the id that follows from the replaced credential',
  ),
  'credential/register-must-be-kept': problem(
    409,
    'Sổ gốc phải lưu nên không xóa được; hãy ghi việc từ chối kèm căn cứ',
    'The register must be kept, so it cannot be erased; record the refusal with its ground',
  ),
} as const;
