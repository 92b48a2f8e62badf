/** Files as a graduate sends them, and the code read back out of a page's pixels. */
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PDFDocument from 'pdfkit';
import decodeQR from 'qr/decode.js';
import qrcode from 'qrcode';

const dpi = 203;
const px = (mm: number): number => Math.round((mm * dpi) / 25.4);

/** The text of the QR code of a diploma's PDF, read from its pixels as a camera would. */
export async function codeOnPage(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  // Where the code is printed: docs/guide/credential-formats.md.
  const { data, width, height } = context.getImageData(px(20), px(241), px(36), px(36));
  await document.loadingTask.destroy();
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}

/** A paper that went through a scanner: a picture of a code and nothing that a program could read otherwise, but for a link to `elsewhere`. */
export async function scannedPdf(link: string, elsewhere?: string): Promise<Buffer> {
  const picture = await qrcode.toBuffer(link, { errorCorrectionLevel: 'M', margin: 4, scale: 6 });
  const document = new PDFDocument({ size: 'A4' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => document.on('end', resolve));
  document.image(picture, 60, 600, { width: 140 });
  if (elsewhere !== undefined) document.link(60, 60, 200, 20, elsewhere);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

/** The link with one bit of what was signed changed. */
export function tampered(link: string): string {
  const [address = '', fragment = ''] = link.split('#');
  const bytes = Buffer.from(fragment, 'base64url');
  // In the middle of the claims, which lie between protected header and signature.
  bytes[bytes.length - 100]! ^= 1;
  return `${address}#${bytes.toString('base64url')}`;
}
