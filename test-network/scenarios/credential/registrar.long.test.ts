/** A school's registrar in a browser: a file of diplomas, one by form, the register book, acts, keys; a course platform with its API key. In `npm test` but a few of the receipts. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openBadgesPinned, unbakePng, validateOpenBadge } from '@daunguon/formats/open-badges';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { type DocumentLoader, theyVerify } from '../../../formats/src/data-integrity/test-digitalbazaar.ts';
import { isExplorerCurrent } from '../../../explorer-ui/server/build-explorer.ts';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';
import { placesOf } from './planted.ts';
import { seedId } from '../seed-id.ts';

jest.setTimeout(180_000);

const people = 30;
/** Planted: no name of this family may be found anywhere in the network's files. */
const family = 'Quách Ngọc Hướng Dương';
const [issuedOn, graduatedOn] = [daysAgo(20), daysAgo(30)];
const header = 'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Ngày tốt nghiệp,Tên văn bằng,Cơ sở cấp';
const rowOf = (n: number, birth = '2008-02-29'): string =>
  [`${family} ${n}`, birth, `QNHD.${70_000 + n}`, `${n}/QNHD`, issuedOn, graduatedOn, 'Bằng tốt nghiệp', 'Trường'].join(
    ',',
  );
const rows = Array.from({ length: people }, (_, n) => rowOf(n + 1));
const csv = (lines: readonly string[]) => ({
  ...{ name: 'bang.csv', mimeType: 'text/csv' },
  buffer: Buffer.from([header, ...lines].join('\n')),
});

