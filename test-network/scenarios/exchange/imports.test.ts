/** Data that others hold comes in without being declared twice, and never looks as if somebody here had seen it come about. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { derivedId } from '../../../proof/src/index.ts';
import { testWorkbook } from '../../../gateway-api/src/import/table/test-workbook.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { signedIn } from '../explorer/visitor.ts';
import { daysAgo, sharedSystem, type Answer, type System } from '../system.ts';

jest.setTimeout(240_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;
let seed: Record<string, string>;
beforeAll(async () => {
  system = await sharedSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

const mark = /không được chứng kiến lúc phát sinh/;
const asOf = '2026-11-01';
const send = async (target: string, login: string, file: string, kept: string): Promise<Answer> => {
  const form = new FormData();
  form.set('file', new Blob([file]));
  for (const [name, value] of Object.entries({ kept, asOf })) form.set(name, value);
  const response = await fetch(`${system.gateway}/api/exchange/imports/${target}`, {
    ...{ method: 'POST', body: form, headers: { authorization: `Bearer ${await system.token(login)}` } },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
};
/** Commits a preview and waits for its end. */
const recorded = async (target: string, login: string, id: string): Promise<Answer['body']> => {
  const path = `/api/exchange/imports/${target}/${id}`;
  expect((await system.post(`${path}/commit`, {}, login)).status).toBe(202);
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await system.get(path, login);
    if (body['state'] === 'finished') return body;
    await sleep(200);
  }
  throw new Error('the import did not end');
};
const itemsOf = async (path: string, login: string): Promise<Record<string, unknown>[]> =>
  (await system.get(path, login)).body['items'] as Record<string, unknown>[];

inBrowser(
  'a registrar imports the growing areas of a workbook: what is here already is told and left out',
  async () => {
    const unit = 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu)';
    const head = ['Mã số vùng trồng', 'Tên vùng trồng', 'Cây trồng', 'Giống', 'Xã, phường', 'Diện tích (ha)', 'Số hộ', 'Năng suất (tấn/ha)', 'Mã số thuế đơn vị', 'Chủ hộ']; // prettier-ignore
    const row = (puc: string) => [puc, `Vùng ${puc}`, 'Sầu riêng', 'Ri6', '25195', 12.5, 14, 20, unit, 'Nguyễn Bí Mật'];
    const file = testWorkbook([head, row('VN-DNOR-7101'), row('VN-DNOR-9001'), row('VN-DNOR-7102')]);
    const visitor = await signedIn(browser!, system, 'registrar');
    const { page } = visitor;
    await visitor.open('/exchange/imports', 'Nhập từ cơ sở dữ liệu dùng chung');
    await page.getByLabel('Số liệu của ngày').fill(asOf);
    await page.getByLabel(/^Tệp số liệu/).setInputFiles({
      ...{ name: 'vung-trong.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(file) },
    });
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('1 dòng trùng, được bỏ qua').waitFor();
    await page.getByText('Cột không dùng: Chủ hộ').waitFor();
    await page.getByRole('cell', { name: seed['area-durian']! }).waitFor();
    await page.getByRole('button', { name: 'Ghi 2 dòng lên sổ' }).click();
    await page.getByText(/Xong\./).waitFor();
    const areas = await itemsOf('/api/origin/growing-areas?text=Vùng VN-DNOR-7101', 'registrar');
    expect(areas).toMatchObject([{ body: { areaM2: 125_000, imported: { source: 'growing-area-database', asOf } } }]);
    expect(JSON.stringify(areas)).not.toContain('Bí Mật');

    const { id } = areas[0] as { id: string };
    await page.goto(`${system.explorer}/record/${id}`);
    await page.getByText(mark).first().waitFor();
    const phone = await browser!.newPage({ viewport: { width: 360, height: 700 } });
    await phone.goto(`${system.verifier}/R/${id}`);
    await phone.locator('.verdict[data-code=authentic]').getByText(mark).first().waitFor({ timeout: 60_000 });
    await phone.close();
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  },
);

