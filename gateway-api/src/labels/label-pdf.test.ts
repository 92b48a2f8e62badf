import { describe, expect, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import decodeQR from 'qr/decode.js';
import { labelPdf, type LabelData } from './label-pdf.ts';
import { drawSerials } from './draw-serials.ts';
import { moduleMm, segmentsOf } from './label-qr.ts';
import { labelUrl, typedCode } from './label-url.ts';

const batch: LabelData = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  product: 'Sầu riêng Ri6',
  lot: 'SR-2026/11-007',
  harvestDate: '2026-11-20',
  growingArea: { puc: 'VN-DNOR-0269', name: 'Tổ hợp tác Xuân Định' },
  producer: 'Hợp tác xã Ngũ Đẫm',
};
const other: LabelData = { id: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', product: 'Hồ tiêu đen', lot: 'HT1' };
const verifierUrl = 'https://xacminh.daunguon.example';

/** Pages as pixels at `dpi`, and their text. */
async function open(pdf: Buffer, dpi: number) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    const context = canvas.getContext('2d');
    await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
    const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
    pages.push({
      text,
      decode: (x: number, y: number, width: number, height: number) => {
        const px = (mm: number): number => Math.round((mm * dpi) / 25.4);
        const image = context.getImageData(px(x), px(y), px(width), px(height));
        // The canvas's array belongs to another realm than the decoder's type check.
        return decodeQR({ width: image.width, height: image.height, data: Uint8Array.from(image.data) });
      },
    });
  }
  return pages;
}

/** Serials as they are drawn, in two lots: one that QR's alphanumeric mode takes, one that it does not. */
const items = ['SR-2026/11-007', 'sr_2026'].flatMap((lot) =>
  drawSerials(13).map((serial) => ({ ...batch, lot, item: { gtin: '08936012345674', serial } })),
);
const linkOf = ({ lot, item }: (typeof items)[number]): string =>
  `HTTPS://XACMINH.DAUNGUON.EXAMPLE/01/08936012345674/10/${encodeURIComponent(lot)}/21/${item.serial}`;

describe('labels with serials', () => {
  test.each([300, 203])('each of a sheet decodes again from its pixels at %i dpi, to its own link', async (dpi) => {
    const pages = await open(await labelPdf(items, { verifierUrl, size: 'a4-3x8' }), dpi);
    const read = items.map((_, at) => {
      const place = at % 24;
      return pages[Math.floor(at / 24)]?.decode((place % 3) * 70, 0.5 + Math.floor(place / 3) * 37, 37, 37);
    });
    expect(read).toEqual(items.map(linkOf));
  });

  test('and each of a roll, where the label also says lot and serial in letters', async () => {
    const some = [items[0]!, items.at(-1)!];
    const pages = await open(await labelPdf(some, { verifierUrl, size: 'roll-50x30' }), 203);
    expect(pages.map((page) => page.decode(0, 0, 28, 30))).toEqual(some.map(linkOf));
    const text = pages[0]?.text.replaceAll(/\s+/g, '');
    expect(text).toContain(`SN${items[0]?.item.serial}`);
    expect(text).toContain('Lô:SR-2026/11-007');
  });

  test('their codes are explicit segments: bytes only for the lot in lower case', () => {
    const modes = (at: number) => segmentsOf(linkOf(items.at(at)!)).map(({ mode, data }) => [mode, data.length]);
    expect(modes(0)).toEqual([['alphanumeric', 91]]);
    expect(modes(-1)).toEqual([
      ['alphanumeric', 54],
      ['byte', 3],
      ['alphanumeric', 25],
    ]);
  });
});

describe('labels', () => {
  test('the label of an OCOP product leads to its record and says its stars', async () => {
    const ocop = { id: batch.id, product: 'Chôm chôm sấy', ocop: { stars: 4, certificate: '75-001' } };
    const [page] = await open(await labelPdf([ocop], { verifierUrl, size: 'roll-50x30' }), 203);
    expect(page?.decode(0, 0, 28, 30)).toBe('HTTPS://XACMINH.DAUNGUON.EXAMPLE/R/01ARZ3NDEKTSV4RRFFQ69G5FAV');
    expect(page?.text.replaceAll(/\s+/g, ' ')).toContain('OCOP 4 sao');
  });

  test('a roll label decodes from its pixels at 203 dpi and keeps its Vietnamese text', async () => {
    const [page] = await open(await labelPdf([batch], { verifierUrl, size: 'roll-50x30' }), 203);
    expect(page?.decode(0, 0, 28, 30)).toBe('HTTPS://XACMINH.DAUNGUON.EXAMPLE/R/01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const text = page?.text.replaceAll(/\s+/g, ' ').normalize('NFC');
    for (const words of ['Sầu riêng Ri6', 'Lô: SR-2026/11-007', 'Thu hoạch: 20/11/2026', 'VN-DNOR-0269', 'Xuân Định'])
      expect(text).toContain(words);
  });

  test('every label of a sheet decodes: 25 labels fill a page and begin the next', async () => {
    const pages = await open(
      await labelPdf([...Array<LabelData>(24).fill(batch), other], { verifierUrl, size: 'a4-3x8' }),
      203,
    );
    expect(pages).toHaveLength(2);
    for (let row = 0; row < 8; row += 1)
      for (let column = 0; column < 3; column += 1)
        expect(pages[0]?.decode(column * 70, 0.5 + row * 37, 37, 37)).toMatch(/01ARZ3NDEKTSV4RRFFQ69G5FAV$/);
    expect(pages[1]?.decode(0, 0.5, 37, 37)).toMatch(/7ZZZZZZZZZZZZZZZZZZZZZZZZZ$/);
  });

  test('copies repeat each label', async () => {
    const pages = await open(await labelPdf([batch], { verifierUrl, size: 'roll-50x30', copies: 3 }), 72);
    expect(pages).toHaveLength(3);
  });

  test('a long product name is shortened and the code still stands on the label', async () => {
    const long = { ...batch, product: 'Sầu riêng cấp đông nguyên múi '.repeat(4).trim() };
    const [page] = await open(await labelPdf([long], { verifierUrl, size: 'roll-50x30' }), 72);
    expect(page?.text.replaceAll(/\s+/g, '')).toContain('01ARZ3NDEKTSV4RRFFQ69G5FAV');
  });
});

test('label addresses are upper case and only for record ids', () => {
  expect(labelUrl('http://localhost:8081/', batch.id)).toBe('HTTP://LOCALHOST:8081/R/01ARZ3NDEKTSV4RRFFQ69G5FAV');
  expect(() => labelUrl('http://localhost:8081', 'x')).toThrow('not a record id');
});

test('the typed code ends in its check character', () => {
  expect(typedCode('00000000000000000000000001')).toBe('0000 0000 0000 0000 0000 0000 01-1');
});

test('modules under 0.4 mm are refused', () => {
  expect(() => moduleMm(33, 16)).toThrow('too small');
  expect(moduleMm(32, 16)).toBe(0.4);
});
