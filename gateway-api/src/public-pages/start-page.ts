import { html } from '../stated-page/html.ts';
import type { Words } from '../stated-page/words.ts';
import { publicPage, type Speaker } from './public-frame.ts';

const words = {
  title: ['Dấu Nguồn: ai cũng tự kiểm tra được', 'Dấu Nguồn: anybody can check'],
  lead: [
    'Nông sản, sản phẩm OCOP, văn bằng, tín chỉ các-bon và di sản của thành phố được ghi vào một sổ chung của nhiều cơ quan. Bạn không phải tin chúng tôi: máy của bạn tự kiểm chứng từng hồ sơ.',
    'Farm goods, OCOP products, diplomas, carbon units and heritage of the city are recorded in a register that several bodies keep together. You need not believe us: your own device checks every record.',
  ],
  trial: [
    'Mạng thử nghiệm: hồ sơ ở đây chưa có giá trị pháp lý.',
    'Trial network: what is recorded here has no legal effect.',
  ],
} as const satisfies Record<string, Words>;

interface Way {
  readonly title: Words;
  readonly what: Words;
  readonly href: string;
}

/** Addresses of the other doors of a network, as far as they are known. */
export interface Doors {
  readonly verifierUrl: string;
}

const waysOf = ({ to }: Speaker, { verifierUrl }: Doors): readonly Way[] => [
  {
    title: ['Kiểm tra một nhãn', 'Check a label'],
    what: ['Quét mã QR, chọn ảnh hoặc gõ mã in trên nhãn.', 'Scan the QR code, use a photo, or type the code.'],
    href: to(`${verifierUrl}/`),
  },
  {
    title: ['Kiểm chứng hoạt động thế nào', 'How the check works'],
    what: [
      'Tự tay sửa một chữ trong một hồ sơ thật và xem nó bị phát hiện ra sao.',
      'Change one character of a genuine record yourself and see how it is caught.',
    ],
    href: to(`${verifierUrl}/cach-kiem-chung`),
  },
  {
    title: ['Sản phẩm OCOP', 'OCOP products'],
    what: [
      'Danh mục, câu chuyện và nguyên liệu của từng sản phẩm.',
      'Catalogue, story and materials of every product.',
    ],
    href: to('/ocop'),
  },
  {
    title: ['Chứng nhận loại bỏ tín chỉ các-bon', 'Carbon retirement certificates'],
    what: ['Ai đã loại bỏ bao nhiêu, sê-ri nào, để làm gì.', 'Who retired how much, which serials, and what for.'],
    href: to('/carbon/retirements'),
  },
  {
    title: ['Phòng trưng bày di sản', 'Heritage gallery'],
    what: ['Di tích, lễ hội, nghề và các tuyến tham quan.', 'Monuments, festivals, crafts and routes to visit.'],
    href: to('/heritage'),
  },
  {
    title: ['Dữ liệu mở', 'Open data'],
    what: ['Các bộ dữ liệu công khai, tải về được.', 'Public datasets to download.'],
    href: to('/opendata'),
  },
  {
    title: ['Dành cho lập trình viên', 'For developers'],
    what: ['Giao diện lập trình và tài liệu.', 'The API and its documentation.'],
    href: '/docs',
  },
];

/** Where everybody begins: what this is, and the ways to everything public. */
export function startPage(speak: Speaker, doors: Doors): string {
  const { say } = speak;
  return publicPage(
    speak,
    { title: say(words.title), path: '/' },
    html`<p class="lead">${say(words.lead)}</p>
      <p class="stated">${say(words.trial)}</p>
      <ul class="products">
        ${waysOf(speak, doors).map(
          ({ title, what, href }) =>
            html`<li>
              <h2><a class="act" href="${href}">${say(title)}</a></h2>
              <p>${say(what)}</p>
            </li>`,
        )}
      </ul>`,
  );
}
