/** Invitations from phone to phone, and recording for somebody without one (docs/guide/field.md). */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { freshId, sharedSystem, type System } from '../system.ts';
import { asLastTime } from './as-last-time.ts';

jest.setTimeout(240_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const inLongBrowser = inLongRun(inBrowser);
let system: System;

beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

async function phoneOf(login: string, to = '/field/'): Promise<Page> {
  const context = await browser!.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${system.explorer}/session/sign-in?to=${to}`);
  await page.locator(`button[value="${login}"]`).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

inBrowser(
  'somebody scans an invitation, signs in and records for the cooperative; nobody else can use it',
  async () => {
    const host = await phoneOf('farmer', '/field/people');
    await host.getByRole('button', { name: 'Tạo mã mời' }).click();
    await host.getByRole('img', { name: 'Mã QR mời vào đơn vị' }).waitFor();
    const link = await host.locator('code').innerText();
    expect(link).toMatch(/\/field\/join#[\w-]{22}$/);

    // Scanned before signing in: the secret waits in the tab.
    const context = await browser!.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
    const guest = await context.newPage();
    const sent: string[] = [];
    guest.on('request', (request) => sent.push(request.url()));
    await guest.goto(link);
    await guest.getByText('Đăng nhập trước').waitFor();
    await guest.getByRole('button', { name: 'Đăng nhập thử' }).click();
    await guest.locator('button[value="graduate"]').click();
    await guest.getByText('Bạn được mời vào Hợp tác xã cây ăn trái Xuân Lộc (mẫu).').waitFor();
    await guest.getByRole('button', { name: 'Nhận lời mời' }).click();
    await guest.getByText('Bạn đã vào Hợp tác xã').waitFor();
    const token = link.split('#')[1]!;
    expect(sent.filter((url) => url.includes(token))).toEqual([]);
    await guest.getByRole('link', { name: 'Ghi lô' }).first().click();
    await asLastTime(guest, '311,5');
    await guest.getByRole('button', { name: 'Lưu', exact: true }).click();
    await guest.getByText('Đã lưu trên máy này').waitFor();
    await guest.getByRole('link', { name: 'Hàng chờ' }).last().click();
    await guest.getByText('Đã có bằng chứng').waitFor({ timeout: 120_000 });

    const late = await phoneOf('carrier');
    await late.goto(link);
    await late.getByText('Mã mời này không dùng được').waitFor();
    const again = await system.post('/api/registry/invitations/join', { token }, 'carrier');
    expect([again.status, again.body['code']]).toEqual([403, 'auth/invitation-refused']);
    const stranger = await system.post('/api/registry/invitations', {}, 'patient');
    expect([stranger.status, stranger.body['code']]).toEqual([403, 'auth/may-not-invite']);

    // Whoever looks after the unit reads by name who works for it, and nobody else does.
    expect((await system.get('/api/registry/members', 'patient')).body['code']).toBe('auth/may-not-invite');
    const name = 'Nguyễn Thị Văn Bằng';
    expect(readFileSync(join(system.dataDir, 'enrolment/names.json'), 'utf8')).not.toContain(name);
    await host.goto(`${system.explorer}/registry/members`);
    await host.getByRole('row', { name: /\(bạn\)/ }).waitFor();
    await host.getByRole('row', { name }).getByRole('button').click();
    expect(await accessibilityProblems(host)).toEqual([]);
    await host.getByRole('button', { name: `Đúng, ${name} không ghi cho đơn vị nữa` }).click();
    await host.getByRole('row', { name }).waitFor({ state: 'detached' });
    const left = await system.get('/api/registry/members', 'graduate');
    expect([left.status, left.body['code']]).toEqual([403, 'auth/may-not-invite']);
  },
);

inLongBrowser(
  'an officer records for a cooperative that delegated it; the record says for whom and whose person typed',
  async () => {
    const unitOf = async (login: string): Promise<string> => {
      const { body } = await system.get('/api/registry/units?limit=1000', login);
      const name = login === 'commune' ? /Ủy ban|UBND/ : /Hợp tác xã cây ăn trái/;
      const items = body['items'] as { id: string; body: { name: string } }[];
      return items.find((unit) => name.test(unit.body.name))!.id;
    };
    const [principal, delegate] = [await unitOf('farmer'), await unitOf('commune')];
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const id = freshId();
    const paper = 'ab'.repeat(32);
    const granted = await system.post(
      '/api/registry/delegations',
      { requestId: freshId(), id, principal, delegate, until, paper },
      'registrar',
    );
    expect(granted.status).toBe(201);

    const page = await phoneOf('commune', '/field/people');
    await page.getByLabel(/Được ghi hộ Hợp tác xã cây ăn trái/).check();
    await page.getByText('Đang ghi hộ Hợp tác xã').waitFor();
    await page.getByRole('link', { name: 'Ghi lô' }).click();
    await asLastTime(page, '321,5');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu trên máy này').waitFor();
    await page.getByRole('link', { name: 'Hàng chờ' }).last().click();
    await page.getByText('Đã có bằng chứng').waitFor({ timeout: 120_000 });
    const { body } = await system.get('/api/origin/batches?limit=1000', 'inspector');
    const items = body['items'] as { id: string; owner: string; by: { unit: string }; body: Record<string, string> }[];
    const batch = items.find((one) => one.body['weightKg'] === '321.5')!;
    expect([batch.owner, batch.by.unit, batch.body['onBehalfOf'], batch.body['enteredBy']]).toEqual([
      principal,
      delegate,
      principal,
      delegate,
    ]);
    // Whoever scans the label reads it, proven.
    await page.goto(`${system.verifier}/R/${batch.id}`);
    await page.getByText('Ghi hộ cho').waitFor({ timeout: 30_000 });

    // A refused entry stays that of whom it was recorded for, whoever is chosen when it is corrected.
    await page.goto(`${system.explorer}/field/harvest`);
    await page.getByText('Sửa ngày, số lô, vùng trồng').click();
    await asLastTime(page, '322,5');
    await page.getByLabel('Số lô').fill(batch.body['lot']!);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu trên máy này').waitFor();
    await page.goto(`${system.explorer}/field/people`);
    await page.getByLabel('Đơn vị của tôi').check();
    await page.getByText('Đang ghi hộ Hợp tác xã').waitFor({ state: 'detached' });
    await page.goto(`${system.explorer}/field/queue`);
    await page.getByRole('link', { name: 'Xem và sửa' }).click();
    await page.getByRole('link', { name: 'Sửa bản của tôi rồi gửi' }).click();
    await page.getByText('Đang ghi hộ Hợp tác xã').waitFor();
    await page.getByText('Sửa ngày, số lô, vùng trồng').click();
    while ((await page.getByLabel('Khối lượng (kg)').inputValue()) !== '322.5') await page.waitForTimeout(50);
    await page.getByLabel('Số lô').fill('GHI-HO-2');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Thay cho mục bị từ chối').waitFor();
    await page.getByRole('link', { name: 'Hàng chờ' }).last().click();
    await page.getByText('Đang ghi hộ Hợp tác xã').waitFor({ state: 'detached' });
    await page.getByText('Đã có bằng chứng').nth(1).waitFor({ timeout: 120_000 });
    const { body: now } = await system.get('/api/origin/batches?limit=1000', 'inspector');
    const anew = (now['items'] as typeof items).filter((one) => one.body['weightKg'] === '322.5');
    expect(anew.map((one) => [one.owner, one.body['onBehalfOf'], one.body['lot']])).toEqual([
      [principal, principal, 'GHI-HO-2'],
    ]);

    // Ended, it opens nothing any more.
    const ended = await system.post(
      '/api/registry/delegations/end',
      { requestId: freshId(), id, reason: 'thử' },
      'farmer',
    );
    expect(ended.status).toBe(201);
    const { body: row } = batch;
    const refused = await system.post(
      '/api/origin/batches',
      {
        ...{ requestId: freshId(), id: freshId(), lot: 'SAU-1', product: row['product'], weightKg: '1' },
        ...{ growingArea: row['growingArea'], harvestDate: row['harvestDate'], onBehalfOf: principal },
      },
      'commune',
    );
    expect([refused.status, refused.body['code']]).toEqual([403, 'registry/not-delegated']);
  },
);

inLongBrowser('a unit delegates and ends it on a page, and sees what was recorded in its name', async () => {
  const page = await phoneOf('farmer', '/field/people');
  await page.getByRole('link', { name: 'Ủy quyền ghi hộ' }).click();
  // Recorded by the officer in the test before.
  const typed = page.getByRole('list', { name: 'Đã được ghi hộ' });
  await typed.getByText('321,5 kg').waitFor();
  expect(await typed.getByText(/gõ lúc/).count()).toBeGreaterThan(0);
  const units = page.getByLabel('Đơn vị ghi hộ', { exact: true });
  const name = await units.locator('option').nth(1).innerText();
  await units.selectOption({ label: name });
  await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
  const given = page.getByRole('button', { name: /^Thu lại ủy quyền/ }).filter({ hasText: name });
  await given.waitFor({ timeout: 60_000 });
  await given.click();
  await page.getByLabel('Lý do').fill('Đã có điện thoại');
  await page.getByRole('button', { name: 'Thu lại ủy quyền', exact: true }).click();
  await given.waitFor({ state: 'detached', timeout: 60_000 });
});
