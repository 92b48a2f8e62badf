import { drawQr, pt } from './draw-qr.ts';
import { qrModules } from './label-qr.ts';
import { labelPlace, labelSheets, type LabelSheet, type LabelSize } from './label-sheet.ts';
import { labelUrl, serialUrl, typedCode } from './label-url.ts';
import { pdfOf } from './pdf-document.ts';

/** What is printed on the label of one batch, or of an OCOP product. */
export interface LabelData {
  readonly id: string;
  readonly product: string;
  /** Of a batch. */
  readonly lot?: string;
  /** Of a product with stars. */
  readonly ocop?: { readonly stars: number; readonly certificate: string };
  /** YYYY-MM-DD; absent for mixed batches. */
  readonly harvestDate?: string;
  readonly growingArea?: { readonly puc: string; readonly name: string };
  readonly producer?: string;
  /** There to learn with: the label says so above all else. */
  readonly isTraining?: boolean;
  /** Of a single item; absent: the label is the lot's. */
  readonly item?: { readonly gtin: string; readonly serial: string };
}

const padding = 1.5;

/** A PDF with `copies` labels of each batch, one after the other. `verifierUrl` is the address that the QR code opens. */
export function labelPdf(
  labels: readonly LabelData[],
  options: { verifierUrl: string; size: LabelSize; copies?: number },
): Promise<Buffer> {
  const sheet = labelSheets[options.size];
  const page = {
    size: [pt(sheet.page.width), pt(sheet.page.height)] as [number, number],
    info: { Title: 'Nhãn truy xuất nguồn gốc' },
  };
  const printed = labels.flatMap((label) => Array.from({ length: options.copies ?? 1 }, () => label));
  return pdfOf(page, (document) =>
    printed.forEach((label, index) => {
      const { x, y, newPage } = labelPlace(sheet, index);
      if (newPage) document.addPage();
      const box = Math.min(sheet.label.height - 2 * padding, sheet.label.width * 0.5);
      drawQr(
        document,
        qrModules(urlOf(options.verifierUrl, label)),
        x + padding,
        y + (sheet.label.height - box) / 2,
        box,
      );
      drawText(document, label, x + padding + box, y, sheet, box);
    }),
  );
}

const urlOf = (verifierUrl: string, { id, lot, item }: LabelData): string =>
  item === undefined || lot === undefined ? labelUrl(verifierUrl, id) : serialUrl(verifierUrl, { ...item, lot });

function drawText(
  document: PDFKit.PDFDocument,
  label: LabelData,
  x: number,
  y: number,
  sheet: LabelSheet,
  box: number,
): void {
  const width = pt(sheet.label.width - box - 2 * padding);
  const bottom = pt(y + sheet.label.height - padding);
  const small = sheet.label.height < 35 ? 5 : 6.2;
  let top = pt(y + padding + 1);
  const line = (text: string, font: string, size: number, lines: number): void => {
    document.font(font).fontSize(size);
    const height = Math.min(document.heightOfString(text, { width }), document.currentLineHeight(true) * lines + 0.1);
    if (top + height > bottom + 0.5) return;
    document.text(text, pt(x), top, { width, height, ellipsis: true, lineBreak: true });
    top += height + 0.6;
  };
  if (label.isTraining === true) line('TẬP HUẤN – không phải hàng thật', 'bold', small + 2, 2);
  line(label.product, 'bold', small + 2, 2);
  if (label.lot !== undefined) line(`Lô: ${label.lot}`, 'bold', small + 0.4, 1);
  if (label.ocop !== undefined) {
    line(`OCOP ${label.ocop.stars} sao`, 'bold', small + 0.4, 1);
    line(`Giấy chứng nhận ${label.ocop.certificate}`, 'regular', small, 1);
  }
  if (label.harvestDate !== undefined) line(`Thu hoạch: ${vietnameseDate(label.harvestDate)}`, 'regular', small, 1);
  if (label.growingArea !== undefined) {
    line(`Vùng trồng ${label.growingArea.name}`, 'regular', small, 2);
    line(`MSVT: ${label.growingArea.puc}`, 'regular', small, 1);
  }
  if (label.item === undefined) line(typedCode(label.id), 'regular', small, 3);
  else {
    line(`GTIN ${label.item.gtin}`, 'regular', small, 1);
    line(`SN ${label.item.serial}`, 'regular', small, 2);
  }
  if (label.producer !== undefined) line(label.producer, 'regular', small, 1);
}

/** YYYY-MM-DD as it is written in Việt Nam. */
const vietnameseDate = (date: string): string => date.split('-').reverse().join('/');
