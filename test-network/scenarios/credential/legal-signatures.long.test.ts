/** Files that a unit stands for, and PDFs signed under the law, on real records of four domains, in the browser from page to verdict. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { pdfOf } from '../../../gateway-api/src/labels/pdf-document.ts';
import { cscSigner, type CscService } from '../../../gateway-api/src/legal-signature/csc-signer.ts';
import { signPdf } from '../../../gateway-api/src/legal-signature/sign-pdf.ts';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(240_000);
const signerCommand = join(import.meta.dirname, '../../../gateway-api/src/legal-signature/daunguon-test-signer.ts');
const trust = mkdtempSync(join(tmpdir(), 'legal-trust-'));
const browser = inFull ? await launchChromium() : null;
const inBrowser = inFull ? testIn(browser) : inLongRun();
const [valid, wrong] = ['Chữ ký số hợp lệ theo chứng thư đã cấu hình', 'Chữ ký số không hợp lệ'];
const notLegal = 'không phải chữ ký số theo Luật Giao dịch điện tử';

let system: System;
let signer: ChildProcess;
let service: CscService;
/** Who registered the signer's certificate for their unit. */
const registered = new Set<string>();

/** The test service in a process of its own; root, revocation list and the person's certificate lie in `trust`. */
async function startSigner(): Promise<CscService> {
  const args = [signerCommand, '--name', 'CN=Lê Minh Quân (THỬ NGHIỆM)', '--trust', trust, '--port', '0'];
  signer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of signer.stdout!) {
    said += String(chunk);
    if (/^sad \w+$/m.test(said)) break;
  }
  const [url, token, sad] = [/http\S+/, /(?<=token )\w+/, /(?<=sad )\w+/].map((part) => part.exec(said)![0]);
  return { url: url!, credentialId: 'test', token: token!, sad: sad! };
}
/** A paper of a body, signed on the signer's own machine: the product sees the finished file only. */
const signedElsewhere = async (title: string): Promise<Buffer> => {
  const pdf = await pdfOf({ size: 'A4' }, (document) => void document.addPage().font('bold').text(title));
  return signPdf(pdf, await cscSigner(service), new Date());
};
const pdfFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
const certificate = () => ({
  ...{ name: 'nguoi-ky.cer', mimeType: 'application/x-x509-ca-cert' },
  buffer: readFileSync(join(trust, 'test-signer.cer')),
});
const first = async (list: string): Promise<string> => {
  const { body } = await system.get(`/api/${list}?limit=10`, 'registrar');
  return (body['items'] as { id: string }[])[0]!.id;
};
/** What a stranger is told of a file: of the register, proven on the device, and of signatures in it, after choosing to send it. */
const checkAt = async (page: Page, file: ReturnType<typeof pdfFile>, expected: string): Promise<Locator> => {
  const found = page.locator('.verdict', { hasText: expected });
  // What happened a moment ago is proven by the next checkpoint.
  for (let tries = 0; tries < 20; tries += 1) {
    await page.goto(`${system.verifier}/kiem-tra-tep`);
    await page.locator('#file').setInputFiles(file);
    await page.locator('.verdict').first().waitFor();
    if ((await found.count()) > 0) return found;
    await page.waitForTimeout(1500);
  }
  return found;
};
const stranger = async (): Promise<Page> => (await browser!.newContext()).newPage();
/** Stands for a file on the page, and waits until the list has it. */
const standFor = async ({ page, open }: Visitor, file: ReturnType<typeof pdfFile>): Promise<void> => {
  await open('/credential/attest', 'Xác nhận tệp');
  // Loaded, whether there is a file yet or not.
  const before = await page.locator('tbody tr').count();
  await page.locator('#attest-file').setInputFiles(file);
  await page.locator('#attest-file-state code').waitFor();
  await page.getByRole('button', { name: 'Xác nhận trên sổ' }).click();
  await page.locator('tbody tr').nth(before).waitFor({ timeout: 60_000 });
};

