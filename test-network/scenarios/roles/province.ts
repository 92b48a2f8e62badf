/** Who runs the network, and who reads its numbers. */
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { RoleStep } from './follow.ts';

export const operations = (): readonly RoleStep[] => [
  (me) => me.signIn('registrar-tech'),
  async (me) => {
    await me.open('Vận hành');
    await me.see('Cảnh báo');
  },
  async (me) => {
    for (const part of ['Mạng và chỉ mục', 'Nhật ký và điểm kiểm tra', 'Người cùng ký', 'đã ký', 'Neo ra chuỗi EVM'])
      await me.see(part);
  },
  async (me) => {
    await me.open('Tra cứu sổ cái');
    await me.press('Tổ chức và chaincode');
    await me.see('Ai phải xác nhận');
    await me.see('Danh sách thu hồi');
  },
  async (me) => {
    await me.open('Tra cứu sổ cái');
    await me.fill('Tìm trên sổ', 'hop-0001');
    await me.press('Tìm');
    await me.pick('HOP-0001');
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
];

export const official = (): readonly RoleStep[] => [
  (me) => me.signIn('registrar'),
  async (me) => {
    await me.open('Tổng quan');
    await me.page
      .locator('footer')
      .getByText(/khối [\d.]+, trễ|block [\d,]+/)
      .waitFor();
  },
  async (me) => {
    await me.press('Vì sao là số này: Lô thu hoạch');
    for (const part of ['Theo tháng', 'Theo xã, phường', 'Theo nhóm', 'Hồ sơ phía sau số này']) await me.see(part);
  },
  async (me) => {
    const lines = readFileSync(await me.download('Tải CSV'), 'utf8')
      .trim()
      .split('\r\n');
    const said = await me.page.locator('.figure strong').first().innerText();
    expect(lines).toHaveLength(Number(said.replaceAll(/\D/g, '')) + 1);
  },
  async (me) => {
    await me.page.locator('dn-paged-list tbody th a').first().click();
    await me.page.waitForURL((url) => !url.pathname.startsWith('/dashboards'));
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
];

export const organisationAdministrator = (): readonly RoleStep[] => [
  (me) => me.signIn('registrar-tech'),
  async (me) => {
    await me.open('Đơn vị và giấy công nhận');
    await me.press('Đăng ký đơn vị');
    await me.fill('Tên', 'Phòng kiểm nghiệm Biên Hòa (mẫu)');
    await me.choose('Loại đơn vị', 'Đơn vị thẩm định, kiểm toán');
    await me.choose('Xã, phường', 'Biên Hòa');
    await me.press('Ghi lên sổ');
    await me.proven();
  },
  async (me) => {
    await me.press('Mở trang đơn vị');
    await me.loaded();
    await me.press('Cấp giấy công nhận');
    await me.tick('xác nhận hồ sơ');
    await me.fill('Quyết định số', '12/QĐ-SKHCN (mẫu)');
    await me.press('Cấp giấy công nhận');
    await me.proven();
    await me.see('Các phiên bản');
  },
  async (me) => {
    await me.open('Mọi hồ sơ');
    await me.press('Giấy công nhận');
    await me.page.locator('main tbody th a').first().click();
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
  async (me) => {
    await me.open('Hệ thống chia sẻ');
    await me.fill('Tên hệ thống', 'Cổng thử của Sở');
    await me.fill('Căn cứ pháp lý', 'Biên bản 12/2026 (mẫu)');
    await me.tick('Đọc thay đổi: nguồn gốc');
    await me.press('Thêm hệ thống');
    await me.see('Khóa, chỉ hiện một lần này');
  },
  async (me) => {
    await me.open('Nhật ký quản trị');
    await me.page.locator('main tbody tr').first().waitFor();
    await me.press('Kiểm tra chuỗi');
    await me.see('Số dòng và mã băm mới nhất');
  },
];
