import type { Words } from '../../stated-page/words.ts';
import type { CatalogueStanding } from './catalogue.ts';

export const standingWords: Readonly<Record<CatalogueStanding, Words>> = {
  active: ['Còn hiệu lực', 'In force'],
  expired: ['Đã hết hạn', 'Expired'],
  revoked: ['ĐÃ BỊ THU HỒI', 'REVOKED'],
};

export const catalogueWords = {
  title: ['Sản phẩm OCOP', 'OCOP products'],
  meaning: [
    'Theo lời máy chủ, chưa kiểm chứng. Mở từng sản phẩm ở trang kiểm tra để tự kiểm chứng.',
    'As stated by the server, not verified. Open a product at the verifier to check it for yourself.',
  ],
  search: ['Tìm sản phẩm', 'Find products'],
  text: ['Tên sản phẩm (gõ không dấu cũng được)', 'Name (diacritics do not matter)'],
  group: ['Nhóm', 'Group'],
  stars: ['Số sao', 'Stars'],
  commune: ['Xã, phường', 'Commune or ward'],
  standing: ['Tình trạng', 'Standing'],
  all: ['Tất cả', 'All'],
  submit: ['Tìm', 'Search'],
  none: ['Không có sản phẩm nào như vậy.', 'There is no such product.'],
  wrong: ['Câu hỏi không hợp lệ; hãy chọn lại.', 'The question is not valid; please choose again.'],
  producer: ['Đơn vị sản xuất', 'Produced by'],
  certificate: ['Giấy chứng nhận', 'Certificate'],
  until: ['Có giá trị đến hết ngày', 'Valid until the end of'],
  verify: ['Tự kiểm chứng và xem nguồn gốc nguyên liệu', 'Check it yourself and see what it is made of'],
  first: ['Về trang đầu', 'Back to the first page'],
  next: ['Trang sau', 'Next page'],
  results: ['Kết quả', 'Results'],
} as const satisfies Record<string, Words>;

/** "4 sao", "4 stars". */
export const starsWords = (stars: number): Words => [`${stars} sao`, stars === 1 ? '1 star' : `${stars} stars`];

/** "12 sản phẩm", "12 products". */
export const foundWords = (total: number): Words => [
  `${total} sản phẩm`,
  total === 1 ? '1 product' : `${total} products`,
];
