import type { Words } from '../../stated-page/words.ts';

export const modelWords = {
  view: ['Xem 3D', 'View in 3D'],
  title: ['Mô hình 3D', '3D model'],
  loading: ['Đang tải mô hình…', 'Loading the model…'],
  ready: ['Mô hình đã hiện.', 'The model is shown.'],
  failed: [
    'Không vẽ được mô hình này. Hãy tải lại trang, hoặc tải tệp về xem bằng phần mềm khác.',
    'This model could not be drawn. Load the page again, or download the file for another program.',
  ],
  noWebgl: [
    'Trình duyệt này không vẽ 3D được (thiếu WebGL 2). Hãy tải tệp về xem bằng phần mềm khác.',
    'This browser draws no 3D (WebGL 2 is missing). Download the file for another program.',
  ],
  noScript: [
    'Xem 3D cần JavaScript. Không có thì hãy tải tệp về xem bằng phần mềm khác.',
    'The 3D view needs JavaScript. Without it, download the file for another program.',
  ],
  keys: [
    'Kéo bằng chuột hoặc ngón tay để xoay, cuộn hoặc chụm hai ngón để phóng to. Bàn phím: phím mũi tên để xoay, Page Up và Page Down để phóng to, thu nhỏ.',
    'Drag with mouse or finger to turn, scroll or pinch to zoom. By keyboard: arrows turn, Page Up and Page Down zoom.',
  ],
  needs: [
    'Mô hình được nén theo cách mà trang này không mở. Hãy tải tệp về xem bằng phần mềm khác. Phần mở rộng glTF',
    'The model is compressed in a way that this page does not open. Download the file for another program. glTF extension',
  ],
  tooLong: [
    'Mô hình quá phức tạp để vẽ trên trang này. Hãy tải tệp về xem bằng phần mềm khác.',
    'The model is too complex to be drawn on this page. Download the file for another program.',
  ],
  absent: [
    'Máy chủ này không giữ tệp mô hình, nên không vẽ được. Hồ sơ của tệp vẫn kiểm chứng được.',
    'This server does not keep the model’s file, so nothing is drawn. The record of the file can still be checked.',
  ],
  story: ['Về câu chuyện của di sản', 'Back to the story'],
  front: ['Nhìn từ phía trước', 'Seen from the front'],
  right: ['Nhìn từ bên phải', 'Seen from the right'],
  back: ['Nhìn từ phía sau', 'Seen from behind'],
  left: ['Nhìn từ bên trái', 'Seen from the left'],
  upper: ['từ trên xuống', 'from above'],
  lower: ['từ dưới lên', 'from below'],
} as const satisfies Record<string, Words>;
