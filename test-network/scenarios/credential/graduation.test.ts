/** A graduation from the register to the employer: who issues, who shows, who checks with and without a network, and what ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { BrowserContext, Page } from 'playwright-core';
import type { P256Jwk } from '@daunguon/formats/es256';
import { statusEntriesOf, statusIn } from '@daunguon/formats/status-list';
import { type ValidCredential, verifyCredential } from '@daunguon/formats/vc';
import { derivedId, openShare, readShareFragment, verify } from '@daunguon/proof';
import { readPolicy } from '../../../verifier-web/src/cli/read-policy.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn } from '../explorer/visitor.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { checkFiles, csvOf, keptOn, shows } from './employer-page.ts';
import { codeOnPage, scannedPdf, tampered } from './graduation-files.ts';
import { placesOf } from './planted.ts';
import { seedId } from '../seed-id.ts';

jest.setTimeout(240_000);

/** Planted: none of these may be found anywhere in the network's files, nor in an address that a browser sent. */
const planted = {
  fullName: 'Lương Thị Tốt Nghiệp',
  birthDate: '2007-10-19',
  personalId: '075307009876',
  serialNumber: 'LTTN.445566',
  registerNumber: '778/THPT-LTTN',
};
const friend = {
  ...planted,
  fullName: 'Kiều Văn Bằng Hữu',
  serialNumber: 'KVBH.445567',
  registerNumber: '779/THPT-KVBH',
};
const corrected = 'Lương Thị Tốt Nghiệp Hạnh';
const school = 'Trường THPT Xuân Lộc (mẫu)';
const shared = { title: 'Bằng tốt nghiệp trung học phổ thông', issuedOn: daysAgo(12), issuer: school };

interface Link {
  readonly id: string;
  readonly link: string;
}

const browser = await launchChromium();
const inBrowser = testIn(browser);
/** Every address that any page of this file asked for, as it was sent: without what follows #. */
const addresses: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'graduation-'));

let system: System;
let [mine, other, course]: [Link, Link, Link] = [undefined!, undefined!, undefined!];
let pdf: Buffer = Buffer.alloc(0);
let code = '';

const post = async (path: string, body: object, login = 'school') => {
  const answer = await system.post(`/api/credential/${path}`, { requestId: freshId(), ...body }, login);
  return { ...answer, links: (answer.body['links'] ?? []) as Link[] };
};
const issue = async (...credentials: object[]): Promise<Link[]> => {
  const { status, links } = await post('custodial/issue', { credentials });
  expect(status).toBe(201);
  return links;
};
const documentOf = async (id: string, format: string): Promise<Buffer> => {
  const headers = { authorization: `Bearer ${await system.token('school')}` };
  const body = JSON.stringify({ id, format });
  const url = `${system.gateway}/api/credential/custodial/documents`;
  const answer = await fetch(url, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const pdfOf = (id: string): Promise<Buffer> => documentOf(id, 'pdf');
const listen = (context: BrowserContext): void => {
  context.on('request', (request) => void addresses.push(request.url().split('#')[0]!));
};
const stranger = async (): Promise<Page> => {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  listen(context);
  return context.newPage();
};
const asGraduate = async () => {
  const visitor = await signedIn(browser!, system, 'graduate');
  listen(visitor.context);
  return visitor;
};
beforeAll(async () => {
  system = await sharedSystem();
  [mine, other, course] = (await issue(
    { kind: 'diploma', contents: { ...shared, ...planted, classification: 'Giỏi' }, holder: 'demo-graduate' },
    { kind: 'diploma', contents: { ...shared, ...friend } },
    {
      kind: 'course-certificate',
      contents: { ...shared, title: 'Chứng chỉ', fullName: planted.fullName, course: 'An toàn số' },
      holder: 'demo-graduate',
    },
  )) as [Link, Link, Link];
  pdf = await pdfOf(mine.id);
  code = await codeOnPage(pdf);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the code that is read out of the printed page is a link of the verifier that any camera opens', () => {
  expect(code.startsWith(`${system.verifier}/v#`)).toBe(true);
  expect(code.length).toBeLessThanOrEqual(412);
});

inBrowser(
  'the graduate signs in, sees the diploma proven on the own device, and shows the name without the birth date',
  async () => {
    const { page, open, complaints } = await asGraduate();
    await open('/credential/mine', 'Văn bằng, chứng chỉ của tôi');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.locator(`main a[href$="${mine.id}"]`).click();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const proven = page.getByText('Máy này đã tự kiểm chứng');
      if (
        await proven.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        )
      )
        break;
      await page.reload();
    }
    await page.locator('dd', { hasText: planted.fullName }).waitFor();
    await page.locator('dd', { hasText: '19/10/2007' }).waitFor();
    await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
    const link = await page.locator('#share-link').inputValue();
    const shown = page.locator('dn-share-list li');
    await shown.waitFor();
    expect(await shown.innerText()).toContain('Họ và tên');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);

    const reader = await stranger();
    const said = await shows(reader, link, 'HỒ SƠ THẬT');
    expect(said).toContain('HỒ SƠ THẬT, còn hiệu lực');
    expect(said).toContain(planted.fullName);
    for (const hidden of ['19/10/2007', planted.serialNumber, planted.personalId]) expect(said).not.toContain(hidden);
    const { share, secret } = readShareFragment(link.split('#')[1]!)!;
    const { body } = await system.get(`/api/credential/shares/${share}`);
    const carried = await openShare(crypto.subtle, { share, secret }, mine.id, body['box']);
    const pointers = carried!.fields.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/kind', '/fullName', '/title']));
    expect(pointers).not.toEqual(expect.arrayContaining(['/birthDate']));

    await page.getByRole('button', { name: 'Rút lại' }).click();
    await page.getByText('Đã rút lại').waitFor();
    await shown.waitFor({ state: 'detached' });
    const after = await shows(reader, link, 'niêm phong');
    expect(after).not.toContain(planted.fullName);
    expect(after).toContain('đã được thay hoặc rút lại');
    await reader.context().close();
    await page.context().close();
  },
);

