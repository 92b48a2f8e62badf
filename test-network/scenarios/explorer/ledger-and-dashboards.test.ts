/** Explorer, dashboards and operations as docs/guide/explorer.md and docs/guide/dashboards.md tell, line by line, in a real browser. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  behindSchema,
  dashboardSchema,
  measureSchema,
  statusSchema,
} from '../../../gateway-api/src/openapi/dashboard-operations.ts';
import { networkSchema, transactionSchema } from '../../../gateway-api/src/openapi/explorer-operations.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { signedIn, type Visitor } from './visitor.ts';

jest.setTimeout(180_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

const seeded = (name: string): string =>
  (JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!;
async function clean({ page, complaints }: Visitor): Promise<void> {
  expect([page.url(), await accessibilityProblems(page), complaints]).toEqual([page.url(), [], []]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}
const read = async (path: string) => (await system.get(path, 'registrar')).body;

test('every number is the number of the records that it leads to', async () => {
  const { items } = dashboardSchema.parse(await read('/api/dashboards/province'));
  const harvests = items.find(({ id }) => id === 'harvests');
  expect(harvests?.records).toBeGreaterThan(20);
  for (const { id, records } of items) {
    const behind = behindSchema.parse(await read(`/api/dashboards/measures/${id}/records?limit=200`));
    expect([id, behind.items.length]).toEqual([id, Math.min(200, records ?? 0)]);
  }
  const { communes, months } = measureSchema.parse(await read('/api/dashboards/measures/harvests'));
  const sum = (cells: readonly { records: number | null }[]) =>
    cells.reduce((total, { records }) => total + (records ?? 0), 0);
  expect([sum(communes), sum(months)]).toEqual([harvests?.records, harvests?.records]);
});

test('a transaction of the ledger is told whole, and its writes are the records’ own states', async () => {
  const record = await read(`/api/origin/growing-areas/${seeded('area-rambutan')}`);
  const { transaction, sets, args } = transactionSchema.parse(
    await read(`/api/explorer/transactions/${String(record['txId'])}`),
  );
  expect(transaction).toMatchObject({ code: 0, chaincode: 'records', block: record['blockNumber'], kind: 'endorser' });
  expect(transaction.endorsers.length).toBeGreaterThanOrEqual(3);
  expect(args).toHaveLength(1);
  const own = sets.find(({ namespace }) => namespace === 'records')?.writes ?? [];
  const written = own.find(({ key }) => key === `r/${seeded('area-rambutan')}`);
  expect(JSON.parse(written?.text ?? '{}')).toEqual(record['record']);
  // The person behind it is nobody's business: no enrolment id, no certificate.
  expect(JSON.stringify({ transaction, sets, args })).not.toMatch(/BEGIN CERTIFICATE|demo-/);
  const network = networkSchema.parse(await read('/api/explorer/network'));
  expect(network.config?.organisations.map(({ mspId }) => mspId)).toContain('AgriMSP');
  expect(network.names['AgriMSP']).toMatch(/\S/);
});

test('who is not signed in reads neither explorer nor dashboards, but the tile', async () => {
  for (const path of [
    '/api/explorer/blocks',
    '/api/dashboards/province',
    '/api/operations/status',
    '/api/dashboards/events',
  ])
    expect([path, (await system.get(path)).status]).toEqual([path, 401]);
  const tile = await system.get('/tiles/province.json');
  expect([tile.status, (tile.body['items'] as unknown[]).length]).toEqual([200, 8]);
});

inBrowser('an official finds a lot, opens its transaction, block, organisations and checkpoints', async () => {
  const visitor = await signedIn(browser!, system, 'registrar');
  const { page, open } = visitor;
  await open('/ledger', 'Tra cứu sổ cái');
  await clean(visitor);
  await page.getByLabel(/Tìm trên sổ/).fill('hop-0001');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.getByRole('link', { name: 'HOP-0001', exact: true }).waitFor();
  await clean(visitor);
  await page.getByRole('link', { name: 'HOP-0001', exact: true }).click();
  await page.getByRole('heading', { name: 'Bằng chứng trên sổ' }).waitFor();
  await page.getByRole('button', { name: 'Kiểm chứng ngay tại máy này' }).click();
  await page.getByText('Máy này đã tự kiểm tra').waitFor({ timeout: 60_000 });
  await page.locator('dl a[href^="/ledger/transactions/"]').click();
  await page.getByRole('heading', { level: 1, name: 'Giao dịch' }).waitFor();
  await page.locator('.lead', { hasText: /^\s*Sở .+ gửi “.+”: ghi .+ hồ sơ, .+ xác nhận, vào khối/ }).waitFor();
  await page.getByRole('heading', { name: 'Dạng thô: đọc và ghi' }).waitFor();
  await clean(visitor);
  await page.locator('dd a[href^="/ledger/blocks/"]').click();
  await page.getByRole('heading', { level: 1, name: /Khối \d+/ }).waitFor();
  await page.getByRole('link', { name: 'Khối trước' }).click();
  await page.getByText('Mã băm khối trước').waitFor();
  await clean(visitor);
  await open('/ledger/transactions?call=Origin:RegisterGrowingArea', 'Các giao dịch');
  await page
    .getByRole('row', { name: /Đăng ký vùng trồng/ })
    .first()
    .waitFor();
  await clean(visitor);
  await open('/ledger/network', 'Tổ chức và chaincode');
  await page.getByText('OutOf(3, AgriMSP.peer, EduMSP.peer, HealthMSP.peer, TechMSP.peer)').first().waitFor();
  await clean(visitor);
  await open('/ledger/checkpoints', 'Điểm kiểm tra');
  await clean(visitor);
  await open('/operations', 'Vận hành');
  await page
    .getByText(/Không có cảnh báo|Cần để ý|Nghiêm trọng/)
    .first()
    .waitFor();
  await clean(visitor);
});

inBrowser(
  'an administrator finds an act of administration, checks the chain and takes the log along; nobody else reads it',
  async () => {
    for (const login of ['registrar', 'farmer'])
      expect([login, (await system.get('/api/audit/acts', login)).status]).toEqual([login, 403]);
    expect((await system.get('/api/audit/acts.csv')).status).toBe(401);
    expect((await system.get('/api/audit/acts?from=yesterday', 'registrar-tech')).body).toMatchObject({
      ...{ status: 422, code: 'http/invalid-query' },
    });
    const visitor = await signedIn(browser!, system, 'registrar-tech');
    const { page } = visitor;
    await page.getByRole('link', { name: 'Nhật ký quản trị' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Nhật ký quản trị' }).waitFor();
    await page.getByLabel(/^Tìm/).fill('registry/units');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page
      .getByRole('row', { name: /Đăng ký đơn vị/ })
      .first()
      .waitFor();
    await clean(visitor);
    await page.getByRole('button', { name: 'Kiểm tra chuỗi' }).click();
    await page.getByText(/Nguyên vẹn: [\d.]+ dòng/).waitFor();
    await page.getByLabel('Kết quả').selectOption('refused');
    await page.getByLabel('Từ ngày').fill('2000-01-01');
    await page.getByLabel('Đến ngày').fill('2000-01-02');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByText('Không có dòng nào khớp bộ lọc.').waitFor();
    await clean(visitor);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải CSV' }).click();
    const csv = readFileSync(await (await file).path(), 'utf8');
    expect(csv).toContain('Registry:RegisterUnit');
    expect(csv.split('\r\n').length).toBeGreaterThan(20);
  },
);

inBrowser('an official reads why a number is what it is, by keyboard on the map, and sets a target', async () => {
  const visitor = await signedIn(browser!, system, 'registrar');
  const { page, open } = visitor;
  await open('/overview', 'Tổng quan');
  await page.getByText(/Đọc từ chỉ mục, khối [\d.]+, trễ \d+ giây/).waitFor();
  await clean(visitor);
  await page.getByRole('link', { name: 'Vì sao là số này: Lô thu hoạch' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lô thu hoạch' }).waitFor();
  await page.locator('path[role=option][tabindex="0"]').waitFor();
  await clean(visitor);
  const first = page.locator('path[role=option][tabindex="0"]');
  await first.focus();
  const before = await first.getAttribute('aria-label');
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('path[role=option]:focus').getAttribute('aria-label')).not.toBe(before);
  await page.keyboard.press('Enter');
  await page.waitForURL(/commune=\d{5}/);
  await page.locator('path.chosen').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.searchParams.has('commune'));
  const number = await page.locator('.figure[aria-busy=false] strong', { hasText: /^[1-9]/ }).innerText();
  const csv = await page.request.get(
    system.explorer + (await page.getByRole('link', { name: 'Tải CSV' }).getAttribute('href'))!,
  );
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(Number(number) + 1);
  await page.getByText('Đặt chỉ tiêu', { exact: true }).first().click();
  await page.getByLabel(/^Chỉ tiêu/).fill('1000');
  await page.getByLabel('Căn cứ').fill('Kế hoạch năm (mẫu)');
  await page.getByRole('button', { name: 'Đặt chỉ tiêu' }).click();
  await page.getByText('Đã đặt chỉ tiêu.').waitFor();
  await page.getByText(/% của 1\.000 lô/).waitFor();
  await clean(visitor);
  // A block that comes changes the number that stands there, without a touch.
  const area = seeded('area-rambutan');
  const sent = await system.post(
    '/api/origin/batches',
    {
      ...{ requestId: freshId(), id: freshId(), lot: 'LIVE-1', growingArea: area, harvestDate: daysAgo(0) },
      ...{ weightKg: '10', product: { code: 'rambutan', name: 'Chôm chôm' } },
    },
    'farmer',
  );
  expect(sent.status).toBe(201);
  await page.locator('.figure strong', { hasText: String(Number(number) + 1) }).waitFor({ timeout: 30_000 });
  await page
    .getByRole('row', { name: /LIVE-1|Chôm chôm/ })
    .first()
    .waitFor();
  // Each of the last days has its bar, on a phone in dark colours too, and the table beside the picture says the same.
  const days = page.locator('section', { has: page.getByRole('heading', { name: '31 ngày gần nhất' }) });
  const picture = days.getByRole('img', { name: 'Lô thu hoạch, 31 ngày gần nhất' });
  expect(await picture.locator('rect').count()).toBe(31);
  await days.locator('summary').press('Enter');
  const said = await days.locator('tbody tr td').allInnerTexts();
  const told = measureSchema.parse(await read('/api/dashboards/measures/harvests')).days;
  expect([said.length, said.reduce((sum, text) => sum + parseInt(text, 10), 0)]).toEqual([
    31,
    told.reduce((sum, { records }) => sum + records, 0),
  ]);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await clean(visitor);
});

inBrowser('a tile stands in a frame of another site; what is about health is never listed', async () => {
  const { page, open, context } = await signedIn(browser!, system, 'registrar-health', { english: true, width: 390 });
  await open('/dashboards/health/health-commitments', 'Commitments to health records');
  await page.getByText('no records are listed').waitFor();
  expect(await page.getByRole('link', { name: 'Download CSV' }).count()).toBe(0);
  const body = `<iframe src="${system.explorer}/tiles/province" width="600" height="400"></iframe>`;
  const centre = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end(body));
  await new Promise<void>((resolve) => centre.listen(0, 'localhost', resolve));
  const other = await context.newPage();
  await other.goto(`http://localhost:${(centre.address() as AddressInfo).port}`);
  await other.frameLocator('iframe').getByText('Harvest batches').waitFor();
  centre.close();
  centre.closeAllConnections();
  statusSchema.parse((await system.get('/api/operations/status', 'registrar-health')).body);
});
