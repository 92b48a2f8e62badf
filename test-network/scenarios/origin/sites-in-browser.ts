/** The department keeps a packing house's entry, and a farm's lots are merged, sold and destroyed: forms as people use them, in Chromium. */
import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { daysAgo, freshId, type System } from '../system.ts';

const committed = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(1).waitFor({ timeout: 90_000 });
/** Nothing on the page keeps anybody out, complains or runs over its edge. */
const look = async ({ page, complaints }: Visitor, name: string): Promise<void> => {
  expect([name, await accessibilityProblems(page), complaints]).toEqual([name, [], []]);
  expect([name, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([name, true]);
};

/** Registers the tests; `system()` is asked for when they run. */
export function sitesInBrowser(system: () => System, browser: Browser | null, inBrowser: ReturnType<typeof testIn>) {
  const idOf = (name: string): string =>
    (JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!;
  const recordOf = async (path: string): Promise<{ status: string; body: Record<string, unknown> }> =>
    (await system().get(path, 'inspector')).body['record'] as { status: string; body: Record<string, unknown> };

  inBrowser('a packing house is entered, described anew, given another code, and suspended', async () => {
    const registrar = await signedIn(browser!, system(), 'registrar', { width: 390 });
    const { page, open } = registrar;
    await open('/origin/packing-houses/new', 'Đăng ký cơ sở đóng gói');
    await page.getByLabel('Mã số cơ sở đóng gói').fill('VN-DNPH-777');
    await page.getByLabel('Tên', { exact: true }).fill('Nhà đóng gói thử');
    await page.getByLabel('Đơn vị đứng tên').selectOption({ label: 'Cơ sở đóng gói Long Khánh (mẫu)' });
    await page.getByLabel('Xã, phường').selectOption({ index: 9 });
    await page.getByLabel('Sầu riêng', { exact: true }).check();
    await page.getByLabel(/Công suất/).fill('20.000');
    await look(registrar, 'house-new');
    await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
    await committed(page);
    await page.getByRole('link', { name: 'Mở trang cơ sở đóng gói' }).click();
    await page.getByRole('heading', { level: 1, name: /VN-DNPH-777/ }).waitFor();
    const house = page.url().split('/').at(-1)!;

    const forms = page.locator('dn-form-buttons');
    await forms.getByRole('button', { name: 'Sửa mô tả' }).click();
    const describe = page.locator('dn-site-describe-form');
    await describe.getByLabel('Lý do, căn cứ').fill('Mở rộng dây chuyền (mẫu)');
    // A version that changes nothing is none.
    expect(await describe.locator('button[type=submit]').isDisabled()).toBe(true);
    await describe.getByLabel(/Công suất/).fill('35000');
    await describe.getByLabel('Chôm chôm', { exact: true }).check();
    await look(registrar, 'house-describe');
    await describe.locator('button[type=submit]').click();
    await committed(page);
    await page.getByText(/Sửa lần cuối .*Mở rộng dây chuyền/).waitFor();

    await forms.getByRole('button', { name: 'Cấp mã số mới' }).click();
    const code = page.locator('dn-site-code-form');
    await code.getByLabel('Mã số mới').fill('VN-DNPH-778');
    await code.getByLabel('Lý do, căn cứ').fill('Cấp lại theo danh sách mới (mẫu)');
    await look(registrar, 'house-code');
    await code.locator('button[type=submit]').click();
    await page.getByRole('heading', { level: 1, name: /VN-DNPH-778/ }).waitFor();
    await page.getByText(/VN-DNPH-777 \(Cấp lại theo danh sách mới/).waitFor();

    await forms.getByRole('button', { name: 'Đình chỉ hoặc cho hoạt động lại' }).click();
    const standing = page.locator('dn-site-standing-form');
    await standing.getByLabel('Lý do, căn cứ').fill('Chờ khắc phục (mẫu)');
    await look(registrar, 'house-standing');
    await standing.locator('button[type=submit]').click();
    await committed(page);
    await page.getByText(/Sửa lần cuối .*Chờ khắc phục/).waitFor();
    await look(registrar, 'house-suspended');
    const { status, body } = await recordOf(`/api/origin/packing-houses/${house}`);
    expect([status, body]).toEqual([
      'suspended',
      expect.objectContaining({
        ...{ phc: 'VN-DNPH-778', name: 'Nhà đóng gói thử', capacityKgPerDay: 35_000 },
        formerCodes: [expect.objectContaining({ code: 'VN-DNPH-777' })],
      }),
    ]);
    expect([...(body['crops'] as string[])].sort()).toEqual(['durian', 'rambutan']);
    await registrar.context.close();
  });

  inBrowser('two lots become one; part of it is sold, the rest destroyed, and nothing is left', async () => {
    const farmer = await signedIn(browser!, system(), 'farmer', { width: 390 });
    const { page, open } = farmer;
    const lots = ['GOP-A', 'GOP-B'].map((lot) => ({ id: freshId(), lot }));
    for (const { id, lot } of lots) {
      const product = { code: 'cashew', name: 'Hạt điều' };
      const harvest = { growingArea: idOf('area-cashew'), harvestDate: daysAgo(1), weightKg: '40' };
      const said = await system().post(
        '/api/origin/batches',
        { requestId: freshId(), id, lot, product, ...harvest },
        'farmer',
      );
      expect([said.status, said.body['held']]).toEqual([201, []]);
    }
    await open(`/origin/batches/${lots[0]!.id}`, /GOP-A/);
    await page.getByRole('link', { name: 'Gộp lô' }).click();
    await page.getByRole('heading', { level: 1, name: 'Gộp lô' }).waitFor();
    await page.getByLabel(/GOP-A/).fill('40');
    await page.getByLabel(/GOP-B/).fill('41');
    await page.getByLabel('Số lô mới').fill('GOP-AB');
    await look(farmer, 'merge');
    await page.locator('button[type=submit]', { hasText: 'Gộp lô' }).click();
    // More than there is of the second: the field says so, and the form stays.
    await page.locator('[role=alert]').waitFor();
    await page.getByLabel(/GOP-B/).fill('20,5');
    await page.locator('button[type=submit]', { hasText: 'Gộp lô' }).click();
    await committed(page);
    await page.getByRole('link', { name: 'Mở trang của lô' }).last().click();
    await page.getByRole('heading', { level: 1, name: /GOP-AB/ }).waitFor();
    const merged = page.url().split('/').at(-1)!;

    await page.getByRole('button', { name: 'Bán lẻ' }).click();
    await page.locator('dn-sell-form').getByLabel('Khối lượng (kg)').fill('50');
    await page.locator('dn-sell-form').getByLabel('Bán qua').selectOption({ label: 'Chợ' });
    await look(farmer, 'sell');
    await page.locator('dn-sell-form button[type=submit]').click();
    await committed(page);
    await page.getByRole('button', { name: 'Tiêu hủy' }).click();
    const destroy = page.locator('dn-destroy-form');
    await destroy.getByLabel('Khối lượng (kg)').fill('10,5');
    await destroy.getByLabel('Lý do và cách tiêu hủy').fill('Mốc, chôn tại chỗ (mẫu)');
    expect(await destroy.locator('button[type=submit]').isDisabled()).toBe(true);
    await destroy.getByLabel(/Tôi xác nhận/).check();
    await look(farmer, 'destroy');
    await destroy.locator('button[type=submit]').click();
    await committed(page);
    await look(farmer, 'destroyed');
    const { body } = await recordOf(`/api/origin/batches/${merged}`);
    expect(body).toMatchObject({
      kind: 'merged',
      weightKg: '60.5',
      soldKg: '50',
      destroyedKg: '10.5',
      remainingKg: '0',
    });
    await farmer.context.close();
  });
}