inBrowser('all of it comes in one file, in every format', async () => {
  const { page, open } = await asGraduate();
  await open(`/credential/mine/${mine.id}`, 'Văn bằng');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tất cả' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const files = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      'credential.pdf',
      'credential.vc.json',
      'credential.vc.jwt',
      'credential.sd-jwt',
      'open-badge.json',
      'open-badge.jwt',
      'proof.json',
    ]),
  );
  expect(strFromU8(files['credential.pdf']!.subarray(0, 5))).toBe('%PDF-');
  const vc = JSON.parse(strFromU8(files['credential.vc.json']!)) as { credentialSubject: { fullName: string } };
  expect(vc.credentialSubject.fullName).toBe(planted.fullName);
  await page.context().close();
});

inBrowser('a lost link is renewed after signing in: the new one opens all, the old one nothing', async () => {
  const { page, open } = await asGraduate();
  await open(`/credential/mine/${mine.id}`, 'Văn bằng');
  await page.getByLabel('Tôi hiểu: đường dẫn cũ hết dùng được').check();
  await page.getByRole('button', { name: 'Lấy đường dẫn mới' }).click();
  const fresh = await page.locator('#full-link').inputValue();
  await page.context().close();
  const reader = await stranger();
  expect(await shows(reader, mine.link, 'niêm phong')).not.toContain(planted.fullName);
  expect(await shows(reader, fresh, 'HỒ SƠ THẬT')).toContain('19/10/2007');
  mine = { id: mine.id, link: fresh };
  await reader.context().close();
});

