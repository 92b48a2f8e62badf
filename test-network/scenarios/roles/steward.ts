/** A steward of heritage. */
import sharp from 'sharp';
import { daysAgo } from '../system.ts';
import type { RoleStep } from './follow.ts';

export const heritageSteward = (): readonly RoleStep[] => {
  let item = '';
  return [
    (me) => me.signIn('steward'),
    async (me) => {
      await me.open('Di sản của đơn vị');
      await me.press('Đăng ký di sản');
      await me.choose('Loại', 'Lễ hội');
      await me.fill('Thể loại (đình, mộ cổ, lễ hội…)', 'Lễ hội làng');
      await me.fill('Tên', 'Hội làng Hướng Dẫn');
      await me.fill('Tóm tắt một hai câu', 'Làng mở hội đầu xuân.');
      await me.chooseSome('Xã, phường');
      await me.chooseSome('Quyền sử dụng nội dung');
      await me.chooseSome('Ý cộng đồng');
      await me.fill('Câu chuyện; xuống dòng để sang đoạn mới', 'Cả làng cùng làm.');
    },
    async (me) => {
      await me.fillSome('Ngày cộng đồng đồng ý', daysAgo(40));
      await me.press('Ghi lên sổ');
      await me.proven();
      await me.press('Mở di sản này');
      await me.page.waitForURL(/heritage\/items\/[0-9A-Z]+$/);
      item = me.id;
    },
    async (me) => {
      await me.press('Thêm hình, phim, mô hình');
      const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a5' } }).jpeg();
      await me.attach('Chọn tệp', 'cong-lang.jpg', await picture.toBuffer());
      await me.fill('Mô tả cho người không nhìn thấy', 'Cổng làng ngày hội');
      await me.press('Ghi lên sổ');
      await me.proven();
    },
    async (me) => {
      await me.press('Xem trang công khai');
      await me.page.getByText('Cả làng cùng làm.').waitFor();
      await me.press('Tự kiểm chứng', 'body');
      await me.page.waitForURL(`${me.system.verifier}/**`);
    },
    (me) => me.verdict(`${me.system.verifier}/R/${item}`, 'HỒ SƠ THẬT, còn hiệu lực'),
  ];
};
