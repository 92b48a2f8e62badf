import { problem, problems, type Problem, type ProblemCode } from '@daunguon/records';
import { roomProblems } from './room-problems.ts';

/** Refusals that any request may meet: transport, body, sign-in, uploads, index, ledger network, log. The ledger's own stand in records. */
const httpProblems = {
  'http/bad-request': problem(400, 'Yêu cầu không hợp lệ', 'The request is not valid'),
  'http/invalid-json': problem(400, 'Nội dung không phải JSON hợp lệ', 'The body is not valid JSON'),
  'http/not-nfc': problem(
    422,
    'Chữ có dấu gõ theo kiểu tổ hợp; hãy gõ lại bằng Unicode dựng sẵn (NFC)',
    'Accents are typed as characters of their own; type the text again in Unicode NFC',
  ),
  'http/invalid-query': problem(422, 'Tham số tìm kiếm không hợp lệ', 'The query is not valid'),
  'http/invalid-body': problem(422, 'Nội dung thiếu hoặc sai', 'The body is missing something or wrong'),
  'http/not-found': problem(404, 'Không có gì ở địa chỉ này', 'There is nothing at this address'),
  'http/record-not-found': problem(404, 'Không có hồ sơ này', 'There is no such record'),
  'http/method-not-allowed': problem(
    405,
    'Địa chỉ này không nhận phương thức ấy',
    'This address does not take this method',
  ),
  'http/body-too-large': problem(413, 'Nội dung quá lớn', 'The body is too large'),
  'http/too-many-requests': problem(
    429,
    'Quá nhiều yêu cầu trong một phút; hãy chờ rồi gửi lại',
    'Too many requests within a minute; wait and send it again',
  ),
  'http/busy': problem(
    503,
    'Máy chủ đang quá tải; hãy gửi lại sau ít giây',
    'The server is busy; send it again in a few seconds',
  ),
  'auth/auditors-only': problem(
    403,
    'Chỉ kiểm toán viên và quản trị của tổ chức vận hành xem nhật ký này',
    'This log is for auditors and administrators of the organisation that runs the gateway',
  ),
  'upload/malware': problem(422, 'Tệp có mã độc, nên không được nhận', 'The file carries malware and was not taken'),
  'upload/storage-full': problem(
    507,
    'Đơn vị đã dùng hết chỗ chứa tệp; hãy liên hệ quản trị cổng',
    'The unit has used up its room for files: ask the administrators of this gateway',
  ),
  'upload/scanner-down': problem(
    503,
    'Chưa quét được mã độc trong tệp; hãy gửi lại sau',
    'The file could not be scanned for malware; send it again later',
  ),
  'http/no-such-range': problem(416, 'Tệp không có đoạn này', 'The file has no such bytes'),
  'http/unsupported': problem(415, 'Không nhận kiểu nội dung này', 'This kind of content is not accepted here'),
  'http/unexpected': problem(
    500,
    'Máy chủ gặp lỗi ngoài dự kiến và đã ghi lại; hãy thử lại sau',
    'Something unexpected went wrong and was noted; try again later',
  ),
  'auth/token-refused': problem(
    401,
    'Cần đăng nhập, hoặc phiên đăng nhập không dùng được',
    'Sign in: there is no session, or it cannot be used',
  ),
  'auth/session-ended': problem(
    401,
    'Phiên đăng nhập đã hết; hãy đăng nhập lại, những gì đã gõ vẫn còn',
    'The session has ended; sign in again, what you typed is still here',
  ),
  'auth/forged-request': problem(
    403,
    'Yêu cầu không đến từ trang làm việc này',
    'The request does not come from the workspace itself',
  ),
  'auth/sign-in-failed': problem(401, 'Đăng nhập không thành công; hãy thử lại', 'The sign-in failed; try again'),
  'auth/not-your-unit': problem(403, 'Bạn không làm việc trong đơn vị này', 'You do not work for this unit'),
  'auth/may-not-invite': problem(
    403,
    'Bạn không mời được người khác vào đơn vị với vai trò này; hãy nhờ cán bộ đăng ký của tổ chức',
    'You may not invite anybody into this unit in this role; ask the registrar of its organisation',
  ),
  'auth/invitation-refused': problem(
    403,
    'Mã mời không dùng được: sai, đã hết hạn hoặc đã có người dùng',
    'The invitation cannot be used: it is wrong, has ended, or was used before',
  ),
  'auth/too-many-invitations': problem(
    403,
    'Đơn vị có quá nhiều mã mời chưa dùng; hãy chờ mã cũ hết hạn',
    'The unit has too many open invitations; wait until old ones end',
  ),
  'auth/no-such-member': problem(
    404,
    'Không có người này trong đơn vị, hoặc bạn không được cho người ấy rời đơn vị',
    'There is no such member, or you may not end the membership',
  ),
  'auth/no-such-device': problem(404, 'Không có thiết bị này', 'There is no such device'),
  'auth/registrars-only': problem(
    403,
    'Chỉ cán bộ quản lý của tổ chức xem được thiết bị của mọi người',
    'Only the organisation’s registrars see everybody’s devices',
  ),
  'auth/insufficient-assurance': problem(
    401,
    'Việc cấp này cần đăng nhập ở mức bảo đảm cao hơn; hãy đăng nhập lại, những gì đã gõ vẫn còn',
    'This act of issuance needs a sign-in of a higher assurance level; sign in again, what you typed is still here',
  ),
  'tx/key-revoked': problem(
    403,
    'Khóa trên máy này đã được báo mất, nên sổ cái không nhận chữ ký của nó nữa; hãy tạo khóa mới ở mục Khóa ký của tôi',
    'The key on this device was reported lost, so the ledger no longer takes its signature; make a new one under My signing key',
  ),
  'auth/key-scope': problem(403, 'Khóa API không được dùng cho việc này', 'This API key is not for that'),
  'auth/key-maker-left': problem(
    403,
    'Người lập khóa API không còn cấp văn bằng ở đơn vị: người khác của đơn vị phải đổi khóa',
    'Whoever made this API key no longer issues for the unit: somebody else of the unit has to rotate it',
  ),
  'auth/no-member': problem(
    403,
    'Tài khoản này không thuộc tổ chức nào trong mạng',
    'This account belongs to no organisation of the network',
  ),
  'auth/issuer-unreachable': problem(
    503,
    'Dịch vụ đăng nhập không trả lời; hãy thử lại sau ít phút',
    'The sign-in service does not answer; try again in some minutes',
  ),
  'auth/enrolment-unavailable': problem(
    503,
    'Dịch vụ cấp chứng thư không trả lời; hãy thử lại sau ít phút',
    'The service that issues certificates does not answer; try again in some minutes',
  ),
  'index/unavailable': problem(
    503,
    'Kho tra cứu tạm thời không trả lời; hãy thử lại sau ít phút',
    'The index does not answer; try again in some minutes',
  ),
  'ledger/unavailable': problem(
    503,
    'Mạng sổ cái tạm thời không trả lời; hãy thử lại sau ít phút',
    'The ledger network does not answer; try again in some minutes',
  ),
  'ledger/refused': problem(502, 'Mạng sổ cái từ chối giao dịch', 'The ledger network refused the transaction'),
  'ledger/invalid': problem(
    502,
    'Giao dịch bị sổ cái đánh dấu không hợp lệ',
    'The ledger marked the transaction invalid',
  ),
  'ledger/conflict': problem(409, 'Có người vừa thay đổi; hãy thử lại', 'Someone else changed it: try again'),
  'tx/malformed': problem(
    422,
    'Dữ liệu không phải đề xuất hay giao dịch của kênh này',
    'These bytes are no proposal or transaction of this channel',
  ),
  'tx/unknown-transaction': problem(422, 'Không có loại giao dịch này', 'There is no such transaction'),
  'log/not-published': problem(
    503,
    'Nhật ký chưa có điểm kiểm tra nào được cùng ký; thử lại sau ít giây',
    'No checkpoint of the log was cosigned yet; try again in some seconds',
  ),
  'log/receipt-not-verified': problem(
    409,
    'Chưa kiểm chứng được biên nhận của hồ sơ; nhãn chỉ in sau đó, thử lại sau ít giây',
    'The receipt of the record is not verified yet; labels are printed after that, try again in some seconds',
  ),
} as const satisfies Record<string, Problem>;
/** A rule's refusal may be answered here as well, with members of its own. */
export type HttpProblemCode = keyof typeof httpProblems | keyof typeof roomProblems | ProblemCode;

/** Every problem this API answers, by code: the one table behind answers, OpenAPI and docs/problems.md. */
export const allProblems: Readonly<Record<string, Problem>> &
  typeof httpProblems &
  typeof roomProblems &
  typeof problems = { ...problems, ...httpProblems, ...roomProblems };
