/** The farmer's field app on a phone without a network, on one that dies, and before gateways that fail (docs/guide/field.md); in `npm test` a share of it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { startExplorer } from '../../../explorer-ui/server/serve.ts';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { checkCharacter } from '@daunguon/proof';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { openFaultyDoor, type FaultyDoor } from './faulty-door.ts';
import { openPhone, type Phone } from './field-browser.ts';
import { asLastTime } from './as-last-time.ts';

jest.setTimeout(240_000);
const probe = await launchChromium();
await probe?.close();
const inBrowser = testIn(probe);
const inLongBrowser = inLongRun(inBrowser);
/** Batches recorded without a network, and the gateways that fail, one after the other. */
const many = inFull ? 20 : 6;
const faults = inFull ? (['unavailable', 'hangs', 'loses-answers', 'twice'] as const) : (['twice'] as const);
let system: System;
let door: FaultyDoor;
let site: Awaited<ReturnType<typeof startExplorer>>;
let folder: string;
let phone: Phone;

const openSite = async (port: number): Promise<void> => {
  const trust = join(system.dataDir, 'trust');
  site = await startExplorer({ port, gateway: door.url, verifier: system.verifier, trust, connect: [] });
};

beforeAll(async () => {
  system = await sharedSystem();
  door = await openFaultyDoor(system.gateway, system.explorer, (url) => url.startsWith('/api/origin/'));
  await openSite(0);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await door?.close();
  await system?.stop();
}, 30_000);
beforeEach(async () => {
  if (probe === null) return;
  door.fault = 'none';
  folder = mkdtempSync(join(tmpdir(), 'daunguon-phone-'));
  phone = await openPhone(folder);
});
afterEach(async () => {
  if (probe === null) return;
  await phone?.context.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

/** The session's cookie is the host's, whatever its port: the sign-in ends at the system's own pages, the field app is opened at the door's. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${system.explorer}/session/sign-in?to=/field/`);
  await page.locator(`button[value="${login}"]`).click();
  await page.getByRole('heading', { level: 1, name: /Chào/ }).waitFor();
}

/** Opens the app until the whole of it and the person's products are on the phone. */
async function prepared(page: Page): Promise<void> {
  await page.goto(`${site.url}/field/`);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.goto(`${site.url}/field/harvest`);
  await page.getByRole('button', { name: 'Như lần trước' }).waitFor();
  await page.evaluate('caches.keys()').then((names) => expect(names).toHaveLength(1));
}

/** A picture that no other is like. */
const picture = async (page: Page, number: number): Promise<Buffer> => {
  const base64 = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 240];
    const context = canvas.getContext('2d');
    context.fillStyle = 'hsl(${number * 18} 70% 50%)';
    context.fillRect(0, 0, 320, 240);
    context.fillStyle = '#fff';
    context.font = '80px sans-serif';
    context.fillText('${number}', 100, 150);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  })()`);
  return Buffer.from(base64, 'base64');
};

async function capture(page: Page, weight: string, photo?: number): Promise<void> {
  await asLastTime(page, weight);
  if (photo !== undefined) {
    const buffer = await picture(page, photo);
    await page.getByLabel(/Ảnh lô hàng/).setInputFiles({ name: 'lo.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByAltText('Đã có ảnh').waitFor();
  }
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  try {
    await page.getByText('Đã lưu trên máy này').waitFor();
  } catch (error) {
    throw new Error(`not saved:\n${await page.locator('main').innerText()}`, { cause: error });
  }
}

interface Batch {
  readonly id: string;
  readonly version: number;
  readonly owner: string;
  readonly by: { readonly signing: string; readonly unit: string };
  readonly body: { readonly weightKg: string; readonly lot: string; readonly photos?: readonly string[] };
}
/** Batches on the ledger of one of these weights. */
/** The batches of these weights, once the index has as many as are expected. */
async function onLedger(weights: readonly string[], expected = weights.length): Promise<Batch[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { body } = await system.get('/api/origin/batches?limit=1000', 'inspector');
    const found = (body['items'] as Batch[]).filter((batch) => weights.includes(batch.body.weightKg));
    if (found.length >= expected || attempt === 30) return found;
    await phone.page.waitForTimeout(500);
  }
}

/** Waits until nothing is left on the phone, signing in again where the session has ended. */
async function allSent(page: Page, login: string): Promise<void> {
  await page.goto(`${site.url}/field/queue`);
  const done = page.getByRole('list', { name: 'Hàng chờ' });
  // Stands there once the page has read what is on the phone: before that nothing waits either.
  const onLedgerList = page.getByRole('list', { name: 'Trên sổ' });
  const again = page.getByRole('button', { name: 'Đăng nhập lại' });
  for (let round = 0; round < 120; round += 1) {
    await page.waitForTimeout(1000);
    if (await again.isVisible()) {
      await signIn(page, login);
      await page.goto(`${site.url}/field/queue`);
    } else if (
      (await onLedgerList.isVisible()) &&
      (await done.count()) === 0 &&
      (await page.getByText('ảnh chờ gửi').count()) === 0
    )
      return;
  }
  throw new Error(`still waiting:\n${await page.locator('main').innerText()}`);
}

inBrowser(
  `${many} batches with photos, recorded without a network on a phone that dies: all on the ledger, each once`,
  async () => {
    const weights = Array.from({ length: many }, (_, index) => `${201 + index}.5`);
    await signIn(phone.page, 'farmer');
    await prepared(phone.page);
    const { port } = new URL(site.url);
    await phone.context.setOffline(true);
    await site.close();

    for (const [index, weight] of weights.entries()) {
      // A page that was never opened while there was a network.
      if (index === 0) await phone.page.goto(`${site.url}/field/harvest`);
      await capture(phone.page, weight.replace('.', ','), index);
      if (index < many - 1) await phone.page.getByRole('button', { name: 'Ghi mục nữa' }).click();
    }
    await phone.kill();
    expect(await onLedger(weights, 0)).toEqual([]);

    // Opened again, still without a network: all of it is there.
    phone = await openPhone(folder);
    await phone.context.setOffline(true);
    await phone.page.goto(`${site.url}/field/queue`);
    await phone.page
      .getByRole('list', { name: 'Hàng chờ' })
      .locator('> li')
      .nth(many - 1)
      .waitFor();
    expect(await phone.page.getByText('Đã lưu trên máy', { exact: true }).count()).toBe(many);

    await openSite(Number(port));
    await phone.context.setOffline(false);
    await allSent(phone.page, 'farmer');
    const found = await onLedger(weights);
    expect(found.map(({ body }) => body.weightKg).sort()).toEqual(weights);
    expect(new Set(found.map(({ id }) => id)).size).toBe(many);
    const digests = found.map(({ body }) => body.photos?.[0] ?? '');
    expect(new Set(digests).size).toBe(many);
    // Each photo came to the gateway, and is the one whose digest stands on the ledger.
    for (const { owner, version, body } of found) {
      expect(version).toBe(1);
      const photo = await system.get(`/api/origin/photos/${owner}/${body.photos?.[0]}`, 'farmer');
      expect(photo.status).toBe(200);
    }
    await phone.page
      .getByText('✔ Đã có bằng chứng')
      .nth(many - 1)
      .waitFor({ timeout: 120_000 });
  },
);

inBrowser(
  'a gateway that is busy, hangs, loses its answers or is asked twice: nothing lost, nothing doubled',
  async () => {
    const weights = faults.map((_, index) => `${251 + index}.5`);
    await signIn(phone.page, 'farmer');
    await prepared(phone.page);
    for (const [index, fault] of faults.entries()) {
      door.fault = fault;
      const before = door.commands;
      await phone.page.goto(`${site.url}/field/harvest`);
      await capture(phone.page, weights[index]!, 40 + index);
      await phone.page.goto(`${site.url}/field/queue`);
      if (fault !== 'twice') {
        await phone.page.getByText('Đã gửi, chưa biết kết quả').waitFor();
        // What may be on the ledger cannot be thrown away here.
        expect(await phone.page.getByRole('button', { name: 'Bỏ mục này' }).count()).toBe(0);
        // It goes on trying by itself.
        while (door.commands < before + 2) await phone.page.waitForTimeout(500);
        door.fault = 'none';
      }
      if (fault === 'hangs') {
        // In the middle of waiting for an answer the phone dies.
        await phone.kill();
        phone = await openPhone(folder);
      }
      await allSent(phone.page, 'farmer');
    }
    const found = await onLedger(weights);
    expect(found.map(({ body }) => body.weightKg).sort()).toEqual(weights);
  },
);

inLongBrowser(
  'what the ledger refuses is shown beside what it has; corrected, it goes through, and the refused one can be read again',
  async () => {
    await signIn(phone.page, 'farmer');
    await prepared(phone.page);
    const { page } = phone;
    const lot = 'TRUNG-1';
    for (const weight of ['261,5', '262,5']) {
      await page.goto(`${site.url}/field/harvest`);
      await page.getByText('Sửa ngày, số lô, vùng trồng').click();
      await asLastTime(page, weight);
      await page.getByLabel('Số lô').fill(lot);
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Đã lưu trên máy này').waitFor();
    }
    await page.goto(`${site.url}/field/queue`);
    await page.getByRole('link', { name: 'Xem và sửa' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hai bản khác nhau' }).waitFor();
    const row = page.getByRole('row', { name: /262,5/ });
    expect(await row.innerText()).toContain('261,5');
    await page.getByRole('link', { name: 'Sửa bản của tôi rồi gửi' }).click();
    await page.getByText('Sửa ngày, số lô, vùng trồng').click();
    expect(await page.getByLabel('Khối lượng (kg)').inputValue()).toBe('262.5');
    await page.getByLabel('Số lô').fill('TRUNG-2');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Thay cho mục bị từ chối').waitFor();
    await allSent(page, 'farmer');
    expect((await onLedger(['261.5', '262.5'])).map(({ body }) => body.lot).sort()).toEqual(['TRUNG-1', 'TRUNG-2']);
    await page.getByRole('list', { name: 'Đã bỏ' }).getByText(lot).waitFor();
  },
);

inLongBrowser('a diary entry that was refused is written anew, with all that it said, and stands once', async () => {
  await signIn(phone.page, 'farmer');
  await prepared(phone.page);
  const { page } = phone;
  await page.goto(`${site.url}/field/diary`);
  await page.getByLabel('Việc').selectOption('irrigation');
  await page.getByLabel('Nguồn (giống, nước)').fill('Suối số 9');
  // Longer ago than the ledger takes.
  await page.getByLabel('Ngày làm').fill(daysAgo(500));
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.goto(`${site.url}/field/queue`);
  await page.getByRole('link', { name: 'Xem và sửa' }).click();
  await page.getByRole('link', { name: 'Sửa bản của tôi rồi gửi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Thêm mục nhật ký' }).waitFor();
  while ((await page.getByLabel('Nguồn (giống, nước)').inputValue()) !== 'Suối số 9') await page.waitForTimeout(50);
  expect(await page.getByLabel('Việc').inputValue()).toBe('irrigation');
  await page.getByLabel('Ngày làm').fill(daysAgo(2));
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Thay cho mục bị từ chối').waitFor();
  await allSent(page, 'farmer');
  const { body } = await system.get('/api/origin/diary?limit=1000', 'inspector');
  const items = body['items'] as { body: { date: string; activity: { source?: string } } }[];
  expect(items.filter((entry) => entry.body.activity.source === 'Suối số 9').map((entry) => entry.body.date)).toEqual([
    daysAgo(2),
  ]);
});

inLongBrowser('an inspector’s checklist, filled in without a network, is a record that anybody can prove', async () => {
  const { page } = phone;
  await signIn(page, 'inspector');
  await page.goto(`${site.url}/field/`);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.getByRole('link', { name: 'Biên bản kiểm tra' }).click();
  const { body: listed } = await system.get('/api/origin/batches?limit=1', 'inspector');
  const [batch] = listed['items'] as { id: string }[];
  await phone.context.setOffline(true);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Mã này không đúng').waitFor();
  await page.getByText('Chấm ít nhất một mục.').waitFor();
  await page.getByLabel('Mã hồ sơ trên nhãn').fill(`${batch!.id}${checkCharacter(batch!.id)}`);
  const result = (check: string, words: string) =>
    page.getByRole('group', { name: check }).getByLabel(words, { exact: true });
  await result('Nhãn, tem', 'Đạt').check();
  await result('Nơi cất giữ', 'Không đạt').check();
  await page.getByLabel('Thấy gì').fill('Kho ẩm');
  await page.getByText('Kết luận: Không đạt').waitFor();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu trên máy này').waitFor();
  await phone.context.setOffline(false);
  await allSent(page, 'inspector');
  const { body } = await system.get(`/api/origin/inspections?batch=${batch!.id}`, 'farmer');
  const [record] = body['items'] as { id: string; body: Record<string, unknown> }[];
  expect(record?.body['conclusion']).toBe('failed');
  expect(record?.body['checks']).toContainEqual({ check: 'storage', result: 'fail', note: 'Kho ẩm' });
  await page.goto(`${system.verifier}/R/${record!.id}`);
  await page.getByText('KHÔNG ĐẠT: Kho ẩm').waitFor({ timeout: 30_000 });
});

inLongBrowser('a label goes to the share sheet as a file, and is a download where files are not shared', async () => {
  await signIn(phone.page, 'farmer');
  const { page } = phone;
  await page.addInitScript(`
    globalThis.shared = [];
    Object.assign(navigator, {
      share: async ({ files }) => void shared.push(...files.map(({ name, type, size }) => [name, type, size])),
      canShare: () => globalThis.sharesFiles !== false,
    });
  `);
  await page.goto(`${site.url}/field/batches`);
  await page
    .getByRole('button', { name: /^Chia sẻ nhãn/ })
    .first()
    .click();
  const shared = () => page.evaluate<[string, string, number][]>('shared');
  while ((await shared()).length === 0) await page.waitForTimeout(50);
  const [name, type, size] = (await shared())[0]!;
  expect([/^nhan-[\w-]+\.pdf$/.test(name), type, size > 1000]).toEqual([true, 'application/pdf', true]);
  await page.evaluate('globalThis.sharesFiles = false');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /^Chia sẻ nhãn/ })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe(name);
});

inBrowser('a wrong weight is named before anything is saved', async () => {
  await signIn(phone.page, 'farmer');
  await prepared(phone.page);
  await asLastTime(phone.page, 'một tạ');
  // Where it grows is on a small map.
  await phone.page.getByRole('img', { name: /^Bản đồ vùng trồng/ }).waitFor();
  await phone.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await phone.page.locator('.wrong').waitFor();
  expect(await phone.page.getByLabel('Khối lượng (kg)').getAttribute('aria-invalid')).toBe('true');
  await phone.page.goto(`${site.url}/field/queue`);
  await phone.page.getByText('Chưa ghi gì trên máy này.').waitFor();
});

inLongBrowser('a queue that was exported goes on from another phone, and both sending it doubles nothing', async () => {
  await signIn(phone.page, 'farmer');
  await prepared(phone.page);
  door.fault = 'unavailable';
  await capture(phone.page, '271,5', 71);
  await phone.page.goto(`${site.url}/field/queue`);
  const [download] = await Promise.all([
    phone.page.waitForEvent('download'),
    phone.page.getByRole('button', { name: 'Xuất hàng chờ ra tệp' }).click(),
  ]);
  const file = join(folder, 'queue.json');
  await download.saveAs(file);
  const otherFolder = mkdtempSync(join(tmpdir(), 'daunguon-phone-'));
  const other = await openPhone(otherFolder);
  try {
    await signIn(other.page, 'farmer');
    await prepared(other.page);
    await other.page.goto(`${site.url}/field/queue`);
    await other.page.getByLabel('Nhập hàng chờ từ tệp').setInputFiles(file);
    await other.page.getByText('Đã thêm 1 mục từ tệp').waitFor();
    door.fault = 'none';
    await Promise.all([allSent(other.page, 'farmer'), allSent(phone.page, 'farmer')]);
    const found = await onLedger(['271.5']);
    expect(found.map(({ body }) => body.photos?.length)).toEqual([1]);
  } finally {
    await other.context.close();
    rmSync(otherFolder, { recursive: true, force: true });
  }
});

inLongBrowser('a key made on the phone signs what was recorded without a network', async () => {
  const { page } = phone;
  // Keys are kept by origin: here the field app is opened at the system's own address.
  await signIn(page, 'farmer');
  await page.goto(`${system.explorer}/signing`);
  await page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
  await page.getByText('Máy này có khóa của bạn').waitFor();
  await page.goto(`${system.explorer}/field/`);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.goto(`${system.explorer}/field/harvest`);
  await page.getByRole('button', { name: 'Như lần trước' }).waitFor();
  await phone.context.setOffline(true);
  await page.goto(`${system.explorer}/field/harvest`);
  await capture(page, '281,5');
  await phone.kill();
  phone = await openPhone(folder);
  await phone.page.goto(`${system.explorer}/field/queue`);
  const again = phone.page.getByRole('button', { name: 'Đăng nhập lại' });
  await again.or(phone.page.getByText('Đã có bằng chứng')).first().waitFor();
  if (await again.isVisible()) {
    await signIn(phone.page, 'farmer');
    await phone.page.goto(`${system.explorer}/field/queue`);
  }
  await phone.page.getByText('Đã có bằng chứng').waitFor({ timeout: 120_000 });
  expect((await onLedger(['281.5'])).map(({ by }) => by.signing)).toEqual(['own']);
});

inLongBrowser('a diary entry, written without a network, is on the ledger afterwards', async () => {
  await signIn(phone.page, 'farmer');
  await prepared(phone.page);
  await phone.context.setOffline(true);
  const { page } = phone;
  await page.goto(`${site.url}/field/diary`);
  await page.getByLabel('Việc').selectOption('irrigation');
  await page.getByLabel('Nguồn (giống, nước)').fill('Giếng khoan số 7');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu trên máy này').waitFor();
  await phone.context.setOffline(false);
  await allSent(page, 'farmer');
  const { body } = await system.get('/api/origin/diary?limit=1000', 'inspector');
  const items = body['items'] as { body: { activity: { source?: string } } }[];
  expect(items.filter((entry) => entry.body.activity.source === 'Giếng khoan số 7')).toHaveLength(1);
});

inBrowser('goods are received by the code on their label, read from a photo', async () => {
  await signIn(phone.page, 'farmer');
  await prepared(phone.page);
  await capture(phone.page, '291,5');
  await allSent(phone.page, 'farmer');
  await phone.page.getByText('✔ Đã có bằng chứng').waitFor({ timeout: 120_000 });
  const [batch] = await onLedger(['291.5']);
  const houses = await system.get('/api/registry/units?limit=1000', 'farmer');
  const to = (houses.body['items'] as { id: string; body: { name: string } }[]).find(({ body }) =>
    body.name.startsWith('Cơ sở đóng gói Long Khánh'),
  )!.id;
  const ship = { requestId: freshId(), id: freshId(), batch: batch!.id, to };
  expect((await system.post('/api/origin/ship', ship, 'farmer')).status).toBe(201);

  await signIn(phone.page, 'packer');
  await phone.page.goto(`${site.url}/field/receive`);
  const rows = encodeQR(`${system.verifier}/R/${batch!.id}`, 'raw', { ecc: 'medium', border: 4 });
  const png = await phone.page.evaluate<string>(`(() => {
    const rows = ${JSON.stringify(rows.map((row) => row.map(Number)))};
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = rows.length * 8;
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * 8, y * 8, 8, 8)));
    return canvas.toDataURL('image/png').split(',')[1];
  })()`);
  const buffer = Buffer.from(png, 'base64');
  const photo = { name: 'nhan.png', mimeType: 'image/png', buffer };
  await phone.page.getByLabel('Chọn ảnh có mã QR').setInputFiles(photo);
  await phone.page.getByText(`✔ Lô ${batch!.id}`).waitFor();
  await phone.page.getByLabel('Khối lượng cân được (kg)').fill('291');
  await phone.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await phone.page.getByText('Đã lưu trên máy này').waitFor();
  await allSent(phone.page, 'packer');
  expect((await onLedger(['291.5']))[0]?.owner).toBe(to);
});
