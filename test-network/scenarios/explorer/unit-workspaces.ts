/** Units, their accreditations, their people and their goods in the workspaces, on the system that the caller has started. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { seedId } from '../seed-id.ts';
import type { System } from '../system.ts';
import { signedIn, type Visitor } from './visitor.ts';

const proven = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(2).waitFor({ timeout: 60_000 });
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.locator('main').getByRole('button', { name, exact: true }).last().click();

/** Nothing that a page shows stands in the way of anybody, or sticks out of it. */
async function clean({ page, complaints }: Visitor): Promise<void> {
  expect([page.url(), await accessibilityProblems(page), complaints]).toEqual([page.url(), [], []]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

export function unitWorkspaces(inBrowser: ReturnType<typeof testIn>, browser: Browser | null, system: () => System) {
  inBrowser(
    'an administrator registers a unit, grants it an accreditation and suspends that; another organisation’s is read only',
    async () => {
      const registrar = await signedIn(browser!, system(), 'registrar-tech');
      const { page, open } = registrar;
      // From the start page on.
      await page.locator('.tiles').getByRole('link', { name: 'Đơn vị và giấy công nhận' }).click();
      await page.getByRole('row', { name: /Hợp tác xã cây ăn trái Xuân Lộc/ }).waitFor();
      await clean(registrar);
      await page.getByRole('link', { name: 'Đăng ký đơn vị' }).click();
      const send = page.getByRole('button', { name: 'Ghi lên sổ' });
      await page.getByLabel('Tên', { exact: true }).fill('Phòng kiểm nghiệm số 7 (mẫu)');
      await page.getByLabel('Loại đơn vị').selectOption({ label: 'Đơn vị thẩm định, kiểm toán' });
      expect(await send.isDisabled()).toBe(true);
      await page.getByLabel('Xã, phường', { exact: true }).selectOption({ label: 'Phường Biên Hòa' });
      await page.getByLabel(/Mã số thuế/).fill('12');
      await send.click();
      await page.locator('.wrong').first().waitFor();
      await clean(registrar);
      await page.getByLabel(/Mã số thuế/).fill('');
      await send.click();
      await proven(page);
      await page.getByRole('link', { name: 'Mở trang đơn vị' }).click();
      await page.getByText('Đơn vị chưa có giấy công nhận nào').waitFor();
      const unit = page.url().split('/').at(-1)!;

      await press(page, 'Cấp giấy công nhận');
      // What other organisations grant is not offered.
      await page.getByLabel('xác nhận hồ sơ').check();
      expect(await page.getByLabel('thu hoạch').count()).toBe(0);
      await page.getByLabel('Đến hết ngày').fill('2020-01-01');
      await press(page, 'Cấp giấy công nhận');
      await page.getByText('Ngày hết hạn trước ngày bắt đầu').waitFor();
      await page.getByLabel('Đến hết ngày').fill('2099-12-31');
      await page.getByLabel(/Quyết định số/).fill('12/QĐ-SKHCN (mẫu)');
      await press(page, 'Cấp giấy công nhận');
      await page.getByRole('row', { name: /xác nhận hồ sơ.*2099.*12\/QĐ-SKHCN/ }).waitFor();
      await proven(page);
      await clean(registrar);
      const accreditations = async () =>
        (await system().get(`/api/registry/accreditations?unit=${unit}`, 'registrar-tech')).body['items'];
      expect(await accreditations()).toMatchObject([
        { status: 'active', owner: unit, body: { may: ['credential:attest'], until: '2099-12-31T16:59:00.000Z' } },
      ]);

      await press(page, /^Đình chỉ: xác nhận hồ sơ/);
      await page.getByLabel('Lý do, căn cứ').fill('Đơn vị đã giải thể (mẫu)');
      await clean(registrar);
      await press(page, 'Đình chỉ giấy công nhận');
      await page.getByText(/Đình chỉ lúc .*Đơn vị đã giải thể/).waitFor();
      expect(await accreditations()).toMatchObject([
        { status: 'suspended', body: { suspension: { reason: 'Đơn vị đã giải thể (mẫu)' } } },
      ]);

      await open(`/registry/units/${seedId(system(), 'unit-farm')}`, /Hợp tác xã/);
      await page.getByText(/chỉ tổ chức ấy cấp, đình chỉ giấy công nhận/).waitFor();
      expect(await page.getByRole('button', { name: /Đình chỉ|Cấp giấy/ }).count()).toBe(0);
      await clean(registrar);
    },
    120_000,
  );
}
