/** Units, their accreditations, their people and their goods in the workspaces, on the system that the caller has started. */
import { expect } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { writeQrVideo } from '../../../verifier-web/test/qr-video.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { seedId } from '../seed-id.ts';
import { daysAgo, freshId, type System } from '../system.ts';
import { signedIn, type Visitor } from './visitor.ts';
import { walksOf, type Walks } from './walks.ts';

/** What the camera sees: a label that is written when its lot is known. */
const labelVideo = join(mkdtempSync(join(tmpdir(), 'label-video-')), 'label.y4m');
export const withLabelCamera = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${labelVideo}`,
];

const proven = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(2).waitFor({ timeout: 60_000 });
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.locator('main').getByRole('button', { name, exact: true }).last().click();

/** Nothing that a page shows stands in the way of anybody, or sticks out of it. */
async function clean({ page, complaints }: Visitor): Promise<void> {
  expect([page.url(), await accessibilityProblems(page), complaints]).toEqual([page.url(), [], []]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

export function unitWorkspaces(
  inBrowser: ReturnType<typeof testIn>,
  browser: Browser | null,
  system: () => System,
  walks: Walks = 'short',
) {
  const walk = walksOf(inBrowser, walks);
  walk('long')(
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

  walk('short')(
    'a registrar invites a second inspector into an inspectorate; nobody gives a role that is not theirs to give',
    async () => {
      const [inspectorate, farm] = [seedId(system(), 'unit-inspectorate'), seedId(system(), 'unit-farm')];
      const invite = async (who: string, body: object) => {
        const { status, body: said } = await system().post('/api/registry/invitations', body, who);
        return [status, said['code'] ?? said['role']];
      };
      expect(await invite('registrar', { unit: farm, role: 'inspector' })).toEqual([403, 'registry/not-accredited']);
      expect(await invite('registrar', { unit: farm })).toEqual([422, 'http/invalid-body']);
      expect(await invite('farmer', { role: 'inspector' })).toEqual([403, 'auth/may-not-invite']);
      expect(await invite('inspector', {})).toEqual([403, 'auth/may-not-invite']);
      expect(await invite('packer', {})).toEqual([201, 'packer']);

      const registrar = await signedIn(browser!, system(), 'registrar');
      const { page, open } = registrar;
      await open(`/registry/units/${inspectorate}`, /Thanh tra nông nghiệp/);
      await page.getByLabel('Vai trò của người được mời').waitFor();
      await press(page, 'Tạo mã mời');
      const link = await page.locator('dn-invite code').innerText();
      await clean(registrar);
      const token = link.split('#')[1]!;
      const joined = await system().post('/api/registry/invitations/join', { token }, 'guardian');
      expect(joined.body).toMatchObject({ role: 'inspector', unit: inspectorate });
      await page.reload();
      const row = page.getByRole('row', { name: /thanh tra/ }).filter({ hasText: 'Cho' });
      await row.getByRole('button').click();
      await row.getByRole('button', { name: /^Đúng/ }).click();
      await row.waitFor({ state: 'detached' });

      const inspector = await signedIn(browser!, system(), 'inspector');
      await inspector.page.locator('.tiles').getByRole('link', { name: 'Người của đơn vị' }).click();
      await inspector.page.getByText(/do cán bộ đăng ký của tổ chức mời/).waitFor();
      expect(await inspector.page.getByRole('button', { name: 'Tạo mã mời' }).count()).toBe(0);
      await clean(inspector);
    },
    120_000,
  );

  walk('short')(
    'a cooperative sees its farms, invites somebody, lets another unit record for it and takes that back',
    async () => {
      const farmer = await signedIn(browser!, system(), 'farmer');
      const { page } = farmer;
      const farm = { id: freshId(), name: 'Hộ ông Bảy (mẫu)', growingArea: seedId(system(), 'area-rambutan') };
      const area = (await system().get(`/api/origin/growing-areas/${farm.growingArea}`, 'farmer')).body['record'];
      const { commune } = (area as { body: { commune: string } }).body;
      const made = await system().post('/api/origin/farms', { requestId: freshId(), ...farm, commune }, 'farmer');
      expect(made.status).toBe(201);
      await page.locator('.tiles').getByRole('link', { name: 'Thành viên, ghi hộ' }).click();
      await page.getByRole('row', { name: /Hộ ông Bảy \(mẫu\)/ }).waitFor();
      await press(page, 'Tạo mã mời');
      await page.getByRole('img', { name: 'Mã QR mời vào đơn vị' }).waitFor();
      expect(await page.locator('dn-invite code').innerText()).toMatch(/\/field\/join#[\w-]{22}$/);
      const delegate = 'Cơ sở đóng gói Long Khánh (mẫu)';
      await page.getByLabel('Đơn vị ghi hộ', { exact: true }).selectOption({ label: delegate });
      await press(page, 'Ủy quyền');
      await proven(page);
      const ours = page.locator('section.card', { hasText: 'Ai được ghi hộ đơn vị tôi' });
      await ours.getByText(delegate).first().waitFor();
      await clean(farmer);
      const takeBack = ours.getByRole('button', { name: `Thu lại ủy quyền ${delegate}`, exact: true });
      await takeBack.click();
      await page.getByLabel('Lý do').fill('Thôi nhờ ghi hộ (mẫu)');
      await ours.getByRole('button', { name: 'Thu lại ủy quyền', exact: true }).click();
      await takeBack.waitFor({ state: 'detached' });
      expect(await ours.getByText(delegate).count()).toBe(0);
      await clean(farmer);
    },
    120_000,
  );

  walk('short')(
    'goods are received by the code on their label: with the camera, and by a GS1 Digital Link that a scanner types',
    async () => {
      const [id, lot] = [freshId(), `QUET-${freshId().slice(0, 6)}`];
      const harvest = {
        ...{ growingArea: seedId(system(), 'area-rambutan'), harvestDate: daysAgo(0), weightKg: '90' },
        product: { code: 'rambutan', name: 'Chôm chôm', gtin: '09521234543213' },
      };
      for (const [path, body] of [
        ['batches', { id, lot, ...harvest }],
        ['ship', { id: freshId(), batch: id, to: seedId(system(), 'unit-packing') }],
      ] as const) {
        const { status } = await system().post(`/api/origin/${path}`, { requestId: freshId(), ...body }, 'farmer');
        expect([path, status]).toEqual([path, 201]);
      }
      await writeQrVideo(labelVideo, `${system().verifier.toUpperCase()}/R/${id}`);
      const packer = await signedIn(browser!, system(), 'packer');
      const { page, open } = packer;
      await open('/origin/receive', 'Nhận hàng');
      await press(page, 'Quét mã trên nhãn');
      await page.waitForURL(`**/origin/batches/${id}`);
      await open('/origin/receive', 'Nhận hàng');
      const field = page.getByLabel('Mã hồ sơ trên nhãn');
      await field.fill('https://id.gs1.org/01/09521234543213');
      await field.press('Enter');
      await page.getByText('Mã này không đúng').waitFor();
      await field.fill('https://id.gs1.org/01/09521234543213/10/KHONG-CO');
      await field.press('Enter');
      await page.getByText('Sổ không có lô nào mang mã này').waitFor();
      await clean(packer);
      await field.fill(`${system().verifier}/01/09521234543213/10/${lot}/21/A1B2C3`);
      await field.press('Enter');
      await page.waitForURL(`**/origin/batches/${id}`);
      await press(page, 'Nhận hàng');
      await page.getByLabel('Khối lượng cân được (kg)').fill('89,5');
      await press(page, 'Nhận hàng');
      await proven(page);
      expect(packer.complaints).toEqual([]);
    },
    120_000,
  );
}