beforeAll(async () => {
  service = await startSigner();
  process.env['DN_LEGAL_TRUST'] = trust;
  process.env['DN_CSC_URL'] = service.url;
  system = await startSystem();
  const seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  for (const unit of ['unit-inspectorate', 'unit-carbon-authority']) {
    const grant = { requestId: freshId(), id: freshId(), unit: seed[unit], may: ['credential:attest'] };
    const period = { from: `${daysAgo(30)}T00:00:00Z`, until: `${daysAgo(-300)}T00:00:00Z` };
    const answer = await system.post('/api/registry/accreditations', { ...grant, ...period }, 'registrar');
    expect([unit, answer.status]).toEqual([unit, 201]);
  }
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  signer?.kill();
  rmSync(trust, { recursive: true, force: true });
  delete process.env['DN_LEGAL_TRUST'];
  delete process.env['DN_CSC_URL'];
}, 60_000);

inBrowser(
  'a unit stands for a file on its page; whoever has it finds that proven, and no more once it is taken back',
  async () => {
    const inspector = await signedIn(browser!, system, 'inspector');
    const file = pdfFile(
      'huong-dan.pdf',
      await pdfOf({ size: 'A4' }, (page) => void page.addPage().font('bold').text('Hướng dẫn')),
    );
    await standFor(inspector, file);
    expect(await accessibilityProblems(inspector.page)).toEqual([]);
    const reader = await stranger();
    const card = await checkAt(reader, file, 'HỒ SƠ THẬT, còn hiệu lực');
    expect(await card.innerText()).toContain(`Đây là xác nhận trên sổ, ${notLegal}`);
    expect(await card.innerText()).toMatch(/Đơn vị xác nhận: .*(mẫu)/);
    await reader.locator('#legal button').click();
    await reader.getByText('Tệp không có chữ ký số.').waitFor();
    const another = await checkAt(
      reader,
      { ...file, buffer: Buffer.concat([file.buffer, Buffer.from(' ')]) },
      'CHƯA ĐƠN VỊ NÀO',
    );
    expect(await another.count()).toBe(1);

    await inspector.page.getByRole('button', { name: 'Rút xác nhận' }).click();
    expect(await (await checkAt(reader, file, 'ĐÃ BỊ THU HỒI/HỦY')).count()).toBe(1);
    expect(inspector.complaints).toEqual([]);
    await reader.context().close();
    await inspector.context.close();
  },
);

/** In `npm test` the first of them. */
const papers: readonly [what: string, list: string, login: string, title: string][] = [
  ['an OCOP decision', 'ocop/ratings', 'inspector', 'Quyết định công nhận sản phẩm OCOP (mẫu)'],
  ['a recall notice', 'origin/recalls', 'inspector', 'Thông báo thu hồi (mẫu)'],
  ['a retirement certificate', 'carbon/retirements', 'data', 'Giấy chứng nhận hủy tín chỉ các-bon (mẫu)'],
  ['a report', 'carbon/monitoring', 'carbon-authority', 'Báo cáo giám sát phát thải (mẫu)'],
];
inBrowser.each(papers)(
  '%s that was signed elsewhere is checked, hung on its record, and both signatures are told apart',
  async (_what, list, login, title) => {
    const record = await first(list);
    const signed = pdfFile('van-ban.pdf', await signedElsewhere(title));
    const visitor = await signedIn(browser!, system, login);
    const { page, open } = visitor;
    const check = async (file: typeof signed): Promise<string> => {
      await open('/legal-signatures', 'Chữ ký số trên PDF');
      await page.locator('#legal-file').setInputFiles(file);
      await page.locator('#legal-verdict').waitFor();
      return page.locator('#legal-verdict').innerText();
    };
    if (!registered.has(login)) {
      registered.add(login);
      await check(signed);
      // Whose certificate this unit has not registered hangs nothing on a record, whoever else registered it.
      await page.getByLabel('Mã hồ sơ mà tệp gắn vào').fill(`${system.verifier}/R/${record}`);
      await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).click();
      await page.getByText('chưa đăng ký chứng thư của người ký').waitFor();
      await standFor(visitor, certificate());
    }
    const found = await check(signed);
    for (const words of [valid, 'Lê Minh Quân', 'Người ký thay mặt', 'Chưa đơn vị nào xác nhận tệp này trên sổ'])
      expect(found).toContain(words);
    const changed = await check({ ...signed, buffer: Buffer.concat([signed.buffer, Buffer.from('\n% thêm\n')]) });
    expect(changed).toContain(wrong);
    expect(changed).not.toContain(valid);

    await check(signed);
    await page.getByLabel('Mã hồ sơ mà tệp gắn vào').fill('không phải mã');
    await page.getByText('Mã hồ sơ không đúng.').waitFor();
    expect(await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).isDisabled()).toBe(true);
    await page.getByLabel('Mã hồ sơ mà tệp gắn vào').fill(`${system.verifier}/R/${record}`);
    await page.getByRole('button', { name: 'Gắn vào hồ sơ' }).click();
    const outcome = page.locator('p.good[role="status"], p.problem[role="alert"]').last();
    expect(await outcome.innerText({ timeout: 60_000 })).toContain('Đã gắn vào hồ sơ trên sổ.');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await check(signed)).toContain(notLegal);
    const about = await system.get(`/api/attestations/about/${record}`);
    expect(about.body['items']).toEqual([expect.objectContaining({ subject: record, bytes: signed.buffer.length })]);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();

    const reader = await stranger();
    const card = await checkAt(reader, signed, 'HỒ SƠ THẬT, còn hiệu lực');
    expect(await card.innerText()).toContain(notLegal);
    await reader.locator('#legal button').click();
    await reader.locator('#legal .day').waitFor();
    expect(await reader.locator('#legal').innerText()).toContain(valid);
    await card.getByRole('link', { name: /Mở hồ sơ mà tệp gắn vào/ }).click();
    await reader.waitForURL(`**/R/${record}`);
    await reader.context().close();
  },
);