inBrowser('an employer with a network drops files and pastes links: one table, and nothing is kept', async () => {
  const page = await stranger();
  await page.goto(`${system.verifier}/kiem-tra-nhieu`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const rows = await checkFiles(page, {
    'sent.pdf': pdf,
    'scanned.pdf': await scannedPdf(code),
    'linked.pdf': await scannedPdf(code, 'https://truong.example/phong-dao-tao'),
    'forged.pdf': await scannedPdf(tampered(code)),
    'elsewhere.pdf': await scannedPdf('https://example.org/diploma/1'),
    'broken.pdf': Buffer.from('%PDF-1.7 but nothing else'),
    '=cmd.pdf': pdf,
  });
  for (const name of ['sent.pdf', 'scanned.pdf', 'linked.pdf', '=cmd.pdf']) {
    expect(rows[name]).toContain('HỒ SƠ THẬT, còn hiệu lực');
    expect(rows[name]).toContain(planted.fullName);
  }
  expect(rows['scanned.pdf']).toContain('so họ tên bằng mắt');
  expect(rows['forged.pdf']).toMatch(/KHÔNG KHỚP|CHƯA KIỂM TRA ĐƯỢC/);
  expect(rows['forged.pdf']).not.toContain(planted.fullName);
  expect(rows['elsewhere.pdf']).toContain('Không thấy mã kiểm chứng');
  expect(rows['broken.pdf']).toContain('Không đọc được');

  await page.locator('#links').fill(`${mine.link}\n\n${code}\nNguyễn Văn A\n`);
  await page.getByRole('button', { name: 'Kiểm tra các đường dẫn' }).click();
  await page.locator('.progress .note', { hasText: /^Xong 10\/10/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const csv = await csvOf(page);
  expect(csv.split('\r\n')).toHaveLength(12);
  expect(csv).toContain(`'=cmd.pdf,"HỒ SƠ THẬT, còn hiệu lực"`);
  expect(csv).not.toContain(mine.link.split('#')[1]);

  const kept = await keptOn(page);
  for (const secret of [planted.fullName, planted.serialNumber, mine.id, mine.link.split('#')[1]!])
    expect([secret, kept.includes(secret)]).toEqual([secret, false]);
  await page.context().close();
});

inBrowser(
  'an employer without a network opens the printed code: right signature, not checked against the register',
  async () => {
    const page = await stranger();
    // Once online, with another credential's code: after that the device has page, policy and proven issuer keys.
    const online = await shows(page, await codeOnPage(await pdfOf(other.id)), 'còn hiệu lực');
    expect(online).toContain(friend.fullName);
    await page.goto(`${system.verifier}/kiem-tra-nhieu`);
    await checkFiles(page, { 'a.pdf': await scannedPdf(code) });
    await page.waitForFunction("caches.match('/employer.js').then(Boolean)");
    await page.waitForFunction("caches.match('/pdf-worker.js').then(Boolean)");
    await page.context().setOffline(true);
    await page.goto('about:blank');
    await page.goto(code);
    await page.locator('.verdict.amber').waitFor({ timeout: 20_000 });
    const said = await page.locator('main').innerText();
    expect(said).toContain('CHỮ KÝ ĐÚNG');
    expect(said).toContain('chưa đối chiếu sổ');
    expect(said).toContain(school);
    expect(said).toContain(planted.fullName);
    expect(said).toContain('19/10/2007');
    expect(page.url()).toBe(`${system.verifier}/v`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(tampered(code));
    // The page stays, so the verdict before it may still stand for a moment.
    await page.locator('.verdict', { hasText: /KHÔNG KHỚP|CHƯA KIỂM TRA ĐƯỢC/ }).waitFor();
    await page.goto(`${system.verifier}/kiem-tra-nhieu`);
    const rows = await checkFiles(page, { 'offline.pdf': pdf });
    expect(rows['offline.pdf']).toContain('CHỮ KÝ ĐÚNG');
    expect(rows['offline.pdf']).not.toContain('còn hiệu lực');
    await page.context().close();
  },
);

inBrowser(
  'paper without a code is looked up by its three numbers: match and status, by the server’s word',
  async () => {
    const page = await stranger();
    await page.goto(`${system.verifier}/tra-cuu-ban-giay`);
    const ask = async (serialNumber: string, birthDate: string): Promise<string> => {
      await page.getByLabel('Đơn vị cấp').selectOption({ label: school });
      await page.getByLabel('Số hiệu').fill(serialNumber);
      await page.getByLabel('Số vào sổ gốc').fill(planted.registerNumber.toLowerCase());
      await page.getByLabel('Ngày sinh').fill(birthDate);
      await page.getByRole('button', { name: 'Tra cứu' }).click();
      return page.locator('.verdict').innerText();
    };
    const found = await ask(planted.serialNumber, planted.birthDate);
    expect(found).toContain('KHỚP: có bản mang ba số này, đang có hiệu lực');
    expect(found).toContain('Theo lời máy chủ');
    expect(found).not.toContain(planted.fullName);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await ask(planted.serialNumber, '2007-10-20')).toContain('KHÔNG KHỚP');
    expect(await ask(friend.serialNumber, planted.birthDate)).toContain('KHÔNG KHỚP');
    expect(page.url()).toBe(`${system.verifier}/tra-cuu-ban-giay`);
    await page.context().close();
  },
);

inBrowser('a revoked diploma is red for whoever has its code, its file or its numbers', async () => {
  const act = { act: 'revoke', ground: 'not-qualified', decision: '12/QĐ-SGDĐT', date: daysAgo(0) };
  expect((await post('credentials/status', { id: other.id, ...act }, 'registrar-edu')).status).toBe(201);
  const page = await stranger();
  const file = await pdfOf(other.id);
  expect(await shows(page, await codeOnPage(file), 'ĐÃ BỊ THU HỒI')).toContain('ĐÃ BỊ THU HỒI');
  await page.goto(`${system.verifier}/kiem-tra-nhieu`);
  expect((await checkFiles(page, { 'revoked.pdf': file }))['revoked.pdf']).toContain('ĐÃ BỊ THU HỒI');
  const numbers = {
    serialNumber: friend.serialNumber,
    registerNumber: friend.registerNumber,
    birthDate: friend.birthDate,
  };
  const units = await system.get('/api/registry/units?limit=100', 'school');
  const items = units.body['items'] as { id: string; body: { name: string } }[];
  const unit = items.find(({ body: { name } }) => name === school)!;
  const { body } = await system.post('/api/credential/paper-lookup', { unit: unit.id, ...numbers });
  expect(body).toEqual({ match: true, status: 'revoked', statedBy: 'gateway' });
  await page.context().close();
});

test('the status lists say of every credential what the state map of the log proves', async () => {
  const policy = await readPolicy(join(system.dataDir, 'trust'), []);
  const issuerKeys = await system.get('/api/credential/issuer-keys?limit=100', 'school');
  const keys = issuerKeys.body['items'] as { id: string; owner: string; body: { jwk: P256Jwk } }[];
  const directory = (kid: string) => {
    const key = keys.find(({ id }) => kid === `${system.verifier}/r/${id}`);
    return key && { controller: `${system.verifier}/r/${key.owner}`, jwk: key.body.jwk };
  };
  const lists = new Map<string, Promise<ValidCredential>>();
  const fetchList = async (url: string): Promise<ValidCredential> =>
    verifyCredential(await (await fetch(url)).json(), directory);
  const listOf = (url: string): Promise<ValidCredential> => {
    const known = lists.get(url) ?? fetchList(url);
    lists.set(url, known);
    return known;
  };
  /** By the credential's own document and the lists that it names. */
  const listed = async (id: string): Promise<Record<string, boolean>> => {
    const credential = await verifyCredential(JSON.parse((await documentOf(id, 'vc')).toString()), directory);
    const bits: Record<string, boolean> = {};
    for (const entry of statusEntriesOf(credential))
      bits[entry.purpose] = statusIn(await listOf(entry.list), entry, credential.issuer);
    return bits;
  };
  const suspend = { act: 'suspend', ground: 'investigation', date: daysAgo(0) };
  expect((await post('credentials/status', { id: course.id, ...suspend })).status).toBe(201);
  const bundleOf = async (id: string): Promise<unknown> => (await system.get(`/r/${id}`)).body;
  /** What a head that counts proves of its standing; contents are sealed and nobody needs them for that. */
  const proven = async (id: string): Promise<string | undefined> => {
    const { standing } = verify({ bundle: await bundleOf(id), id, policy, now: Date.now() });
    return standing?.absent === false ? standing.status : undefined;
  };
  // Once a head covers the suspension.
  for (let tries = 0; tries < 60 && (await proven(course.id)) !== 'suspended'; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const all = await system.get('/api/credential/credentials?limit=1000', 'school');
  const items = all.body['items'] as { id: string; owner: string }[];
  const unit = items.find(({ id }) => id === mine.id)!.owner;
  const ids = items.filter(({ owner }) => owner === unit).map(({ id }) => id);
  const seen = new Set<string>();
  // One of each standing, and some of the many that stand.
  for (const id of new Set([...ids.slice(0, 25), mine.id, other.id, course.id])) {
    const status = (await proven(id))!;
    seen.add(status);
    const ended = !['active', 'suspended'].includes(status);
    expect([id, await listed(id)]).toEqual([id, { revocation: ended, suspension: status === 'suspended' }]);
  }
  expect([...seen].sort()).toEqual(expect.arrayContaining(['active', 'revoked', 'suspended']));
  expect(
    (await post('credentials/status', { id: course.id, ...suspend, act: 'resume', ground: 'investigation-closed' }))
      .status,
  ).toBe(201);
});

inBrowser('a reissue ends the old diploma, is the graduate’s too, and the old code leads to it', async () => {
  const contents = { ...shared, ...planted, fullName: corrected, issuedOn: daysAgo(0) };
  const reissue = { act: 'reissue', ground: 'clerical-error', date: daysAgo(0) };
  const replaced = await post('custodial/supersede', {
    id: mine.id,
    ...reissue,
    credential: { kind: 'diploma', contents },
  });
  expect([replaced.status, replaced.links[0]?.id]).toEqual([201, derivedId('successor', mine.id)]);
  const reader = await stranger();
  expect(await shows(reader, code, 'đã có bản thay thế')).toContain('đã có bản thay thế');
  expect(await shows(reader, replaced.links[0]!.link, 'còn hiệu lực')).toContain(corrected);
  await reader.context().close();
  const { page, open } = await asGraduate();
  await open(`/credential/mine/${mine.id}`, 'Văn bằng');
  await page.getByText('Cấp lại').waitFor();
  await page.getByRole('link', { name: 'Mở bản thay thế' }).click();
  await page.locator('dd', { hasText: corrected }).waitFor();
  await page.context().close();
});

inBrowser('after a rotation of the key old codes stay right, and new ones are signed by the new key', async () => {
  const keys = await system.get(`/api/credential/issuer-keys?owner=${seedId(system, 'unit-school')}`, 'school');
  const items = keys.body['items'] as { id: string; status: string; body: { algorithm: string } }[];
  const old = items.find(({ status, body }) => status === 'active' && body.algorithm === 'ES256')!;
  const fresh = freshId();
  expect((await post('custodial/keys', { id: fresh, use: 'sign', replaces: old.id })).status).toBe(201);
  const [late] = await issue({
    kind: 'diploma',
    contents: {
      ...shared,
      ...planted,
      fullName: corrected,
      serialNumber: 'LTTN.445599',
      registerNumber: '799/THPT-LTTN',
    },
  });
  const lateCode = await codeOnPage(await pdfOf(late!.id));
  const page = await stranger();
  expect(await shows(page, lateCode, 'còn hiệu lực')).toContain(corrected);
  expect(await page.locator('section[data-key]').getAttribute('data-key')).toBe(fresh);
  await shows(page, code, 'đã có bản thay thế');
  expect(await page.locator('section[data-key]').getAttribute('data-key')).toBe(old.id);
  expect(await page.locator('.verdict').innerText()).toContain('khóa nay đã được thay');
  await page.context().close();
});

inBrowser('erasure is asked for and answered: a certificate is erased, a diploma is not, with the ground', async () => {
  const graduate = await asGraduate();
  for (const { id } of [course, mine]) {
    await graduate.open(`/credential/mine/${id}`, /Văn bằng|Chứng chỉ/);
    await graduate.page.getByLabel('Tôi muốn gửi yêu cầu xóa').check();
    await graduate.page.getByRole('button', { name: 'Gửi yêu cầu xóa' }).click();
    await graduate.page.getByText('Đã gửi yêu cầu').waitFor();
  }
  const registrar = await signedIn(browser!, system, 'school');
  listen(registrar.context);
  await registrar.open('/credential/erasure-requests', 'Yêu cầu xóa');
  expect(await accessibilityProblems(registrar.page)).toEqual([]);
  const request = (id: string) => registrar.page.locator('section', { hasText: id });
  await request(course.id).getByRole('button', { name: 'Xóa nội dung' }).click();
  await request(course.id).waitFor({ state: 'detached' });
  expect(await request(mine.id).getByRole('button', { name: 'Xóa nội dung' }).count()).toBe(0);
  await request(mine.id)
    .getByRole('button', { name: /Từ chối/ })
    .click();
  await request(mine.id).waitFor({ state: 'detached' });
  await registrar.context.close();

  await graduate.open(`/credential/mine/${course.id}`, 'Chứng chỉ');
  await graduate.page.getByText('Nội dung đã được xóa theo yêu cầu').waitFor();
  await graduate.open(`/credential/mine/${mine.id}`, 'Văn bằng');
  await graduate.page.getByText('sổ gốc phải lưu theo pháp luật').first().waitFor();
  await graduate.page.getByText('Yêu cầu xóa bị từ chối').waitFor();
  await graduate.context.close();
});

test('no name, date or number stands in any file of the network, nor in any address that was asked for', () => {
  expect(placesOf(system.dataDir, school).length).toBeGreaterThan(2);
  const secrets = [mine.link, other.link].map((link) => link.slice(link.indexOf('#') + 1));
  const numbers = [friend.serialNumber, friend.registerNumber, 'LTTN.445599', '799/THPT-LTTN'];
  const typed = planted.registerNumber.toLowerCase();
  const texts = [...Object.values(planted), friend.fullName, corrected, ...numbers, typed, '19/10/2007', ...secrets];
  for (const text of texts) expect([text, placesOf(system.dataDir, text)]).toEqual([text, []]);
  writeFileSync(join(folder, 'addresses.txt'), addresses.join('\n'));
  if (browser !== null) expect(placesOf(folder, mine.id)).toHaveLength(1);
  for (const text of texts) expect([text, placesOf(folder, text)]).toEqual([text, []]);
  for (const text of texts) expect([text, system.output().includes(text)]).toEqual([text, false]);
});
