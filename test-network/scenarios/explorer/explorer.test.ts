/** The workspaces as their people use them (docs/guide/workspaces.md): real sign-in, real ledger, proof in the browser. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { z } from 'zod';
import { isExplorerCurrent } from '../../../explorer-ui/server/build-explorer.ts';
import { sessionOperations } from '../../../gateway-api/src/openapi/session-operations.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { freshId, startSystem, type System } from '../system.ts';
import { originWorkspaces } from './origin-workspaces.ts';
import { unitWorkspaces, withLabelCamera } from './unit-workspaces.ts';
import { signedIn } from './visitor.ts';
import { asLastTime } from '../field/as-last-time.ts';

jest.setTimeout(120_000);
const browser = await launchChromium(withLabelCamera);
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  // Of its own: a recall of the demonstration is ended here.
  system = await startSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

const proven = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(2).waitFor({ timeout: 40_000 });

test('the pages that are served are those of the sources', () => {
  expect(isExplorerCurrent()).toBe(true);
});

inBrowser('a farmer registers a harvest as last time and sees it proven on the own device', async () => {
  const { page, open, complaints } = await signedIn(browser!, system, 'farmer');
  await open('/origin/register', 'Đăng ký lô thu hoạch');
  await asLastTime(page, '120,5');
  await page
    .getByLabel(/Ảnh lô hàng/)
    .setInputFiles({ name: 'lo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ảnh') });
  await page.getByText('Dấu vân số').waitFor();
  await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
  await proven(page);
  await page.getByRole('link', { name: 'Mở trang của lô' }).click();
  await page.getByRole('heading', { name: 'Cân đối khối lượng' }).waitFor();
  const id = page.url().split('/').at(-1)!;
  const { body } = await system.get(`/api/origin/batches/${id}`, 'farmer');
  expect(body['record']).toMatchObject({
    status: 'active',
    // SHA-256 of the three letters of "ảnh" in UTF-8.
    body: { weightKg: '120.5', photos: ['b53b858109855b0821fc5aac331126774da73afc555389268b4b2a9fb16db919'] },
  });
  // Labels are for proven records: this one has a sheet.
  const label = await page.request.get(`${system.explorer}/api/origin/batches/${id}/label.pdf`);
  expect([label.status(), (await label.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  expect(complaints).toEqual([]);
});

inBrowser('the language is switched while somebody types: every word changes but the typed ones', async () => {
  const { page, open } = await signedIn(browser!, system, 'farmer');
  await open('/origin/register', 'Đăng ký lô thu hoạch');
  await asLastTime(page, '88,5');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Register a harvest' }).waitFor();
  expect(await page.getByLabel('Weight (kg)').inputValue()).toBe('88,5');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('main').innerText()).not.toMatch(/Đăng ký|Khối lượng|Ghi lên sổ/);
  await page.getByRole('button', { name: 'Tiếng Việt', exact: true }).click();
  const weight = page.getByLabel('Khối lượng (kg)');
  expect(await weight.inputValue()).toBe('88,5');
  // On the way out, too, it is not dropped unasked.
  const leave = async (answer: string): Promise<void> => {
    await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await page.getByRole('alert').getByText('Có biểu bạn gõ dở, chưa gửi.').waitFor();
    await page.getByRole('button', { name: answer }).click();
  };
  await page.locator('.menu summary').click();
  await leave('Ở lại để gửi');
  expect(await weight.inputValue()).toBe('88,5');
  await leave('Bỏ và đi tiếp');
  await page.locator('.sign-in-card').waitFor();
  expect(await page.evaluate('Object.keys(sessionStorage).filter((key) => key.startsWith("dn-draft:"))')).toEqual([]);
});

inBrowser('a session that ends loses no typed word, and no token ever reaches the page', async () => {
  const { page, context, open } = await signedIn(browser!, system, 'farmer');
  const cookies = await context.cookies(system.explorer);
  expect(cookies.find(({ name }) => name === 'dn_session')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const seen = await page.evaluate(
    '[document.cookie, ...Object.values(localStorage), ...Object.values(sessionStorage)].join()',
  );
  expect(seen).not.toMatch(/dn_session|eyJ/);
  const session: unknown = await (await page.request.get(`${system.explorer}/session`)).json();
  expect((sessionOperations[0]?.answers[200]?.[0] as z.ZodType).safeParse(session).error).toBeUndefined();
  await open('/origin/register', 'Đăng ký lô thu hoạch');
  await asLastTime(page, '77,25');
  // Another browser of the same person signs out everywhere.
  const other = await signedIn(browser!, system, 'farmer');
  await other.page.locator('.menu summary').click();
  await other.page.getByRole('button', { name: 'Đăng xuất khỏi mọi máy' }).click();
  await other.page.locator('.sign-in-card').waitFor();
  await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập lại' }).click();
  await page.locator('button[value="farmer"]').click();
  await page.getByText('Đã khôi phục những gì bạn gõ dở.').waitFor();
  expect(await page.getByLabel('Khối lượng (kg)').inputValue()).toBe('77,25');
});

inBrowser('without a network every page says so, and goes on when it is back', async () => {
  const { page, context, open } = await signedIn(browser!, system, 'farmer');
  await open('/origin/batches', 'Các lô của tôi');
  await context.setOffline(true);
  await page.getByLabel(/Tìm theo tên/).fill('SR');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.getByRole('heading', { name: 'Không nối được với máy chủ' }).waitFor();
  // A page whose script was never loaded.
  await page.getByRole('link', { name: 'Tổng quan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Không nối được với máy chủ' }).waitFor();
  await page.getByText('Mất mạng.').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  // What is not there is not to be tried again: there is a way back.
  await open('/origin/batches', 'Các lô của tôi');
  await page.goto(`${system.explorer}/origin/batches/${freshId()}`);
  await page.getByRole('heading', { name: 'Không có hồ sơ này' }).waitFor();
  expect(await page.getByRole('button', { name: 'Thử lại' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('heading', { level: 1, name: 'Các lô của tôi' }).waitFor();
});

inBrowser('another site’s page can neither write with the session nor send anybody elsewhere', async () => {
  const { context } = await signedIn(browser!, system, 'farmer');
  const forged = await context.request.post(`${system.explorer}/api/origin/batches`, { data: {} });
  expect([forged.status(), ((await forged.json()) as { code: string }).code]).toEqual([403, 'auth/forged-request']);
  const elsewhere = await context.request.get(`${system.explorer}/session/callback?code=x&state=y`, {
    maxRedirects: 0,
  });
  expect(elsewhere.headers()['location']).toBe(`${system.explorer}/?problem=sign-in`);
});

inBrowser('a person of two units chooses one, and acts as that', async () => {
  const { page } = await signedIn(browser!, system, 'packer');
  const choose = async (unit: string): Promise<void> => {
    await page.locator('.menu summary').click();
    await page.getByLabel(new RegExp(unit)).check();
    await page.locator('.menu .where', { hasText: unit }).waitFor();
  };
  await page.locator('.menu .where', { hasText: 'Cơ sở đóng gói Long Khánh' }).waitFor();
  await choose('Cửa hàng nông sản Biên Hòa');
  expect(await page.getByRole('navigation').innerText()).not.toContain('Đóng gói');
  await page.getByText('Được công nhận để: nhận hàng.').waitFor();
  await choose('Cơ sở đóng gói Long Khánh');
});

unitWorkspaces(inBrowser, browser, () => system);
originWorkspaces(inBrowser, browser, () => system);

inBrowser('an inspector enrols a key of their own and recalls with it; every descendant is marked', async () => {
  const { page, open, complaints } = await signedIn(browser!, system, 'inspector');
  await open('/signing', 'Khóa ký của tôi');
  await page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
  await page.getByText('Máy này có khóa của bạn').waitFor();
  await open('/origin/all-batches?text=hop-0001', 'Tất cả các lô');
  await page.getByRole('link', { name: 'HOP-0001', exact: true }).click();
  await page.getByRole('button', { name: 'Thu hồi lô' }).click();
  await page.getByText('2 lô con sẽ bị đánh dấu').waitFor();
  await page.getByText('Sẽ ký bằng khóa của bạn').waitFor();
  const send = page.getByRole('button', { name: 'Thu hồi', exact: true });
  await page.getByLabel('Lý do, người mua sẽ đọc').fill('Dư lượng vượt mức (mẫu)');
  expect(await send.isDisabled()).toBe(true);
  await page.getByLabel(/Tôi đã đọc/).check();
  await send.click();
  await proven(page);
  await page.getByText('Đã đánh dấu 2 lô con.').waitFor();
  await page.getByText('tự ký, khóa không rời máy người ký').waitFor();
  const { body } = await system.get('/api/origin/batches?text=hop-0001', 'inspector');
  const items = body['items'] as { status: string; by: { signing: string }; body: { lot: string } }[];
  expect(items.map(({ body: { lot }, status }) => [lot, status]).sort()).toEqual([
    ['HOP-0001', 'recalled'],
    ['HOP-0001-A', 'recalled'],
    ['HOP-0001-B', 'recalled'],
  ]);
  expect(items.find(({ body: { lot } }) => lot === 'HOP-0001')?.by.signing).toBe('own');
  expect(complaints).toEqual([]);
});
