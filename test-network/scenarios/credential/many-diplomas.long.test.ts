/** As many diplomas as an employer may have of a whole year, each its own person's, in one drop: two hundred; in `npm test` twenty. */
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { inFull } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { checkFiles, csvOf, keptOn, shows } from './employer-page.ts';

jest.setTimeout(900_000);
const many = inFull ? 200 : 20;
const nameOf = (n: number): string => `Tăng Thị Hai Trăm ${n}`;
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;

beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function pdfOf(id: string): Promise<Buffer> {
  const answer = await fetch(`${system.gateway}/api/credential/custodial/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await system.token('school')}` },
    body: JSON.stringify({ id, format: 'pdf' }),
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

inBrowser(
  `${many} diplomas of as many people: a row each, with its own name, in sensible time, and nothing is kept`,
  async () => {
    const title = 'Bằng tốt nghiệp trung học phổ thông';
    const shared = { title, issuedOn: daysAgo(12), issuer: 'Trường THPT Xuân Lộc (mẫu)', birthDate: '2008-03-04' };
    const credentials = Array.from({ length: many }, (_, n) => ({
      ...{ kind: 'diploma', contents: { ...shared, fullName: nameOf(n) } },
    }));
    const { status, body } = await system.post(
      '/api/credential/custodial/issue',
      { requestId: freshId(), credentials },
      'school',
    );
    expect(status).toBe(201);
    const issued = body['links'] as { readonly id: string; readonly link: string }[];
    const files: Record<string, Buffer> = {};
    for (let start = 0; start < many; start += 4)
      await Promise.all(
        issued.slice(start, start + 4).map(async ({ id }, n) => void (files[`${start + n}.pdf`] = await pdfOf(id))),
      );
    const page = await (await browser!.newContext({ acceptDownloads: true })).newPage();
    // Once a head covers them all; they were issued in one transaction.
    await shows(page, issued.at(-1)!.link, 'HỒ SƠ THẬT, còn hiệu lực');
    await page.goto(`${system.verifier}/kiem-tra-nhieu`);
    const begun = performance.now();
    const rows = await checkFiles(page, files);
    const seconds = (performance.now() - begun) / 1000;
    console.log(
      `${many} different PDFs, ${Math.round(files['0.pdf']!.length / 1024)} KiB each: ${seconds.toFixed(1)} s`,
    );
    expect(seconds).toBeLessThan(180);
    expect(Object.keys(rows)).toHaveLength(many);
    const lines = (await csvOf(page)).trim().split('\r\n');
    expect(lines).toHaveLength(many + 1);
    for (let n = 0; n < many; n += 1) {
      const row = rows[`${n}.pdf`]!.split(/[\t\n]/);
      const isGenuine = row.some((cell) => cell.includes('HỒ SƠ THẬT, còn hiệu lực'));
      expect([n, row.includes(nameOf(n)), isGenuine]).toEqual([n, true, true]);
      expect(lines.filter((line) => line.startsWith(`${n}.pdf,`) && line.includes(`${nameOf(n)},`))).toHaveLength(1);
    }
    const kept = await keptOn(page);
    for (const secret of [nameOf(7), issued[7]!.id, issued[7]!.link.split('#')[1]!])
      expect([secret, kept.includes(secret)]).toEqual([secret, false]);
    await page.context().close();
  },
);
