import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { labelPdf, type LabelData } from '../../../gateway-api/src/labels/label-pdf.ts';
import { side, writeStillVideo } from '../../../verifier-web/test/qr-video.ts';

/** A video for Chromium's fake camera of a label as the product prints it: the PDF's own pixels, not a QR code made for the test. */
export async function writeLabelVideo(path: string, label: LabelData, verifierUrl: string): Promise<void> {
  const pdf = await labelPdf([label], { verifierUrl, size: 'roll-50x30' });
  const page = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1);
  const viewport = page.getViewport({ scale: side / page.getViewport({ scale: 1 }).width });
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const { data } = context.getImageData(0, 0, side, side);
  const luma = Buffer.alloc(side * side);
  for (let at = 0; at < luma.length; at += 1) luma[at] = 16 + Math.round((data[at * 4]! * 219) / 255);
  await writeStillVideo(path, luma);
}