test('a unit imports its lots from JSON; the same file again records nothing twice', async () => {
  const lot = (soLo: string) => ({
    ...{ soLo, nhomSanPham: 'Sầu riêng', tenSanPham: 'Sầu riêng Ri6', maVungTrong: 'VN-DNOR-9001' },
    ...{ ngayThuHoach: daysAgo(9), sanLuong: 1.125, gtin: null, ghiChu: '' },
  });
  const file = JSON.stringify({ data: [lot('NHAP-1'), lot('NHAP-2')] });
  const { body } = await send('batches', 'farmer', file, 'batches');
  expect(body).toMatchObject({ ok: 2, errorCount: 0 });
  expect(await recorded('batches', 'farmer', String(body['importId']))).toMatchObject({ committed: 2, refused: 0 });
  expect(await itemsOf('/api/origin/batches?text=NHAP-1', 'farmer')).toMatchObject([
    { body: { weightKg: '1.125', imported: { source: 'traceability-database', asOf } } },
  ]);
  const more = await send('batches', 'farmer', JSON.stringify({ data: [lot('NHAP-2'), lot('NHAP-3')] }), 'batches');
  expect(more.body).toMatchObject({ ok: 1, duplicates: [{ line: 1, code: 'lot-in-use' }] });
});

test('diplomas come in sealed: the ledger hears that they were imported, and nothing of whom', async () => {
  const file = [
    'Tên văn bằng,Họ và tên,Ngày sinh,Nơi sinh,Giới tính,Trường,Xếp loại,Năm tốt nghiệp,Số hiệu,Số vào sổ,Ngày cấp,Cơ quan cấp',
    `Bằng tốt nghiệp THPT,Quách Thị Nhập,31/01/2008,Đồng Nai,Nữ,THPT Xuân Lộc,Giỏi,2026,NHAP.01,01/NHAP,${daysAgo(30)},Sở GDĐT`,
  ].join('\n');
  const { body } = await send('diplomas', 'school', file, 'diplomas');
  expect(body).toMatchObject({ ok: 1, errors: [] });
  const path = `/api/exchange/imports/diplomas/${String(body['importId'])}`;
  expect(await recorded('diplomas', 'school', String(body['importId']))).toMatchObject({ committed: 1 });
  const told = String((await system.get(`${path}/results.csv`, 'school')).body['text']);
  const [, link = ''] = /(http\S+\/R\/[0-9A-Z]+#[^,\s]+)/.exec(told) ?? [];
  const [, id = ''] = /\/R\/([0-9A-Z]{26})#/.exec(link) ?? [];
  // Proven once a checkpoint covers the block: asked again until then.
  let act = '';
  for (let tries = 0; tries < 120 && !act.includes('"import"'); tries += 1) {
    await sleep(500);
    act = await (await fetch(`${system.gateway}/r/${derivedId('act', id, 1)}`)).text();
  }
  expect(JSON.parse(act)).toMatchObject({ body: { act: 'import', ground: 'diploma-database', date: asOf } });
  expect(act).not.toContain('Quách');
  if (browser === null) return;
  const page = await browser.newPage();
  await page.goto(link);
  await page.locator('#imported').getByText(mark).first().waitFor({ timeout: 60_000 });
  await page.close();
}, 180_000);

test('health accounts become codes in the vault and not one byte of the ledger', async () => {
  const height = async () =>
    Number(((await (await fetch(`${system.gateway}/readyz`)).json()) as { block: number }).block);
  const { body } = await send(
    'health-accounts',
    'clinic-a',
    'Số hồ sơ,Họ tên\nDN4750123456789,Bí Mật\n',
    'health-accounts',
  );
  expect(body).toMatchObject({ ok: 1, about: { unused: ['Họ tên'] } });
  const before = await height();
  await recorded('health-accounts', 'clinic-a', String(body['importId']));
  const path = `/api/exchange/imports/health-accounts/${String(body['importId'])}/results.csv`;
  expect(String((await system.get(path, 'clinic-a')).body['text'])).toMatch(
    /DN4750123456789,[0-9A-Z]{26},[0-9a-f]{64}/,
  );
  expect((await system.get(path, 'clinic-b')).status).toBe(404);
  expect((await send('health-accounts', 'farmer', 'Số hồ sơ\nDN4750123456789\n', 'health-accounts')).status).toBe(403);
  // Other work of the demonstration may write blocks meanwhile; none of them is of a patient's code.
  expect((await height()) - before).toBeLessThan(5);
});
