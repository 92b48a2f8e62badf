/** The same way in Chromium: each step by its own people at their own screen, the consumer at the verifier, and the recall of that very lot. */
import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { testIn } from '../../../verifier-web/test/in-browser.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { type System, daysAgo, freshId } from '../system.ts';

const gtin = '09521234543213';
const lot = 'HOP-XK-9';
const container = 'TGHU1234567';

/** What was sent is on the ledger, by the progress that the person sees. */
const committed = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(1).waitFor({ timeout: 90_000 });

/** Registers the tests, which go on from each other; `system()` is asked for when they run. */
export function durianInBrowser(system: () => System, browser: Browser | null, inBrowser: ReturnType<typeof testIn>) {
  const visitors = new Map<string, Visitor>();
  const at = async (login: string, path: string, heading: string | RegExp): Promise<Page> => {
    const visitor = visitors.get(login) ?? (await signedIn(browser!, system(), login));
    visitors.set(login, visitor);
    await visitor.open(path, heading);
    return visitor.page;
  };
  const idOf = (name: string): string =>
    (JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!;
  const ship = async (login: string, id: string, to: string): Promise<void> => {
    const page = await at(login, `/origin/batches/${id}`, /./);
    await page.getByRole('button', { name: 'Gửi hàng' }).click();
    await page.getByLabel('Đơn vị nhận').selectOption({ label: to });
    await page.locator('dn-ship-form button[type=submit]').click();
    await committed(page);
  };
  const receive = async (login: string, id: string, weight = ''): Promise<void> => {
    const page = await at(login, `/origin/batches/${id}`, /./);
    await page.getByRole('button', { name: 'Nhận hàng' }).click();
    await page.getByLabel('Khối lượng cân được (kg)').fill(weight);
    await page.locator('dn-receive-form button[type=submit]').click();
    await committed(page);
  };
  /** What the verifier says to a stranger who scanned the box, once a cosigned checkpoint proves it. */
  const verdict = async (code: string): Promise<string> => {
    const page = await browser!.newPage({ viewport: { width: 390, height: 844 } });
    const proven = page.locator(`.verdict[data-code=${code}]`);
    await page.goto(`${system().verifier}/01/${gtin}/10/${lot}`);
    for (let tries = 0; tries < 40 && !(await proven.isVisible()); tries += 1) {
      await page.waitForTimeout(500);
      await page.reload();
      await page.locator('.verdict[data-code]').waitFor();
    }
    const text = await proven.innerText();
    await page.close();
    return text;
  };
  const packed = freshId();
  let harvest = '';

  inBrowser('a farmer harvests and sends the durians to the packing house', async () => {
    const page = await at('farmer', '/origin/register', 'Đăng ký lô thu hoạch');
    // Under the product harvested there last or, where that was long ago, under the area's own name.
    const products = page.getByLabel('Sản phẩm', { exact: true });
    const ofArea = await products.locator('option', { hasText: 'VN-DNOR-9001' }).first().textContent();
    await products.selectOption({ label: ofArea!.trim() });
    await page.getByLabel('Khối lượng (kg)', { exact: true }).fill('200');
    await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
    await committed(page);
    await page.getByRole('link', { name: 'Mở trang của lô' }).click();
    await page.getByRole('heading', { name: 'Cân đối khối lượng' }).waitFor();
    harvest = page.url().split('/').at(-1)!;
    await ship('farmer', harvest, 'Cơ sở đóng gói Long Khánh (mẫu)');
  });

  inBrowser('the packing house weighs, packs, and fills a container whose check digit the page tells', async () => {
    await receive('packer', harvest, '198,5');
    // Lot and market of an export box are the packing line's own system's: by HTTP.
    const pack = await system().post(
      '/api/origin/pack',
      {
        ...{ requestId: freshId(), id: freshId(), inputs: [{ batch: harvest, weightKg: '198.5' }], market: 'CHN' },
        packingHouse: idOf('packing-house'),
        output: {
          ...{ id: packed, lot, weightKg: '195', useBy: daysAgo(-20) },
          product: { code: 'durian', name: 'Sầu riêng Ri6', gtin },
        },
      },
      'packer',
    );
    expect([pack.status, pack.body['detail']]).toEqual([201, undefined]);
    const page = await at('packer', '/origin/shipments/new', 'Mở chuyến mới');
    const send = page.locator('form button[type=submit]');
    await page.getByLabel('Số container (ISO 6346)').fill('tghu 123456 8');
    await page.getByText('Số kiểm tra phải là 7').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('button', { name: `Dùng ${container}` }).click();
    await page.getByLabel(/Số vận đơn đường biển/).fill('DNPORT-0900');
    await send.click();
    await committed(page);
    await page.getByRole('link', { name: 'Mở trang của chuyến' }).click();
    await page.getByRole('button', { name: 'Xếp hàng' }).click();
    await page.getByLabel(new RegExp(lot)).check();
    await page.locator('dn-load-form button[type=submit]').click();
    await committed(page);
    await page.getByRole('button', { name: 'Niêm phong' }).click();
    await page.getByLabel('Số niêm phong (seal)').fill('VN-0900');
    await page.locator('dn-seal-form button[type=submit]').click();
    await committed(page);
    await page.getByRole('button', { name: 'Xếp hàng' }).waitFor({ state: 'detached' });
  });

  inBrowser('the port’s clerk, of another organisation, sees it in and out through the gate', async () => {
    const page = await at('port', '/origin/gate', 'Cổng cảng');
    for (const [direction, button] of [
      ['Vào cổng', 'Ghi vào cổng'],
      ['Ra cổng', 'Ghi ra cổng'],
    ] as const) {
      await page.getByLabel('Số', { exact: true }).fill('TGHU 123456-7');
      await page.getByRole('button', { name: 'Tìm chuyến' }).click();
      await page.getByText(direction, { exact: true }).waitFor();
      await page.getByLabel('Mã cảng (UN/LOCODE)').fill('vncmt');
      await page.getByRole('button', { name: button }).click();
      await committed(page);
    }
    expect(visitors.get('port')?.complaints).toEqual([]);
    const { body } = await system().get(`/r/${packed}/story`);
    const gates = (body['timeline'] as { eventType: string; unit: { name: string } }[]).filter(({ eventType }) =>
      eventType.startsWith('gate'),
    );
    expect(gates.map(({ eventType, unit }) => [eventType, unit.name])).toEqual([
      ['gate-in', 'Cảng container (mẫu)'],
      ['gate-out', 'Cảng container (mẫu)'],
    ]);
  });

  inBrowser('the shop takes the box out of the container; who scans it reads that it is genuine', async () => {
    await ship('packer', packed, 'Cửa hàng nông sản Biên Hòa (mẫu)');
    await receive('retailer', packed);
    const page = await at('retailer', `/origin/shipments?text=${container}`, 'Container, pallet, bưu kiện');
    await page.getByRole('link', { name: container }).click();
    await page.getByRole('button', { name: 'Dỡ hàng' }).click();
    await page.locator('dn-unload-form button[type=submit]').click();
    // The form tells that it is done, though nothing is left inside that it could take out.
    await committed(page);
    await page.getByText('Chưa có gì bên trong.').waitFor();
    expect(await verdict('authentic')).toContain('Do chính máy của bạn kiểm tra');
  });

  inBrowser('an inspector recalls that lot; the consumer sees it red and the marketplace takes it down', async () => {
    const page = await at('inspector', `/origin/batches/${packed}`, /Sầu riêng/);
    await page.getByRole('button', { name: 'Thu hồi lô' }).click();
    await page.getByLabel('Lý do, người mua sẽ đọc').fill('Dư lượng cadimi vượt mức (mẫu)');
    await page.getByLabel(/Tôi đã đọc/).check();
    await page.getByRole('button', { name: 'Thu hồi', exact: true }).click();
    await committed(page);
    expect(await verdict('recalled')).toMatch(/THU HỒI/);
    const market = await at('retailer', '/origin/market', 'Tra lô cho sàn thương mại');
    await market.getByLabel(/Các lô/).fill(`${gtin} ${lot}\n${gtin} KHONG-CO\n123 SAI`);
    await market.getByText('Dòng sai GTIN hoặc số lô: 3').waitFor();
    await market.getByRole('button', { name: 'Tra', exact: true }).click();
    await market.getByText('Đang bị thu hồi: không bán').waitFor();
    await market.getByText('Không có trong sổ').waitFor();
    for (const [login, { complaints, context }] of visitors) {
      expect([login, complaints]).toEqual([login, []]);
      await context.close();
    }
  });

  inBrowser('a market inspector finds the cluster of the reports and takes its evidence away', async () => {
    const page = await at('market-inspector', '/origin/fakes', 'Báo nghi giả');
    await page.getByRole('button', { name: 'Xem báo cáo của HOP-0002' }).click();
    await page.getByRole('button', { name: 'Đọc lời kể' }).first().click();
    await page.getByText('hai hộp khác nhau').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải hồ sơ bằng chứng (JSON)' }).click();
    const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Record<string, unknown[]>;
    expect(file['reports']).toHaveLength(2);
    expect(file['bundles']).toHaveLength(1);
    expect(JSON.stringify(file)).not.toContain('hai hộp');
    await visitors.get('market-inspector')?.context.close();
  });
}
