/** A department's quarterly report: figures down to their records, words, the final files, attested by a unit, proven by a reader. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { periodAt, periodBefore, vietnamDate } from '@daunguon/records';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn } from '../explorer/visitor.ts';
import { sharedSystem, type System } from '../system.ts';

jest.setTimeout(240_000);
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

const running = periodAt('quarter', vietnamDate(new Date().toISOString()));
/** Over, and before the network began: there is nothing to count. */
const closed = periodBefore(running);
const path = (task: string, period: string): string => `/api/periodic-reports/${task}/${period}`;

interface Report {
  readonly content: {
    readonly figures: readonly { readonly id: string; readonly value: string }[];
    readonly checkpoint: { readonly size: number } | null;
  };
}
/** Asked again until a checkpoint covers what was read. */
const report = async (period: string): Promise<Report> => {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body } = await system.get(path('produce', period), 'registrar');
    expect(status).toBe(200);
    const read = body as unknown as Report;
    if (read.content.checkpoint !== null || attempt === 30) return read;
    await sleep(2000);
  }
};

test('figures of the running quarter are those of the ledger, with the checkpoint they were read at', async () => {
  const { content } = await report(running.id);
  const values = Object.fromEntries(content.figures.map(({ id, value }) => [id, value]));
  const { body } = await system.get(`${path('produce', running.id)}/figures/harvest-lots`, 'registrar');
  const lots = (body as { items: { id: string }[] }).items;
  expect(values['harvest-lots']).toBe(String(lots.length));
  expect(lots.length).toBeGreaterThan(20);
  expect((await system.get(`/api/origin/batches/${lots[0]!.id}`, 'registrar')).body).toMatchObject({
    record: { type: 'origin/batch', body: { kind: 'harvest' } },
  });
  expect(content.checkpoint?.size).toBeGreaterThan(0);
});

test('nobody writes a figure, finishes a running period, or reads another department’s report', async () => {
  const narrative = { results: '', difficulties: '', plan: '', proposals: '' };
  const forged = { base: 0, narrative, figures: { 'harvest-lots': '9999' } };
  const refused = await system.post(`${path('produce', running.id)}/drafts`, forged, 'registrar');
  expect([refused.status, refused.body['errors']]).toMatchObject([422, [{ pointer: '/figures' }]]);
  const early = await system.post(`${path('produce', running.id)}/finals`, { base: 0 }, 'registrar');
  expect([early.status, early.body['code']]).toEqual([409, 'periodic-report/still-running']);
  expect((await system.get(path('produce', running.id), 'registrar-edu')).status).toBe(403);
  const health = await system.get(`${path('health', running.id)}/figures/batches`, 'registrar-health');
  expect(health.body).toMatchObject({ isProtected: true, items: [] });
});

inBrowser(
  'an official opens a figure down to a record, writes, saves and finishes the quarter that is over',
  async () => {
    const { page, open, complaints, context } = await signedIn(browser!, system, 'registrar');
    await open('/periodic-reports', 'Báo cáo định kỳ');
    await open(`/periodic-reports/produce/${running.id}`, /Truy xuất nguồn gốc nông sản/);
    await page.getByRole('link', { name: 'Vì sao là số này: Lô thu hoạch ghi trong kỳ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vì sao là số này' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.locator('tbody a').first().click();
    await page.getByText('Bằng chứng trên sổ').waitFor();

    await open(`/periodic-reports/produce/${closed.id}`, /Truy xuất nguồn gốc nông sản/);
    await page.getByLabel('Kết quả nổi bật').fill('Mạng bắt đầu sau kỳ này.\nChưa có hồ sơ.');
    await page.reload();
    await page.getByText('Đã khôi phục những gì bạn gõ dở.').waitFor();
    expect(await page.getByLabel('Kết quả nổi bật').inputValue()).toBe('Mạng bắt đầu sau kỳ này.\nChưa có hồ sơ.');
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
    await page.getByText('Đã lưu bản nháp số 1.').waitFor();
    await page.getByRole('button', { name: 'Chốt báo cáo' }).click();
    await page.getByRole('button', { name: 'Chốt, không sửa được nữa' }).click();
    await page.getByText('Bản số 1, chốt lúc').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

inBrowser(
  'an accredited unit puts the PDF’s fingerprint on the ledger, and a reader’s device proves the file',
  async () => {
    const { page, open, context } = await signedIn(browser!, system, 'inspector');
    await open(`/periodic-reports/produce/${closed.id}`, /Truy xuất nguồn gốc nông sản/);
    await page.getByRole('button', { name: 'Ghi dấu vân số của PDF lên sổ' }).click();
    await page.getByText('Đã ghi lên sổ; đứng ra xác nhận:').waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải PDF', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const pdf = Buffer.concat(chunks);
    const { body } = await system.get(`${path('produce', closed.id)}`, 'inspector');
    const [final] = (body as unknown as { finals: { files: { pdf: { sha256: string } } }[] }).finals;
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(final?.files.pdf.sha256);
    const choose = async (content: Buffer): Promise<string> => {
      await page.goto(`${system.verifier}/kiem-tra-tep`);
      await page.setInputFiles('#file', { name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: content });
      await page.locator('text=/Thanh tra nông nghiệp|CHƯA ĐƠN VỊ NÀO XÁC NHẬN/').first().waitFor({ timeout: 60_000 });
      return page.locator('main, body').first().innerText();
    };
    // What stands on the ledger is proven by the next checkpoint.
    let said = await choose(pdf);
    for (let attempt = 0; attempt < 20 && said.includes('CHƯA ĐƠN VỊ NÀO'); attempt += 1) {
      await page.waitForTimeout(1000);
      said = await choose(pdf);
    }
    expect(said).toContain('Thanh tra nông nghiệp (mẫu)');
    expect(await choose(Buffer.concat([pdf, Buffer.from('x')]))).toContain('CHƯA ĐƠN VỊ NÀO XÁC NHẬN TỆP NÀY');
    await context.close();
  },
);
