import { problem } from '../../problem.ts';

/** Refusals of `registry`, and those that every domain shares. */
export const registryProblems = {
  'registry/invalid-command': problem(422, 'Có mục sai hoặc còn thiếu', 'Something is wrong or missing'),
  'registry/request-id-reused': problem(
    409,
    'Mã yêu cầu đã dùng cho nội dung khác',
    'This request id was used for another command',
  ),
  'registry/id-in-use': problem(409, 'Mã này đã được dùng cho hồ sơ khác', 'Another record has this id'),
  'registry/delegation-to-itself': problem(
    422,
    'Một đơn vị không ủy quyền cho chính mình',
    'A unit does not delegate to itself',
  ),
  'registry/delegation-of-other-unit': problem(
    403,
    'Chỉ đơn vị ủy quyền, đơn vị được ủy quyền hoặc cán bộ sở làm việc này',
    'Only the unit that delegates, the one that records, or the registrar may do this',
  ),
  'registry/delegation-without-paper': problem(
    422,
    'Cần dấu vân số của giấy ủy quyền đã ký',
    'The digest of the signed paper is needed',
  ),
  'registry/delegation-period': problem(
    422,
    'Ủy quyền phải còn hạn và không quá hai năm',
    'A delegation ends after today and within two years',
  ),
  'registry/delegation-ended': problem(409, 'Ủy quyền này đã hết', 'This delegation has ended'),
  'registry/not-delegated': problem(
    403,
    'Đơn vị ấy không ủy quyền cho đơn vị của bạn, hoặc ủy quyền đã hết hạn',
    'That unit has not delegated this to yours, or the delegation is over',
  ),
  'registry/record-not-found': problem(404, 'Không có hồ sơ này', 'There is no such record'),
  'registry/unit-not-found': problem(404, 'Không có đơn vị này', 'There is no such unit'),
  'registry/accreditation-not-found': problem(404, 'Không có giấy công nhận này', 'There is no such accreditation'),
  'registry/organisation-registered': problem(409, 'Tổ chức đã đăng ký', 'The organisation is already registered'),
  'registry/identity-incomplete': problem(
    403,
    'Chứng thư của bạn thiếu vai trò hoặc đơn vị; hãy nhờ cán bộ sở cấp lại',
    'Your certificate names no role or no unit; ask the registrar for another',
  ),
  'registry/role-not-allowed': problem(403, 'Vai trò của bạn không làm được việc này', 'Your role may not do this'),
  'registry/own-key-required': problem(
    403,
    'Việc này phải ký bằng khóa của chính bạn; tạo khóa ở mục Khóa ký của tôi',
    'This must be signed with your own key; make one under My signing key',
  ),
  'registry/other-organisation': problem(
    403,
    'Thuộc tổ chức khác với tổ chức của bạn',
    'It belongs to another organisation than yours',
  ),
  'registry/not-accredited': problem(
    403,
    'Đơn vị của bạn không có giấy công nhận còn hiệu lực cho việc này; hãy liên hệ sở',
    'Your unit holds no accreditation in force for this; ask the department',
  ),
  'registry/accreditation-not-active': problem(
    409,
    'Giấy công nhận không còn hiệu lực',
    'The accreditation is no longer in force',
  ),
  'registry/period-invalid': problem(422, 'Ngày hết hạn trước ngày bắt đầu', 'The period ends before it begins'),
  'registry/checkpoint-unsigned': problem(
    422,
    'Điểm kiểm tra không có chữ ký của nhật ký đã đăng ký',
    'No registered log key signed this checkpoint',
  ),
  'registry/checkpoint-quorum': problem(
    422,
    'Chưa đủ ba tổ chức cùng ký điểm kiểm tra',
    'Fewer than three organisations cosigned this checkpoint',
  ),
  'registry/checkpoint-conflict': problem(
    409,
    'Sổ cái đã có gốc khác cho kích thước này',
    'The ledger knows another root for this size',
  ),
  'registry/checkpoint-known': problem(
    409,
    'Sổ cái đã có điểm kiểm tra này hoặc mới hơn',
    'The ledger has this checkpoint or a newer one',
  ),
  'registry/build-id': problem(
    422,
    'Mã hồ sơ không phải mã của bản dựng này',
    'This is not the id that follows from the manifest',
  ),
  'registry/rules-agreed': problem(409, 'Quy tắc này đã có hiệu lực', 'These rules hold already'),
} as const;
