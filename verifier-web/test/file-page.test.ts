/** A file that a unit stands for, one that nobody does, and what a lying gateway can do about it. */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { createHash } from 'node:crypto';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { RealLog } from './real-log.ts';
import { accessibilityProblems, openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

const browser = await launchChromium();
const inBrowser = testIn(browser);
const [unit, attested, withdrawn, other, young] = [
  '01CZ0000000000000000000000',
  '01BX5ZZKBKACTAV9WEVGEMMVRZ',
  '01D00000000000000000000000',
  '01E00000000000000000000000',
  '01F00000000000000000000000',
];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const [file, old, fresh] = ['%PDF-1.7 quyết định (mẫu)', 'bản cũ', 'bản vừa ký'];
const bodyOf = (text: string) => ({ digest: sha256(text), bytes: text.length, mediaType: 'application/pdf', unit });
const type = 'credential/attestation';
const log = new RealLog();
log.put({ id: unit, type: 'registry/unit', body: { name: 'Sở Giáo dục (mẫu)' } });
log.put({ id: attested, type, body: { ...bodyOf(file), subject: unit } }, { id: other, type, body: bodyOf('khác') });
log.put({ id: withdrawn, type, body: bodyOf(old) });
log.put({ id: withdrawn, type, body: bodyOf(old), status: 'revoked' });

let at: VerifierPage;
const digestPath = (text: string): string => `/api/attestations/by-digest/${sha256(text)}`;
const honest = (): void => {
  for (const id of [unit, attested, withdrawn, other])
    at.gateway.say(`/r/${id}`, 200, log.pastBundle(id, [], id === withdrawn ? [bodyOf(old)] : []));
  at.gateway.say(digestPath(file), 200, { items: [{ id: attested }] });
  at.gateway.say(digestPath(old), 200, { items: [{ id: withdrawn }] });
  at.gateway.say(digestPath('lạ'), 200, { items: [] });
};
beforeAll(async () => {
  if (browser === null) return;
  at = await openVerifierPage(browser, log);
  honest();
}, 120_000);
afterAll(async () => {
  await at?.close();
  await browser?.close();
});

describe('a file', () => {
  const choose = async (text: string): Promise<void> => {
    await at.page.goto(`${at.verifier.url}/kiem-tra-tep`);
    const buffer = Buffer.from(text);
    await at.page.locator('#file').setInputFiles({ name: 'tep.pdf', mimeType: 'application/pdf', buffer });
  };
  const verdict = async (): Promise<string> => {
    await at.page.locator('.verdict').first().waitFor();
    return at.page.locator('.verdict').first().innerText();
  };
  const check = async (text: string): Promise<string> => {
    await choose(text);
    return verdict();
  };

  inBrowser('that a unit stands for is green, with who it is, and leads to what it belongs to', async () => {
    const said = await check(file);
    expect(said).toContain('HỒ SƠ THẬT, còn hiệu lực');
    expect(said).toContain('Đơn vị xác nhận: Sở Giáo dục (mẫu)');
    expect(said).toContain('không phải chữ ký số theo Luật Giao dịch điện tử');
    expect(await at.page.locator('.verdict a').count()).toBe(2);
    expect(await accessibilityProblems(at.page)).toEqual([]);
    expect(at.complaints).toEqual([]);
    expect(at.gateway.asked.filter((path) => path.startsWith('/api/'))).toEqual([digestPath(file)]);
  });

  inBrowser('that is stood for no more is red, and one that nobody stands for is no fake', async () => {
    expect(await check(old)).toContain('ĐÃ BỊ THU HỒI/HỦY');
    expect(await check('lạ')).toContain('không có nghĩa là tệp giả');
  });

  inBrowser('of another attestation that a gateway names for it is neither green nor red', async () => {
    at.gateway.say(digestPath(file), 200, { items: [{ id: other }] });
    expect(await check(file)).toContain('CHƯA ĐƠN VỊ NÀO XÁC NHẬN TỆP NÀY');
    honest();
  });

  inBrowser('that was stood for a second ago is awaited, and green with the next checkpoint', async () => {
    at.gateway.say(`/r/${young}`, 200, log.bundle(young));
    at.gateway.say(digestPath(fresh), 200, { items: [{ id: young }] });
    await choose(fresh);
    await at.page.getByText('Đang chờ các cơ quan ký').waitFor();
    expect(await at.page.locator('.verdict').count()).toBe(0);
    log.put({ id: young, type, body: bodyOf(fresh) });
    at.gateway.say(`/r/${young}`, 200, log.pastBundle(young, []));
    expect(await verdict()).toContain('HỒ SƠ THẬT, còn hiệu lực');
    honest();
  });

  inBrowser('whose gateway does not answer is not judged', async () => {
    at.gateway.say(digestPath(file), 503, {});
    expect(await check(file)).toContain('CHƯA KIỂM TRA ĐƯỢC');
    honest();
  });

  inBrowser('goes to the gateway only when the reader sends it, and its word is told as such', async () => {
    const words = { vi: 'Chữ ký số hợp lệ theo chứng thư đã cấu hình', en: 'Valid' };
    const signerWords = { vi: 'Người ký thay mặt: Sở Giáo dục (mẫu)', en: 'x' };
    const signatures = [{ result: 'valid', words, signer: 'CN=Lê Minh Quân', signerWords }];
    at.gateway.say('/api/legal-signatures/check', 200, { signatures });
    await check(file);
    expect(at.gateway.asked).not.toContain('/api/legal-signatures/check');
    await at.page.locator('#legal button').click();
    await at.page.locator('#legal .day').waitFor();
    const told = await at.page.locator('#legal').innerText();
    expect(told).toContain(words.vi);
    expect(told).toContain(signerWords.vi);
    expect(told).toContain('Theo lời cổng, máy này chưa kiểm chứng.');
  });
});
