/** Diary, growing areas, certificates and serial labels as farmer, department and packing house use them, on the system that the caller has started. */
import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import type { System } from '../system.ts';
import { clean, cooperative, evidence, originOf, press, proven } from './origin-pages.ts';

export function siteWorkspaces(inBrowser: ReturnType<typeof testIn>, browser: Browser | null, system: () => System) {
  const { as, recordOf, seeded } = originOf(browser, system);

  inBrowser(
    'a farmer writes the field diary on a phone; a harvest inside the interval is refused and explained',
    async () => {
      const farmer = await as('farmer', 390);
      const { page, open } = farmer;
      await open(`/origin/diary?area=${seeded('area-rambutan')}`, 'Nhật ký đồng ruộng');
      await page.getByText('chưa có mục nhật ký nào').waitFor();
      await clean(farmer);
      await page.getByRole('link', { name: 'Thêm mục nhật ký' }).click();
      await page.getByLabel('Tên phân bón hoặc thuốc').fill('Thuốc mẫu 5EC');
      await page.getByLabel('Hoạt chất').fill('emamectin');
      await page.getByLabel('Liều lượng').fill('0,3 l/ha');
      await page.getByLabel('Thời gian cách ly (ngày)').fill('bảy');
      await press(page, 'Ghi lên sổ');
      await page.getByText('Cần một con số').waitFor();
      await page.getByLabel('Thời gian cách ly (ngày)').fill('7');
      await clean(farmer);
      await press(page, 'Ghi lên sổ');
      await proven(page);
      await page.getByRole('link', { name: 'Nhật ký đồng ruộng' }).last().click();
      await page.getByRole('cell', { name: /Thuốc mẫu 5EC \(emamectin\) · 0,3 l\/ha/ }).waitFor();
      const link = await page.getByRole('link', { name: 'Mở bản PDF' }).getAttribute('href');
      const pdf = await page.request.get(system().explorer + link!);
      expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
      await page.getByLabel('Đến hết ngày').fill('2020-01-01');
      await page.getByText('Ngày cuối ở trước ngày đầu.').waitFor();

      await page.getByRole('link', { name: 'Sửa', exact: true }).click();
      await page.getByLabel('Liều lượng').fill('0,4 l/ha');
      await page.getByLabel('Lý do sửa').fill('Ghi nhầm liều');
      await clean(farmer);
      await press(page, 'Sửa mục nhật ký');
      await proven(page);
      await page.getByRole('link', { name: 'Nhật ký đồng ruộng' }).last().click();
      await page.getByRole('cell', { name: /0,4 l\/ha.*Đã sửa: Ghi nhầm liều/ }).waitFor();

      await open(`/origin/farms/new?area=${seeded('area-rambutan')}`, 'Thêm hộ, vườn');
      await page.getByLabel('Tên vườn').fill('Vườn số 3');
      await press(page, 'Ghi lên sổ');
      await proven(page);
      await open(`/origin/diary/new?area=${seeded('area-rambutan')}`, 'Thêm mục nhật ký');
      await page.getByLabel('Hộ, vườn').selectOption({ label: 'Vườn số 3' });
      await page.getByLabel('Việc').selectOption({ label: 'Số đo cảm biến' });
      await page.getByLabel('Đại lượng đo').selectOption({ label: 'Độ ẩm đất' });
      for (const [label, value] of [
        ['Đơn vị đo', '%'],
        ['Thấp nhất', '20,5'],
        ['Trung bình', '27'],
        ['Cao nhất', '31'],
        ['Số lần đo', '96'],
        ['Đo từ lúc', '2026-11-01T06:00'],
        ['Đo đến lúc', '2026-11-02T06:00'],
      ] as const)
        await page.getByLabel(label).fill(value);
      await clean(farmer);
      await press(page, 'Ghi lên sổ');
      await proven(page);

      await open('/origin/register', 'Đăng ký lô thu hoạch');
      await page.getByLabel('Sản phẩm').selectOption({ label: 'Chôm chôm · VN-DNOR-9006' });
      await page.getByLabel('Khối lượng (kg)').fill('50');
      await press(page, 'Ghi lên sổ');
      await page.getByText(/còn trong thời gian cách ly/).waitFor();
      await page.getByText(/Thuốc mẫu 5EC \(emamectin\).*phải chờ 7 ngày/).waitFor();
      expect(await page.getByText(/Ngày đầu tiên được hái/).count()).toBeGreaterThan(0);
      await clean(farmer);
    },
    240_000,
  );

  inBrowser(
    'the department enters a growing area with its boundary, a market’s approval, a certificate and its suspension',
    async () => {
      const registrar = await as('registrar');
      const { page, open } = registrar;
      const corner = [107.31, 10.95];
      const ring = [corner, [107.315, 10.9505], [107.316, 10.955], [107.311, 10.956], corner];
      const geojson = (positions: unknown): string =>
        JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [positions] } });
      await open('/origin/areas/new', 'Đăng ký vùng trồng');
      await page.getByLabel('Mã số vùng trồng').fill('VN-DNOR-0777');
      await page.getByLabel('Tên', { exact: true }).fill('Vùng trồng thử');
      await page.getByLabel('Đơn vị đứng tên').selectOption({ label: cooperative });
      await page.getByLabel('Cây trồng').selectOption({ label: 'Sầu riêng' });
      await page.getByLabel('Xã, phường').selectOption({ index: 12 });
      await page.getByLabel('Sản lượng tối đa (kg/ha)').fill('20.000');
      const boundary = page.getByLabel('Hoặc dán nội dung GeoJSON');
      await boundary.fill(geojson(ring.map(([x, y]) => [y, x])));
      await page.getByText('Kinh độ và vĩ độ bị đổi chỗ').waitFor();
      await boundary.fill(geojson(ring));
      await page.getByText(/Ranh giới có 4 điểm, 32,1\d+ ha/).waitFor();
      await press(page, 'Lấy diện tích theo ranh giới');
      expect(await page.locator('path.area').count()).toBe(1);
      await clean(registrar);
      await press(page, 'Ghi lên sổ');
      await proven(page);
      await page.getByRole('link', { name: 'Mở trang vùng trồng' }).click();
      await evidence(page);
      const area = page.url().split('/').at(-1)!;
      expect((await recordOf(`/api/origin/growing-areas/${area}`)).body).toMatchObject({
        ...{ puc: 'VN-DNOR-0777', scheme: 'export', maxYieldKgPerHa: 20_000 },
        ...{
          areaM2: 321_686,
          polygonE7: ring.slice(0, 4).map(([x, y]) => [Math.round(x! * 1e7), Math.round(y! * 1e7)]),
        },
      });
      await press(page, 'Ghi ý kiến của thị trường');
      await page.getByLabel('Thị trường').selectOption({ label: 'Trung Quốc' });
      await page.getByLabel('Lý do, căn cứ').fill('Danh sách được chấp thuận (mẫu)');
      await press(page, 'Ghi ý kiến của thị trường', 'dn-market-form');
      await page.getByRole('row', { name: /Trung Quốc Chấp thuận/ }).waitFor();
      await clean(registrar);

      await open('/origin/certificates/new', 'Ghi chứng nhận');
      await page.getByLabel('Tổ chức chứng nhận').fill('Tổ chức chứng nhận (mẫu)');
      await page.getByLabel('Số', { exact: true }).fill('VG-0777');
      await page.getByLabel('Có hiệu lực từ').fill('2026-02-01');
      await page.getByLabel('Đến hết ngày').fill('2026-01-01');
      await page.getByLabel('Đơn vị được chứng nhận').selectOption({ label: cooperative });
      await page.getByLabel(/VN-DNOR-0777/).check();
      await clean(registrar);
      await press(page, 'Ghi lên sổ');
      await page.locator('.wrong', { hasText: 'Trước ngày bắt đầu' }).waitFor();
      await page.getByLabel('Đến hết ngày').fill('2099-01-01');
      await press(page, 'Ghi lên sổ');
      await proven(page);
      await page.getByRole('link', { name: 'Mở trang chứng nhận' }).click();
      await evidence(page);
      await page.getByLabel('Lý do, căn cứ').fill('Tổ chức chứng nhận thông báo (mẫu)');
      await press(page, 'Ghi tình trạng chứng nhận');
      await page.getByRole('row', { name: /VG-0777.*Đình chỉ/ }).waitFor();
      await clean(registrar);
      for (const [path, heading] of [
        ['/origin/packing-houses/new', 'Đăng ký cơ sở đóng gói'],
        [`/origin/packing-houses/${seeded('packing-house')}`, /VN-DNPH-901/],
        ['/origin/crop-rules', 'Định mức cây trồng'],
      ] as const) {
        await open(path, heading);
        await clean(registrar);
      }
      await page.getByLabel('Cây trồng', { exact: true }).selectOption({ label: 'Bưởi' });
      await page.getByLabel('Tỷ lệ thành phẩm (%)').fill('95');
      await press(page, 'Ghi định mức');
      await page.getByRole('row', { name: /Bưởi.*95.*2.*Đang áp dụng/ }).waitFor();
    },
    240_000,
  );

  inBrowser(
    'a packing house issues serial labels, sees them proven and prints them; the lot’s gaps name who owes them',
    async () => {
      const packer = await as('packer');
      const { page, open } = packer;
      const lot = seeded('packed-0');
      const before = ((await recordOf(`/api/origin/batches/${lot}`)).body['labels'] ?? []) as unknown[];
      await open(`/origin/batches/${lot}/labels`, /Nhãn có số sê-ri/);
      await page.getByLabel('Số nhãn').fill('30000');
      await press(page, 'Phát hành nhãn');
      await page.locator('.wrong', { hasText: 'Lớn quá' }).waitFor();
      await page.getByLabel('Số nhãn').fill('250');
      await press(page, 'Phát hành nhãn');
      await proven(page);
      await page.getByRole('heading', { name: `Đợt ${before.length + 1}: 250 nhãn` }).waitFor();
      await page.getByLabel('Nhãn số').first().selectOption({ label: '241 – 250' });
      const link = await page.getByRole('link', { name: 'Tải nhãn PDF' }).first().getAttribute('href');
      expect(link).toContain('from=240&count=10');
      let pdf = await page.request.get(system().explorer + link!);
      // The gateway proves the issue for itself before it prints, by its own newest checkpoint.
      for (let tries = 0; pdf.status() === 409 && tries < 10; tries += 1) {
        await sleep(Number(pdf.headers()['retry-after']) * 1000);
        pdf = await page.request.get(system().explorer + link!);
      }
      expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
      await clean(packer);

      await open(`/origin/batches/${lot}/completeness`, /Đủ thông tin chưa/);
      expect(await page.locator('.tile .score').allInnerTexts()).toEqual(
        Array(4).fill(expect.stringMatching(/^\d+ %$/)),
      );
      await page.getByRole('link', { name: /GACC \(Trung Quốc\)/ }).click();
      await page.getByRole('row', { name: /Kết quả cadimi.*Hợp tác xã cây ăn trái Xuân Lộc/ }).waitFor();
      await clean(packer);
      for (const name of ['Bảng GACC (CSV)', 'Bảng FSMA 204 (CSV)', 'Nhật ký VietGAP (PDF)']) {
        const href = await page.getByRole('link', { name }).first().getAttribute('href');
        expect([name, (await page.request.get(system().explorer + href!)).status()]).toEqual([name, 200]);
      }
    },
    240_000,
  );
}
