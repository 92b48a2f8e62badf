/** Heritage in the workspaces, as its steward uses them in a browser. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Disclosure } from '@daunguon/proof';
import type { Visitor } from '../explorer/visitor.ts';

/** Called at every page of interest, for whoever wants to check it. */
export type Look = (page: Page, name: string) => Promise<void>;

const proven = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(2).waitFor({ timeout: 60_000 });
const submit = async (page: Page, button: string): Promise<void> => {
  await page.locator('form').getByRole('button', { name: button, exact: true }).click();
  await proven(page);
};

export function heritageWorkspaces({ page, open }: Visitor, look: Look) {
  return {
    /** Registers a festival; a consent without its day is refused where it is typed. Returns the item's id. */
    register: async (name: string): Promise<string> => {
      await open('/heritage/mine', 'Di sản của đơn vị');
      await look(page, 'mine');
      await page.getByRole('link', { name: 'Đăng ký di sản' }).click();
      await page.getByLabel('Loại', { exact: true }).selectOption('festival');
      await page.getByLabel('Thể loại').fill('Lễ hội làng');
      await page.getByLabel('Tên', { exact: true }).fill(name);
      await page.getByLabel('Tóm tắt một hai câu').fill('Làng mở hội đầu xuân.');
      await page.getByLabel('Xã, phường', { exact: true }).selectOption('26041');
      await page.getByLabel('Vĩ độ, kinh độ').fill('10.9500, 106.8200');
      await page.getByLabel('Quyền sử dụng nội dung').selectOption('cc-by');
      await page.getByLabel('Ý cộng đồng').selectOption('public');
      await page.getByLabel('Câu chuyện; xuống dòng').fill('Một ngày hội.\nCả làng cùng làm.');
      await page.getByRole('button', { name: 'Thêm mốc' }).click();
      await page.getByLabel('Việc gì').selectOption('performance');
      await page.getByLabel('Khi nào').fill('Rằm tháng Giêng');
      await look(page, 'form');
      await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
      await page.locator('.field .wrong').waitFor();
      await look(page, 'form-wrong');
      await page.getByLabel('Ngày cộng đồng đồng ý').fill('2026-10-01');
      await submit(page, 'Ghi lên sổ');
      await page.getByRole('link', { name: 'Mở di sản này' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await look(page, 'item');
      return page.url().split('/').at(-1) ?? '';
    },
    /** Sends a file that is not taken, then one that is, with words for those who cannot see it. */
    addMedia: async (picture: Buffer, alt: string): Promise<void> => {
      await page.getByRole('button', { name: 'Thêm hình, phim, mô hình' }).click();
      const file = page.getByLabel('Chọn tệp');
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      await file.setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: svg });
      await page.getByRole('alert').getByText('Tệp không được nhận').waitFor();
      await look(page, 'file-refused');
      await file.setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: picture });
      await page.getByText('Đã nhận: image/jpeg').waitFor();
      await page.getByLabel('Mô tả cho người không nhìn thấy').fill(alt);
      await look(page, 'media-form');
      await submit(page, 'Ghi lên sổ');
      await page.getByRole('heading', { level: 3, name: alt }).waitFor();
      const [master] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải bản gốc' }).click(),
      ]);
      if (!readFileSync(await master.path()).equals(picture)) throw new Error('the master is not what was sent');
    },
    /** Tells the item anew: what was recorded is there to be changed. */
    edit: async (name: string): Promise<void> => {
      await page.getByRole('link', { name: 'Sửa mô tả' }).click();
      await page.getByRole('heading', { level: 1, name: 'Sửa mô tả' }).waitFor();
      await page.getByLabel('Khi nào').waitFor();
      await page.getByLabel('Tên', { exact: true }).fill(name);
      await page.getByLabel('Vì sao sửa').fill('Đúng tên của làng');
      await submit(page, 'Ghi lên sổ');
      await page.getByRole('link', { name: 'Mở di sản này' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
    /** Commits to what is not to be shown; returns the opening that the browser downloaded. */
    restrict: async (name: string): Promise<Disclosure> => {
      await open('/heritage/restricted', 'Di sản không công khai');
      await page.getByLabel('Loại', { exact: true }).selectOption('intangible');
      await page.getByLabel('Ý cộng đồng').selectOption('sacred');
      await page.getByLabel('Tên', { exact: true }).fill(name);
      await page.getByLabel('Nội dung').fill('Chỉ người giữ lễ được biết');
      if (await page.getByRole('button', { name: 'Ghi lên sổ' }).isEnabled())
        throw new Error('a restricted record can be sent before its opening is kept');
      await look(page, 'restricted');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải tệp mở' }).click(),
      ]);
      await submit(page, 'Ghi lên sổ');
      return JSON.parse(readFileSync(await file.path(), 'utf8')) as Disclosure;
    },
    /** Makes a route of two stops with a product, then ends it. */
    route: async (name: string, items: readonly [string, string]): Promise<void> => {
      await open('/heritage/routes', 'Tuyến tham quan');
      await look(page, 'routes');
      await page.getByRole('link', { name: 'Lập tuyến' }).click();
      await page.getByLabel('Tên tuyến').fill(name);
      await page.getByLabel('Câu chuyện; xuống dòng').fill('Đi trong một buổi.');
      for (const [index, item] of items.entries())
        await page.getByLabel(`Di sản ở điểm dừng ${index + 1}`).selectOption({ label: item });
      await page.getByLabel('Sản phẩm OCOP ở điểm dừng 2').selectOption({ index: 1 });
      await look(page, 'route-form');
      await submit(page, 'Ghi lên sổ');
      await open('/heritage/routes', 'Tuyến tham quan');
      const row = page.getByRole('row', { name });
      await row.getByRole('button', { name: 'Dừng tuyến' }).click();
      await look(page, 'route-end');
      await submit(page, 'Dừng tuyến');
    },
    /** Takes a picture down, then its item. */
    takeDown: async (item: string, alt: string): Promise<void> => {
      await open(`/heritage/items/${item}`, /./);
      await page.getByRole('button', { name: `Gỡ: ${alt}` }).click();
      await page.getByLabel('Lý do gỡ').selectOption('privacy');
      await page.getByLabel('Tôi đã đọc và muốn gỡ').check();
      await look(page, 'takedown');
      await submit(page, 'Gỡ');
      await page.getByText('Đã gỡ theo yêu cầu: Đời tư').waitFor();
    },
  };
}
