import { moduleMm, quietModules, type QrModules } from './label-qr.ts';

/** Millimetres in PDF points. */
export const pt = (mm: number): number => (mm * 72) / 25.4;

/** Draws a QR code, quiet zone included, into a square of `box` millimetres whose corner is at (x, y) millimetres. */
export function drawQr(document: PDFKit.PDFDocument, qr: QrModules, x: number, y: number, box: number): void {
  const module = moduleMm(qr.size, box);
  for (let row = 0; row < qr.size; row += 1)
    for (let column = 0; column < qr.size; column += 1) {
      if (!qr.dark(row, column)) continue;
      // Runs are drawn as one rectangle: viewers show hairlines between neighbours.
      let end = column + 1;
      while (end < qr.size && qr.dark(row, end)) end += 1;
      document.rect(
        pt(x + (column + quietModules) * module),
        pt(y + (row + quietModules) * module),
        pt((end - column) * module),
        pt(module),
      );
      column = end;
    }
  document.fill('black');
}
