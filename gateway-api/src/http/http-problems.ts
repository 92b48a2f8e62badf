import { problem, problems, type Problem } from '@daunguon/records';

/** Refusals that are not a rule's: transport, body, sign-in, ledger network, files. The ledger's own stand in records. */
const httpProblems = {
  'http/bad-request': problem(400, 'Yêu cầu không hợp lệ', 'The request is not valid'),
  'http/invalid-json': problem(400, 'Nội dung không phải JSON hợp lệ', 'The body is not valid JSON'),
  'http/not-nfc': problem(422, 'Chữ không ở dạng Unicode dựng sẵn (NFC)', 'The text is not in Unicode NFC'),
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
  'http/unsupported': problem(415, 'Không nhận kiểu nội dung này', 'This kind of content is not taken'),
  'http/unexpected': problem(500, 'Lỗi ngoài dự kiến; đã ghi lại', 'Something unexpected went wrong; it was noted'),
  'auth/token-refused': problem(
    401,
    'Cần đăng nhập, hoặc phiên đăng nhập không dùng được',
    'Sign in; this token does not open',
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
  'auth/not-your-unit': problem(403, 'Không làm việc trong đơn vị này', 'Not one of your units'),
  'auth/key-scope': problem(403, 'Khóa API không được dùng cho việc này', 'This API key is not for that'),
  'auth/no-member': problem(
    403,
    'Không thuộc tổ chức nào trong mạng',
    'Not a member of an organisation of the network',
  ),
  'auth/issuer-unreachable': problem(503, 'Dịch vụ đăng nhập không trả lời', 'The sign-in service does not answer'),
  'auth/enrolment-unavailable': problem(503, 'Dịch vụ cấp chứng thư không trả lời', 'Enrolment does not answer'),
  'index/unavailable': problem(503, 'Chỉ mục không trả lời', 'The index does not answer'),
  'ledger/unavailable': problem(503, 'Mạng sổ cái không trả lời', 'The ledger network does not answer'),
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
  'credential/too-many-questions': problem(
    429,
    'Hỏi quá nhiều lần; hãy thử lại sau',
    'Too many questions: try again later',
  ),
  'credential/no-custodial-key': problem(
    409,
    'Cổng không giữ khóa của đơn vị này: hãy niêm phong trên máy của đơn vị, hoặc đăng ký khóa do cổng giữ',
    'No key of this unit is kept here: seal on the unit’s own device, or register a key that is kept here',
  ),
  'credential/link-refused': problem(
    403,
    'Đường dẫn không đúng hoặc đã được thay',
    'The link is wrong or was replaced',
  ),
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
  'resolver/bad-link': problem(400, 'Liên kết GS1 viết sai', 'The GS1 Digital Link is not valid'),
  'resolver/unknown': problem(404, 'Sổ chung không có mã GS1 này', 'The register does not know this GS1 key'),
  'resolver/key-not-kept': problem(
    404,
    'Sổ chung không giữ loại khóa GS1 này',
    'The register keeps nothing under this kind of GS1 key',
  ),
  'resolver/no-such-link': problem(404, 'Không có liên kết loại này', 'There is no link of this type'),
  'scan/token-refused': problem(
    403,
    'Thẻ của máy đã hết hạn; hãy thử lại',
    'The token of the device is not of today: try again',
  ),
  'market/bad-question': problem(
    400,
    'Câu hỏi phải là JSON: {"lots": [{"gtin": …, "lot": …}]}',
    'The question is JSON: {"lots": [{"gtin": …, "lot": …}]}',
  ),
  'market/too-many': problem(
    429,
    'Hỏi quá nhiều lô trong một phút; hãy thử lại sau',
    'Too many lots within a minute: try again later',
  ),
  'scan/too-many': problem(429, 'Quá nhiều lần; hãy thử lại sau', 'Too many times: try again later'),
  'scan/unknown-label': problem(
    404,
    'Nhãn này không có trong các đợt đã phát hành',
    'This label is none of those issued',
  ),
  'report/inspectors-only': problem(403, 'Chỉ thanh tra được xem', 'For inspectors only'),
  'origin/import-not-found': problem(404, 'Không có lần nhập tệp này', 'There is no such import'),
  'origin/import-media-type': problem(415, 'Hãy gửi tệp dạng text/csv', 'Send the file as text/csv'),
  'origin/import-has-errors': problem(409, 'Có dòng sai; chưa ghi gì', 'Rows are wrong; nothing was issued'),
  'origin/import-file': problem(422, 'Không đọc được tệp', 'The file cannot be read'),
  'origin/import-file-too-large': problem(413, 'Tệp quá lớn', 'The file is too large'),
  'epcis/invalid-document': problem(400, 'Tài liệu hoặc sự kiện EPCIS sai', 'The EPCIS document or event is wrong'),
  'epcis/invalid-query': problem(400, 'Tham số truy vấn EPCIS sai', 'A parameter of the EPCIS query is wrong'),
  'epcis/not-found': problem(404, 'Không có trong kho sự kiện EPCIS', 'Not in the EPCIS repository'),
  'epcis/event-exists': problem(409, 'Sự kiện này đã được ghi nhận', 'This event was captured already'),
  'epcis/query-exists': problem(409, 'Đã có truy vấn mang tên này', 'There is a query of this name'),
  'epcis/query-of-other-unit': problem(403, 'Truy vấn của đơn vị khác', 'The query belongs to another unit'),
  'epcis/too-many-events': problem(413, 'Quá nhiều sự kiện trong một tài liệu', 'Too many events in one document'),
  'epcis/too-many-to-roll-back': problem(
    413,
    'Quá nhiều sự kiện để ghi tất cả hoặc không ghi gì; chia nhỏ tài liệu, hoặc gửi với GS1-Capture-Error-Behaviour: proceed',
    'Too many events to capture all or none; split the document, or send GS1-Capture-Error-Behaviour: proceed',
  ),
  'epcis/query-too-large': problem(413, 'Nhiều sự kiện hơn maxEventCount', 'More events than maxEventCount'),
  'epcis/not-acceptable': problem(406, 'Không phục vụ phiên bản hoặc dạng này', 'This version or form is not served'),
  'epcis/not-implemented': problem(501, 'Chưa có chức năng này', 'This is not implemented'),
} as const satisfies Record<string, Problem>;
export type HttpProblemCode = keyof typeof httpProblems;

/** Every problem this API answers, by code: the one table behind answers, OpenAPI and docs/problems.md. */
export const allProblems: Readonly<Record<string, Problem>> & typeof httpProblems = { ...problems, ...httpProblems };
