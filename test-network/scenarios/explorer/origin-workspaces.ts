/** Weighing, packing, CSV files, holds and recalls as their people use them, on the system that the caller has started. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import type { System } from '../system.ts';
import { clean, evidence, originOf, press, proven } from './origin-pages.ts';

export function originWorkspaces(inBrowser: ReturnType<typeof testIn>, browser: Browser | null, system: () => System) {
  const { as, recordOf, seeded } = originOf(browser, system);

  inBrowser(
    'goods are weighed on receipt: both sides see the difference; then they are packed for a market and split',
    async () => {
      const [farmer, packer] = [await as('farmer', 390), await as('packer')];
      await farmer.open(`/origin/batches?text=sr-`, 'Các lô của tôi');
      await farmer.page.locator('tbody th a').first().click();
      await evidence(farmer.page);
      const lot = farmer.page.url().split('/').at(-1)!;
      const sent = Number((await recordOf(`/api/origin/batches/${lot}`)).body['remainingKg']);
      await press(farmer.page, 'Gửi hàng');
      await farmer.page.getByLabel('Đơn vị nhận').selectOption({ label: 'Cơ sở đóng gói Long Khánh (mẫu)' });
      await press(farmer.page, 'Gửi hàng', 'dn-ship-form');
      await proven(farmer.page);

      const { page, open } = packer;
      await open(`/origin/batches/${lot}`, /Sầu riêng/);
      await press(page, 'Nhận hàng');
      const scale = page.getByLabel('Khối lượng cân được (kg)');
      await scale.fill(String(sent + 50));
      await press(page, 'Nhận hàng', 'dn-receive-form');
      await page.getByText(/Khối lượng ra lớn hơn/).waitFor();
      await scale.fill(`${sent - 20},5`);
      await press(page, 'Nhận hàng', 'dn-receive-form');
      await page.getByRole('heading', { name: 'Hai bên cân khác nhau' }).waitFor();
      await clean(packer);
      await farmer.page.reload();
      await farmer.page.getByText('Chênh lệch vượt dung sai').waitFor();
      await clean(farmer);

      await open('/origin/pack', 'Đóng gói');
      const { lot: number } = (await recordOf(`/api/origin/batches/${lot}`)).body as { lot: string };
      await page.getByLabel(new RegExp(number)).fill('100');
      await page.getByLabel('Tên sản phẩm trên nhãn').fill('Sầu riêng hộp thử');
      await page.getByLabel('Số lô').fill('THU 01');
      await page.getByLabel('Khối lượng (kg)').fill('300');
      await page.getByLabel(/GTIN/).fill('9521234543213');
      await page.getByLabel(/Cơ sở đóng gói \(mã số\)/).selectOption({ index: 1 });
      await page.getByLabel(/Đóng gói cho thị trường/).selectOption({ label: 'Trung Quốc' });
      await press(page, 'Đóng gói');
      await page.locator('.wrong', { hasText: 'không có khoảng trắng' }).waitFor();
      await page.getByLabel('Số lô').fill('THU-01');
      await press(page, 'Đóng gói');
      await page.getByText(/Khối lượng ra lớn hơn/).waitFor();
      await page.getByLabel('Khối lượng (kg)').fill('98');
      await clean(packer);
      await press(page, 'Đóng gói');
      await proven(page);
      await page.getByRole('link', { name: 'Mở trang của lô' }).click();
      await evidence(page);
      await press(page, 'Tách lô');
      const [lots, weights] = [page.getByLabel('Số lô'), page.getByLabel('Khối lượng (kg)')];
      await lots.nth(0).fill('THU-01-A');
      await weights.nth(0).fill('50');
      await lots.nth(1).fill('THU-01-B');
      await weights.nth(1).fill('60');
      await page.getByText('Các phần cộng lại 110 kg, nhiều hơn 98 kg còn lại.').waitFor();
      await weights.nth(1).fill('20,5');
      await page.getByText('Các phần: 70,5 kg, còn lại ở lô này: 27,5 kg.').waitFor();
      await clean(packer);
      await press(page, 'Tách lô', 'dn-split-form');
      await proven(page);
      const parts = page.getByRole('region', { name: 'Các lô làm ra từ lô này' });
      await parts.getByRole('link', { name: 'THU-01-B' }).click();
      await page.getByRole('heading', { level: 1, name: /THU-01-B/ }).waitFor();
      await press(page, 'Gửi hàng');
      await page.getByLabel('Đơn vị nhận').selectOption({ label: 'Người mua chưa đăng ký: thương lái' });
      await page.getByText('Không ai xác nhận đã nhận').waitFor();
      await press(page, 'Gửi hàng', 'dn-ship-form');
      await proven(page);
      await page.getByText('Giao cho thương lái chưa đăng ký; không ai xác nhận đã nhận.').waitFor();
    },
    240_000,
  );

  inBrowser(
    'rows of a CSV file are seen before any is recorded; a held batch is released, a recall ended, by an inspector',
    async () => {
      const farmer = await as('farmer');
      const rows = Array.from({ length: 30 }, (_, row) => `CSV-${row},Điều,Hạt điều,VN-DNOR-9005,20/11/2026,12.5`);
      const csv = [
        'Số lô,Cây trồng,Tên sản phẩm,Mã số vùng trồng,Ngày thu hoạch,Khối lượng (kg)',
        ...rows,
        'CSV 99,Điều,Hạt điều,VN-DNOR-9005,20/11/2026,abc',
      ].join('\n');
      await farmer.open('/origin/import', 'Nhập lô từ tệp CSV');
      const sample = await farmer.page.getByRole('link', { name: 'tải tệp mẫu' }).getAttribute('href');
      expect((await farmer.page.request.get(system().explorer + sample!)).status()).toBe(200);
      await farmer.page
        .getByLabel('Tệp CSV')
        .setInputFiles({ name: 'lo.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await press(farmer.page, 'Xem trước');
      await farmer.page.getByText('31 dòng, 30 dòng đúng, 2 lỗi').waitFor();
      await farmer.page.getByRole('row', { name: /32 Khối lượng \(kg\)/ }).waitFor();
      await clean(farmer);
      await farmer.page.getByLabel('Chỉ ghi các dòng đúng, bỏ các dòng lỗi').check();
      await press(farmer.page, 'Ghi 30 dòng lên sổ');
      await farmer.page.getByText('Đã ghi 30 / 30; bị từ chối 0').waitFor({ timeout: 60_000 });
      await farmer.page.getByText('Xong. Tải lại tệp này sẽ không ghi trùng.').waitFor();

      await farmer.open('/origin/register', 'Đăng ký lô thu hoạch');
      await farmer.page.getByLabel('Sản phẩm').selectOption({ label: 'Cà phê Robusta · VN-DNOR-9004' });
      await farmer.page.getByLabel('Khối lượng (kg)').fill('60000');
      await press(farmer.page, 'Ghi lên sổ');
      await farmer.page.getByText('Lô được ghi ở trạng thái tạm giữ').waitFor();

      const inspector = await as('inspector');
      const { page, open } = inspector;
      await open('/origin/held', 'Lô đang tạm giữ');
      await page
        .getByRole('row', { name: /Cà phê Robusta/ })
        .locator('a')
        .click();
      await page.waitForURL(/\/origin\/batches\//);
      await page.getByText('Vượt sản lượng vụ của vùng trồng').first().waitFor();
      const held = page.url().split('/').at(-1)!;
      await press(page, 'Cho lưu hành');
      await page.getByLabel('Lý do cho lưu hành').fill('Đã xem vườn (mẫu)');
      await press(page, 'Cho lưu hành', 'dn-reason-form');
      await proven(page);
      expect((await recordOf(`/api/origin/batches/${held}`)).status).toBe('active');

      await open(`/origin/batches/${seeded('split-1')}`, /HOP-0001-B/);
      await page.getByRole('link', { name: 'Xem thông báo thu hồi' }).first().click();
      await page.getByRole('heading', { level: 1, name: /Thông báo thu hồi HOP-0001-B/ }).waitFor();
      await page.getByLabel('Lý do kết thúc').fill('Kiểm nghiệm lại đạt (mẫu)');
      await clean(inspector);
      await press(page, 'Kết thúc thu hồi');
      await page.locator('p.good', { hasText: 'Kiểm nghiệm lại đạt' }).waitFor();
      await proven(page);
      expect((await recordOf(`/api/origin/batches/${seeded('split-1')}`)).status).toBe('active');
    },
    240_000,
  );
}
