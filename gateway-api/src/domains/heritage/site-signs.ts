import { drawQr, pt } from '../../labels/draw-qr.ts';
import { qrModules } from '../../labels/label-qr.ts';
import { pdfOf } from '../../labels/pdf-document.ts';

export interface Sign {
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly place: string;
  /** What the code opens. */
  readonly url: string;
}

const [width, height] = [210, 297];
const box = 110;

/** One A4 sign for each site: a code large enough to scan from two metres, its name, and the address to type. */
export const siteSigns = (title: string, signs: readonly Sign[]): Promise<Buffer> =>
  pdfOf({ size: 'A4', info: { Title: title } }, (document) => {
    for (const { name, nameEn, place, url } of signs) {
      document.addPage();
      const line = (text: string, font: string, size: number, y: number): void => {
        document.font(font).fontSize(size);
        document.text(text, pt(20), pt(y), { width: pt(width - 40), align: 'center', height: pt(30), ellipsis: true });
      };
      line(name, 'bold', 30, 30);
      if (nameEn !== undefined) line(nameEn, 'regular', 18, 60);
      line(place, 'regular', 14, 75);
      drawQr(document, qrModules(url), (width - box) / 2, 95, box);
      line('Quét mã để nghe câu chuyện và tự kiểm chứng', 'bold', 16, 215);
      line('Scan for the story, and check it yourself', 'regular', 14, 225);
      line(url, 'regular', 10, height - 40);
    }
  });

/** The same code alone, for a page. */
export function qrSvg(url: string): string {
  const { size, dark } = qrModules(url);
  const side = size + 8;
  const cells: string[] = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (dark(row, column)) cells.push(`M${column + 4} ${row + 4}h1v1h-1z`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${cells.join('')}"/></svg>`;
}
