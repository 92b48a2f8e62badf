import { problem } from '../../problem.ts';

/** Refusals of `heritage`. */
export const heritageProblems = {
  'heritage/item-not-found': problem(404, 'Không có di sản này', 'There is no such item of heritage'),
  'heritage/other-steward': problem(403, 'Hồ sơ do đơn vị khác quản lý', 'Another unit is the steward of it'),
  'heritage/taken-down': problem(410, 'Đã gỡ theo yêu cầu', 'Taken down on request'),
  'heritage/consent-needed': problem(
    422,
    'Phải có ngày cộng đồng đồng ý công khai',
    'The day on which the community agreed to show it is missing',
  ),
  'heritage/consent-in-future': problem(422, 'Ngày đồng ý ở tương lai', 'The day of consent is in the future'),
  'heritage/restricted-not-found': problem(
    404,
    'Không có hồ sơ không công khai này',
    'There is no such restricted record',
  ),
  'heritage/media-not-found': problem(404, 'Không có hình ảnh, phim hay mô hình này', 'There is no such medium'),
  'heritage/media-twice': problem(409, 'Tệp này đã có ở di sản này', 'The item has this file already'),
  'heritage/too-many-media': problem(
    409,
    'Mỗi di sản có nhiều nhất 200 hình ảnh, phim, mô hình',
    'An item has at most 200 images, videos and models',
  ),
  'heritage/media-type': problem(422, 'Loại tệp không hợp với loại hình', 'The type of the file is not of this kind'),
  'heritage/no-derivative': problem(422, 'Thiếu bản nhỏ để hiển thị', 'A copy for display is missing'),
  'heritage/file-differs': problem(
    422,
    'Khác với những gì máy chủ đo được khi nhận tệp',
    'Not what the server measured when it took the file in',
  ),
  'heritage/route-not-found': problem(404, 'Không có tuyến này', 'There is no such route'),
  'heritage/route-ended': problem(409, 'Tuyến đã dừng', 'The route has ended'),
  'heritage/stop-twice': problem(422, 'Điểm dừng được nêu hai lần', 'The stop is named twice'),
  'heritage/product-not-rated': problem(
    422,
    'Không phải sản phẩm OCOP đang có sao',
    'Not an OCOP product that has its stars',
  ),
} as const;
