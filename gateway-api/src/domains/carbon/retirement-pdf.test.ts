import { expect, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import type { RetirementBody } from '@daunguon/records';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import decodeQR from 'qr/decode.js';
import { retirementPdf } from './retirement-pdf.ts';

const body = {
  ...{ project: 'P', projectCode: 'DN-AF-1', vintage: 2025, start: '1', end: '300', quantity: '300', block: 'B' },
  ...{ number: 'CN-DN-AF-1-2025-1-300', issuance: 'S', retiredAt: '2026-11-25T08:00:00.000Z', holder: 'U' },
  ...{ purpose: 'voluntary', periodFrom: '2026-01-01', periodUntil: '2026-06-30' },
  beneficiary: { name: 'Công ty Xanh', type: 'company', idHash: 'd'.repeat(64), country: 'VN' },
} as RetirementBody;
const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const data = { id, body, projectName: 'Nông lâm kết hợp', holderName: 'HTX', verifierUrl: 'https://xacminh.example' };

/** The page as a printer at `dpi` draws it: its words, and the code where the certificate has it (lower left, 40 mm). */
async function printed(pdf: Buffer, dpi: number) {
  const page = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const px = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const { width, height, data: pixels } = context.getImageData(px(20), px(237), px(40), px(40));
  const { items } = await page.getTextContent();
  const words = items.map((item) => ('str' in item ? item.str : '')).join(' ').replaceAll(/\s+/g, ' '); // prettier-ignore
  return { words: words.normalize('NFC'), code: decodeQR({ width, height, data: Uint8Array.from(pixels) }) };
}

test('a certificate is the same file each time, and another for another record', async () => {
  const first = await retirementPdf(data);
  expect(first.equals(await retirementPdf(data))).toBe(true);
  expect(first.equals(await retirementPdf({ ...data, body: { ...body, quantity: '301' } }))).toBe(false);
});

test.each([203, 300])('its QR code, read from its pixels at %i dpi, leads to the record', async (dpi) => {
  const { code } = await printed(await retirementPdf(data), dpi);
  expect(code).toBe(`HTTPS://XACMINH.EXAMPLE/R/${id}`);
});

test('it says in both languages what these units are not, until the ministry’s code stands there', async () => {
  const notice = ['Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp', 'not a credit that the ministry issued'];
  const { words } = await printed(await retirementPdf(data), 72 * 3);
  for (const said of [...notice, 'Công ty Xanh', 'DNPR-DN-AF-1-2025-1-300']) expect(words).toContain(said);
  const national = await printed(await retirementPdf({ ...data, domesticCode: 'VN-001' }), 72 * 3);
  expect(national.words).toContain('VN-001');
  for (const said of notice) expect(national.words).not.toContain(said);
});
