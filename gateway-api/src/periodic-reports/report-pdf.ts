import { drawQr, pt } from '../labels/draw-qr.ts';
import { qrModules } from '../labels/label-qr.ts';
import { pdfOf } from '../labels/pdf-document.ts';
import type { ReportContent } from './report-content.ts';
import { reportText, valueText } from './report-words.ts';

const margin = 20;
const width = 210 - 2 * margin;
const bottom = 297 - margin;
const grey = '#555555';
const valueWidth = 48;
const qrBox = 30;

/** Where anybody checks the file, whoever has it. */
export const checkPage = (verifierUrl: string): string => `${verifierUrl}/kiem-tra-tep`;

/** The report on A4 pages. Its bytes follow from the content alone. */
export const reportPdf = (content: ReportContent, verifierUrl: string): Promise<Buffer> => {
  const { heading, period, isDraft, source, narrative } = reportText(content);
  const madeAt = new Date(content.final?.at ?? content.readAt);
  const info = {
    Title: `${heading[0]}, ${period[0]}`,
    Author: content.lead.name,
    CreationDate: madeAt,
    ModDate: madeAt,
  };
  // A long text breaks inside the margins by itself.
  const margins = { top: pt(margin), bottom: pt(margin), left: pt(margin), right: pt(margin) };
  return pdfOf({ size: 'A4', info, bufferPages: true, margin: undefined, margins }, (document) => {
    const page = (): void => {
      document.addPage();
      document.y = pt(margin);
    };
    const room = (mm: number): void => {
      if (document.y + pt(mm) > pt(bottom)) page();
    };
    const write = (
      text: string,
      font: string,
      size: number,
      colour = 'black',
      align: 'left' | 'center' = 'left',
    ): void => {
      document.font(font).fontSize(size).fillColor(colour);
      document.text(text, pt(margin), document.y, { width: pt(width), align });
    };
    page();
    write('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 12, 'black', 'center');
    write('Độc lập – Tự do – Hạnh phúc', 'bold', 11, 'black', 'center');
    document.moveDown(1);
    write(content.lead.name.toLocaleUpperCase('vi'), 'bold', 11, 'black', 'center');
    document.moveDown(0.8);
    write(`BÁO CÁO ${period[0].toLocaleUpperCase('vi')}`, 'bold', 16, 'black', 'center');
    write(heading[0], 'bold', 13, 'black', 'center');
    write(`${heading[1]} · ${period[1]}`, 'regular', 9, grey, 'center');
    if (isDraft) write('BẢN DỰ THẢO – chưa phải báo cáo chính thức / DRAFT', 'bold', 10, '#8a2b00', 'center');
    document.moveDown(0.8);
    for (const [vi, en] of source) {
      room(10);
      write(vi, 'regular', 9);
      write(en, 'regular', 7, grey);
    }
    section('Số liệu', 'Figures');
    for (const figure of content.figures) drawFigure(figure);
    for (const { title, text } of narrative) {
      section(...title);
      // A long text flows over pages by itself.
      document.font('regular').fontSize(11).fillColor('black');
      document.text(text === '' ? '(không có / none)' : text, pt(margin), document.y, { width: pt(width) });
    }
    drawCheck();
    numberPages(document, isDraft);

    function section(vi: string, en: string): void {
      document.moveDown(0.9);
      room(20);
      write(vi, 'bold', 13);
      write(en, 'regular', 8, grey);
      document.moveDown(0.3);
    }
    function drawFigure(figure: ReportContent['figures'][number]): void {
      room(22);
      const top = document.y;
      const left = { width: pt(width - valueWidth - 4) };
      document.font('bold').fontSize(10).fillColor('black').text(figure.title.vi, pt(margin), top, left);
      document.font('regular').fontSize(8).fillColor(grey).text(figure.title.en, left);
      document.fontSize(7.5).text(figure.query.method.vi, left);
      document
        .fillColor('#1a4d8f')
        .text('Vì sao là số này / Why this number', { ...left, link: figure.address, underline: true });
      const below = document.y;
      document.font('bold').fontSize(12).fillColor('black');
      document.text(valueText(figure), pt(margin + width - valueWidth), top, { width: pt(valueWidth), align: 'right' });
      document.y = Math.max(below, document.y) + 5;
      document
        .moveTo(pt(margin), document.y - 3)
        .lineTo(pt(margin + width), document.y - 3)
        .lineWidth(0.4)
        .stroke('#cccccc');
    }
    function drawCheck(): void {
      document.moveDown(1);
      room(qrBox + 8);
      const top = document.y / pt(1);
      drawQr(document, qrModules(checkPage(verifierUrl)), margin, top, qrBox);
      const x = pt(margin + qrBox + 4);
      const text = { width: pt(width - qrBox - 4) };
      document.y = pt(top + 3);
      const lines = [
        ['Kiểm chứng tệp này trên máy của bạn', 'bold', 10],
        ['Check this file on your own device', 'regular', 8],
        [checkPage(verifierUrl), 'regular', 8.5],
        [
          'Trang ấy cho biết đơn vị nào xác nhận đúng tệp này trên sổ. Tệp sửa một chữ thì không khớp nữa.',
          'regular',
          8,
        ],
      ] as const;
      for (const [line, font, size] of lines)
        document.font(font).fontSize(size).fillColor('black').text(line, x, document.y, text).moveDown(0.3);
    }
  });
};

function numberPages(document: PDFKit.PDFDocument, isDraft: boolean): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    // Else what stands below the margin would begin another page.
    document.page.margins.bottom = 0;
    document.font('regular').fontSize(8).fillColor(grey);
    const text = `${isDraft ? 'Bản dự thảo · ' : ''}Trang ${index + 1}/${count}`;
    document.text(text, pt(margin), pt(285), { width: pt(width), align: 'center', lineBreak: false });
  }
}