inBrowser(
  'a diploma is signed by the person’s remote service from the page, and not without the approval',
  async () => {
    const contents = { title: 'Bằng tốt nghiệp', fullName: 'Trịnh Thị Ký Từ Xa', birthDate: '2008-01-31' };
    const rest = { issuedOn: daysAgo(20), issuer: 'Trường' };
    const credentials = [{ kind: 'diploma', contents: { ...contents, ...rest } }];
    const issued = await system.post(
      '/api/credential/custodial/issue',
      { requestId: freshId(), credentials },
      'school',
    );
    const [{ id }] = issued.body['links'] as [{ id: string }];
    const school = await signedIn(browser!, system, 'school');
    await standFor(school, certificate());
    const { page, open } = school;
    await open('/legal-signatures', 'Chữ ký số trên PDF');
    await page.getByLabel('Mã văn bằng, chứng chỉ').fill(`${system.verifier}/R/${id}`);
    await page.getByLabel('Mã chứng thư ở dịch vụ ký số').fill(service.credentialId);
    await page.getByLabel('Mã truy cập của dịch vụ').fill(service.token);
    const approve = async (sad: string): Promise<void> => {
      await page.getByLabel('Mã chấp thuận (SAD)').fill(sad);
      await page.getByRole('button', { name: 'Ký và tải PDF' }).click();
    };
    await approve('guessed');
    await page.getByText('Dịch vụ ký số từ xa từ chối').waitFor();
    expect(await page.getByLabel('Mã chấp thuận (SAD)').inputValue()).toBe('');
    const [download] = await Promise.all([page.waitForEvent('download'), approve(service.sad)]);
    await page.getByText('Đã ký; tệp ở thư mục tải xuống.').waitFor();
    const signed = readFileSync(await download.path());
    expect(signed.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(school.complaints).toEqual([]);
    await school.context.close();

    const reader = await stranger();
    await checkAt(reader, pdfFile('bang.pdf', signed), 'CHƯA ĐƠN VỊ NÀO');
    await reader.locator('#legal button').click();
    await reader.locator('#legal .day').waitFor();
    expect(await reader.locator('#legal').innerText()).toContain(valid);
    // The signed file is still the diploma: the employer's page reads and proves it.
    await reader.goto(`${system.verifier}/kiem-tra-nhieu`);
    await reader.locator('#files').setInputFiles(pdfFile('bang.pdf', signed));
    await reader.locator('.employer tbody tr', { hasText: 'HỒ SƠ THẬT, còn hiệu lực' }).waitFor({ timeout: 60_000 });
    await reader.context().close();
  },
);

inLongRun()('nothing that was signed, nor token or approval, stands in what the system wrote down', () => {
  for (const secret of [service.token, service.sad, 'Trịnh Thị Ký Từ Xa'])
    expect([secret, system.output().includes(secret)]).toEqual([secret, false]);
});