const browser = await launchChromium();
const inBrowser = testIn(browser);
const inLongBrowser = inLongRun(inBrowser);
let system: System;
let school: Visitor;
beforeAll(async () => {
  // Of its own: the register book is looked at as a whole.
  system = await startSystem();
  if (browser !== null) school = await signedIn(browser, system, 'school');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

const textOfDownload = async (page: Page, button: string): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFileSync(await file.path(), 'utf8');
};
const isThere = (): boolean => true;
const isNotThere = (): boolean => false;
/** What a stranger sees who opens a link. */
const verdictOf = async (link: string, expected: string, contents = expected): Promise<string> => {
  const page = await (await browser!.newContext()).newPage();
  const verdict = page.locator('.verdict').getByText(expected).first();
  await page.goto(link);
  // What happened a moment ago is proven by the next checkpoint: until then the page, asked again, tells the state before.
  for (let tries = 0; tries < 10 && !(await verdict.waitFor({ timeout: 6000 }).then(isThere, isNotThere)); tries += 1) {
    // The address no longer has the secret, so the link is opened anew.
    await page.goto('about:blank');
    await page.goto(link);
  }
  await verdict.waitFor({ timeout: 60_000 });
  // Contents are shown after the verdict.
  await page.getByText(contents).first().waitFor({ timeout: 60_000 });
  const said = await page.locator('body').innerText();
  await page.context().close();
  return said;
};
let links: string[] = [];

/** What others' software does: contexts at hand, issuer and key looked up at the addresses that the credential names. */
const resolving: DocumentLoader = async (url) => {
  const pinned = openBadgesPinned.get(url);
  if (pinned !== undefined) return { contextUrl: null, documentUrl: url, document: pinned };
  const answer = await fetch(url, { headers: { accept: 'application/ld+json, application/json' } });
  return { contextUrl: null, documentUrl: url, document: (await answer.json()) as Record<string, unknown> };
};

test('the pages that are served are those of the sources', () => {
  expect(isExplorerCurrent()).toBe(true);
});

inBrowser('a file with a wrong row says which column and why, and nothing is issued', async () => {
  const { page, open } = school;
  await open('/credential/bulk', 'Cấp từ tệp CSV');
  await page.getByLabel('Tệp CSV').setInputFiles(csv([...rows.slice(0, 3), rowOf(4, daysAgo(1))]));
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('4 dòng, 3 dòng đúng, 1 lỗi').waitFor();
  await page.getByText('Ngày sinh: Ngày sinh sau ngày tốt nghiệp hoặc ngày cấp').waitFor();
  expect(await page.getByRole('button', { name: /Ghi 3 dòng/ }).isDisabled()).toBe(true);
  await page.getByLabel('Tệp CSV').setInputFiles({ ...csv(rows), buffer: Buffer.from('\ufeffHọ và tên', 'utf16le') });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText(/UTF-16; hãy lưu lại dạng CSV UTF-8/).waitFor();
});

inBrowser(
  'a file is issued with progress; each person’s link opens a proven diploma; the same file again issues nothing',
  async () => {
    const { page, open } = school;
    await open('/credential/bulk', 'Cấp từ tệp CSV');
    await page.getByLabel('Tệp CSV').setInputFiles(csv(rows));
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('button', { name: `Ghi ${people} dòng lên sổ` }).click();
    await page.getByText('Xong. Tải lại tệp này sẽ không ghi trùng.').waitFor({ timeout: 60_000 });
    const lines = (await textOfDownload(page, 'Tải tệp đường dẫn và biên nhận (CSV)')).trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(people);
    links = lines.map((line) => line.split(',')[5]!);
    expect(await verdictOf(links[0]!, 'HỒ SƠ THẬT', `${family} 1`)).toContain(`${family} 1`);
    // The receipt of each row proves the record and tells nobody what it says.
    const receipts = lines.map((line) => line.split(',')[6]!);
    expect(new Set(receipts).size).toBe(people);
    const reader = await (await browser!.newContext()).newPage();
    for (const receipt of inFull ? receipts : receipts.slice(0, 5)) {
      await reader.goto(receipt);
      await reader.locator('.verdict', { hasText: 'HỒ SƠ CÓ THẬT, còn hiệu lực' }).waitFor();
      expect(await reader.locator('body').innerText()).not.toContain(family);
    }
    await reader.context().close();
    await page.reload();
    await page.getByLabel('Tệp CSV').setInputFiles(csv(rows));
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('Xong. Tải lại tệp này sẽ không ghi trùng.').waitFor();
    expect((await textOfDownload(page, 'Tải tệp đường dẫn và biên nhận (CSV)')).trim().split('\r\n').slice(1)).toEqual(
      lines,
    );
  },
);

inBrowser('one diploma by form; a number that was given out is refused by its field', async () => {
  const { page, open } = school;
  await open('/credential/issue', 'Cấp một văn bằng, chứng chỉ');
  await page.getByLabel('Tên văn bằng, chứng chỉ').fill('Bằng tốt nghiệp');
  await page.getByLabel('Họ và tên').fill(`${family} Một`);
  await page.getByLabel('Ngày sinh').fill('2008-02-29');
  await page.getByText('Thêm mục').click();
  await page.getByLabel('Số hiệu').fill('qnhd. 70001');
  await page.getByRole('button', { name: 'Niêm phong và cấp' }).click();
  await page.getByText('Số này đã cấp cho một bản khác').waitFor();
  await page.getByLabel('Số hiệu').fill('QNHD.79999');
  await page.getByRole('button', { name: 'Niêm phong và cấp' }).click();
  await page.getByText('Đã cấp. Đường dẫn chỉ hiện lần này').waitFor({ timeout: 60_000 });
  const link = await page.getByLabel('Đường dẫn mới, mở được toàn bộ nội dung').inputValue();
  expect(await verdictOf(link, 'HỒ SƠ THẬT', `${family} Một`)).toContain(`${family} Một`);
});

inBrowser(
  'the register book is read, found in by number, exported as a file that says where it does not go',
  async () => {
    const { page, open } = school;
    await open('/credential/register', 'Sổ gốc cấp văn bằng, chứng chỉ');
    await page.getByRole('link', { name: `${family} 7`, exact: true }).waitFor();
    await page.getByText('chưa kết nối').first().waitFor();
    const exported = await textOfDownload(page, 'Xuất tệp theo mẫu cơ sở dữ liệu văn bằng');
    expect(exported).toContain('Số hiệu văn bằng,Số vào sổ gốc cấp văn bằng');
    expect(exported).toContain(`${family} 7,29/02/2008`);
    await page.getByLabel(/Số hiệu hoặc số vào sổ gốc/).fill('9/qnhd');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByRole('link', { name: `${family} 7`, exact: true }).waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Người nhận ký, ghi rõ họ tên').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'In', exact: true }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  },
);

inBrowser(
  'a diploma is suspended with its ground, then replaced for a clerical error; the old link leads on',
  async () => {
    const { page, open } = school;
    await open('/credential/register', 'Sổ gốc cấp văn bằng, chứng chỉ');
    await page.getByRole('link', { name: `${family} 2`, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `${family} 2` }).waitFor();
    await page.getByLabel('Số quyết định').first().fill('12/QĐ-THPT');
    await page.getByRole('button', { name: 'Ghi lên sổ' }).click();
    await page.getByText(/Tạm đình chỉ: đang xác minh\s+\(12\/QĐ-THPT\)/).waitFor({ timeout: 60_000 });
    await page.getByText('Cấp bản thay thế').first().click();
    const form = page.locator('dn-replace-form');
    await form.getByLabel('Họ và tên').fill(`${family} Hai`);
    await form.getByRole('button', { name: 'Cấp bản thay thế' }).click();
    await form.getByText('Đã cấp. Đường dẫn chỉ hiện lần này').waitFor({ timeout: 60_000 });
    expect(await verdictOf(links[1]!, 'đã có bản thay thế')).toContain('đã có bản thay thế');
  },
);

inLongBrowser('a key is rotated and the old one reported stolen, with the day since when', async () => {
  const { page, open } = school;
  await open('/credential/issuer-keys', 'Khóa phát hành của đơn vị');
  await page.getByRole('row', { name: /^Ký/ }).getByRole('button', { name: 'Thay khóa' }).click();
  await page.getByText('Đã ghi khóa lên sổ.').waitFor({ timeout: 60_000 });
  await page
    .getByRole('row', { name: /^Ký Đã được thay|^Ký.*thay/ })
    .getByRole('button', { name: 'Báo mất' })
    .first()
    .click();
  await page.getByLabel('Có thể đã lộ từ ngày').fill(daysAgo(2));
  await page.getByLabel('Tôi chắc chắn: việc này không rút lại được').check();
  await page.getByRole('button', { name: 'Báo mất khóa' }).click();
  await page.getByText(/lộ từ/).first().waitFor({ timeout: 60_000 });
});

inLongBrowser(
  'a course platform issues course certificates by its key, from a Moodle report too, and nothing else',
  async () => {
    const { page, open } = school;
    await open('/credential/api-keys', 'Khóa API cho nền tảng học tập');
    await page.getByLabel('Tên nền tảng').fill('Moodle của trường');
    await page.getByRole('button', { name: 'Tạo khóa' }).click();
    const secret = await page.getByLabel('Khóa, chỉ hiện lần này').inputValue();
    const bearer = { authorization: `Bearer ${secret}` };
    const certificate = {
      title: 'Chứng chỉ',
      fullName: `${family} Ba`,
      course: 'An toàn số',
      issuedOn,
      issuer: 'Trường',
    };
    const path = '/api/credential/provider/certificates';
    const issue = (headers: Record<string, string>) =>
      system.post(path, { requestId: freshId(), certificates: [certificate] }, undefined, headers);
    const issued = await issue(bearer);
    expect([issued.status, (issued.body['links'] as unknown[]).length]).toEqual([201, 1]);

    const upload = async (kind: string, more: Record<string, string> = {}) => {
      const form = new FormData();
      const report = `ID,Name,"Email address","Course complete"\n3,"${family} Bốn",bon@example.vn,"16/06/26, 14:05"\n`;
      form.set('file', new Blob([report]), 'completion.csv');
      const { title, course, issuer } = certificate;
      const settings = { kind, title, issuer, issuedOn, ...(kind === 'diploma' ? {} : { layout: 'moodle' }), ...more };
      for (const [name, value] of Object.entries({ ...settings, ...(kind === 'course-certificate' ? { course } : {}) }))
        form.set(name, value);
      const answer = await fetch(`${system.gateway}/api/credential/imports`, {
        method: 'POST',
        headers: bearer,
        body: form,
      });
      return {
        status: answer.status,
        body: (await answer.json()) as { code?: string; ok?: number; importId?: string },
      };
    };
    const seen = await upload('course-certificate');
    expect([seen.status, seen.body.ok]).toEqual([200, 1]);
    expect((await upload('diploma')).body.code).toBe('auth/key-scope');
    // The platform sees its own files only, the register not at all.
    expect((await system.get(`/api/credential/imports/${seen.body.importId}`, 'school')).status).toBe(404);
    const register = await fetch(`${system.gateway}/api/credential/register`, { headers: bearer });
    expect(register.status).toBe(401);

    // The whole of a badge by the key alone: its picture, the report of those who completed, the baked file of each.
    const send = (path: string, body: Uint8Array | string, type = 'application/json') =>
      fetch(`${system.gateway}/api/credential/${path}`, {
        ...{ method: 'POST', headers: { ...bearer, 'content-type': type } },
        body: typeof body === 'string' ? body : Uint8Array.from(body),
      });
    const sentPicture = await send('badge-images', PNG.sync.write(new PNG({ width: 9, height: 9 })), 'image/png');
    const { digest } = (await sentPicture.json()) as { digest: string };
    const seenBadges = await upload('badge', { achievement: 'An toàn số', imageDigest: digest });
    expect([sentPicture.status, seenBadges.status, seenBadges.body.ok]).toEqual([201, 200, 1]);
    expect((await send(`imports/${seenBadges.body.importId}/commit`, '{}')).status).toBeLessThan(300);
    let lines: string[] = [];
    for (let tries = 0; tries < 60 && lines.length < 2; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const path = `imports/${seenBadges.body.importId}/results.csv`;
      const results = await fetch(`${system.gateway}/api/credential/${path}`, { headers: bearer });
      lines = (await results.text()).trim().split('\r\n');
    }
    const badgeId = lines[1]!.split(',')[4]!;
    const baked = await send('custodial/badge', JSON.stringify({ id: badgeId }));
    const inside = JSON.parse(unbakePng(new Uint8Array(await baked.arrayBuffer()))!) as Record<string, unknown>;
    expect([baked.status, baked.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(inside).toMatchObject({ proof: { cryptosuite: 'eddsa-rdfc-2022' } });
    expect(await theyVerify(inside, resolving, new Date().toISOString())).toBe(true);
    const badges = [{ title: 'Huy hiệu', fullName: `${family} Sáu`, achievement: 'Mạng', issuedOn, issuer: 'Trường' }];
    const direct = await send('provider/badges', JSON.stringify({ requestId: freshId(), badges }));
    expect(direct.status).toBe(201);
    // A certificate has no badge, and a diploma is the registrar's.
    const [{ id: certificateId }] = issued.body['links'] as [{ id: string }];
    expect((await send('custodial/badge', JSON.stringify({ id: certificateId }))).status).toBe(403);

    await page.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText(/đã thu hồi/).waitFor();
    expect((await issue(bearer)).status).toBe(401);
  },
);

inLongBrowser(
  'a badge with its picture: what is downloaded carries a credential that others’ library verifies by the unit’s key',
  async () => {
    const { page, open } = school;
    await open('/credential/issue', 'Cấp một văn bằng, chứng chỉ');
    await page.getByLabel('Loại', { exact: true }).selectOption('badge');
    const file = { name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg><script/></svg>') };
    await page.getByLabel(/Ảnh huy hiệu/).setInputFiles(file);
    await page.getByText(/Ảnh huy hiệu phải là PNG nguyên vẹn/).waitFor();
    const buffer = PNG.sync.write(new PNG({ width: 8, height: 8 }));
    await page.getByLabel(/Ảnh huy hiệu/).setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    await page.getByText('Đã nhận ảnh.').waitFor();
    await page.getByLabel('Tên văn bằng, chứng chỉ').fill('Huy hiệu');
    await page.getByLabel('Họ và tên').fill(`${family} Năm`);
    await page.getByLabel('Thành tích').fill('Lập trình viên trẻ');
    await page.getByRole('button', { name: 'Niêm phong và cấp' }).click();
    await page.getByRole('link', { name: 'Xem trong sổ gốc' }).click({ timeout: 60_000 });
    const button = page.getByRole('button', { name: 'Tải huy hiệu (Open Badges 3.0)' });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const document = JSON.parse(unbakePng(readFileSync(await download.path()))!) as Record<string, unknown>;
    expect(await theyVerify(document, resolving, new Date().toISOString())).toBe(true);
    expect(await theyVerify({ ...document, name: 'Khác' }, resolving, new Date().toISOString())).toBe(false);
    // Anybody may ask the gateway the same over the VC-API, which finds the unit's key on the ledger.
    const asked = (verifiableCredential: unknown) =>
      system.post('/credentials/verify', { verifiableCredential, options: { checks: ['proof'] } });
    expect((await asked(document)).body).toMatchObject({ verified: true, errors: [] });
    expect((await asked({ ...document, name: 'Khác' })).status).toBe(400);
    expect(validateOpenBadge(document).types).toContain('OpenBadgeCredential');
    expect(JSON.stringify(document)).toContain('Lập trình viên trẻ');
    expect(JSON.stringify(document)).not.toContain(family);
  },
);

inBrowser('what stands on a paper is given on a page, found by an employer, and taken out again', async () => {
  const { page, open } = school;
  const found = await system.get('/api/credential/register?kind=diploma', 'school');
  const [entry] = found.body['items'] as { id: string }[];
  const unit = seedId(system, 'unit-school');
  const numbers = { serialNumber: 'GIAY 9', registerNumber: '9/GIAY', birthDate: '2008-02-29' };
  const match = async (): Promise<unknown> =>
    (await system.post('/api/credential/paper-lookup', { unit, ...numbers })).body['match'];
  expect(await match()).toBe(false);
  await open('/credential/paper', 'Cho tra cứu bản giấy');
  const lines = page.getByLabel('Mỗi dòng một bản');
  const record = `${system.verifier}/R/${entry!.id}`;
  await lines.fill(`${record}\tGIAY 9\t9/GIAY\t30/02/2008`);
  await page.getByText('Chưa đúng ở dòng 1').waitFor();
  await lines.fill(`${record}\tGIAY 9\t9/GIAY\t29/02/2008`);
  await page.getByRole('button', { name: 'Lưu mã tra cứu' }).click();
  await page.getByText('Đã lưu cho 1 bản').waitFor();
  expect(await lines.inputValue()).toBe('');
  expect(await match()).toBe(true);
  await lines.fill(record);
  await page.getByRole('button', { name: 'Lưu mã tra cứu' }).click();
  await page.getByText('Đã lưu cho 1 bản').waitFor();
  expect(await match()).toBe(false);
});

inBrowser('no other unit reads the register or issues in its name', async () => {
  expect((await system.get('/api/credential/register', 'farmer')).status).toBe(403);
  expect((await system.get('/api/credential/imports', 'registrar-edu')).status).toBe(403);
  expect((await system.post('/api/credential/api-keys', { label: 'x' }, 'graduate')).status).toBe(403);
});

inLongBrowser('the pages have no accessibility problem, in both languages, on a phone too', async () => {
  const pages = [
    ['/credential/issue', /Cấp một văn bằng|Issue a diploma/],
    ['/credential/bulk', /Cấp từ tệp CSV|Issue from a CSV/],
    ['/credential/register', /Sổ gốc|Register book/],
    ['/credential/issuer-keys', /Khóa phát hành|Issuer keys/],
    ['/credential/api-keys', /Khóa API|API keys/],
    ['/credential/paper', /Cho tra cứu bản giấy|Let printed documents/],
  ] as const;
  for (const english of [false, true]) {
    const { page, open, complaints } = await signedIn(browser!, system, 'school', { width: 390, english });
    for (const [path, heading] of pages) {
      await open(path, heading);
      expect([path, await accessibilityProblems(page)]).toEqual([path, []]);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([path, overflow]).toEqual([path, 0]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

inLongBrowser('no name, number or secret of all this stands in any file of the network or its logs', () => {
  expect(placesOf(system.dataDir, 'Moodle của trường').length).toBeGreaterThan(0);
  for (const text of [family, 'QNHD.70001', links[0]!.split('#')[1]!]) {
    expect([text, placesOf(system.dataDir, text)]).toEqual([text, []]);
  }
  expect(system.output()).not.toContain(family);
  expect(school.complaints).toEqual([]);
});
