import { serialText, type RetirementBody } from '@daunguon/records';
import { drawQr, pt } from '../../labels/draw-qr.ts';
import { qrModules } from '../../labels/label-qr.ts';
import { labelUrl, typedCode } from '../../labels/label-url.ts';
import { pdfOf } from '../../labels/pdf-document.ts';
import { internalRegistry, purposeWords } from './retirement-words.ts';

export interface RetirementPdf {
  readonly id: string;
  readonly body: RetirementBody;
  readonly projectName: string;
  readonly holderName: string;
  readonly verifierUrl: string;
  /** Code that the ministry gave the block, once it did. */
  readonly domesticCode?: string;
}

const margin = 20;
const width = 210 - 2 * margin;
const qrBox = 40;
const grey = '#555555';

const day = (instant: string): string => instant.slice(0, 10).split('-').reverse().join('/');
const grouped = (units: string): string => units.replace(/\B(?=(\d{3})+$)/g, '.');
/** The certificate on one A4 page. Its bytes follow from the record alone: asked for again, it is the same file. */
export const retirementPdf = (data: RetirementPdf): Promise<Buffer> => {
  const { body } = data;
  const madeAt = new Date(body.retiredAt);
  const info = { Title: `${body.number}`, Author: 'Dấu Nguồn', CreationDate: madeAt, ModDate: madeAt };
  return pdfOf({ size: 'A4', info }, (document) => {
    document.addPage();
    const centred = (text: string, font: string, size: number, colour = 'black'): void => {
      document.font(font).fontSize(size).fillColor(colour);
      document.text(text, pt(margin), document.y, { width: pt(width), align: 'center' });
    };
    document.y = pt(20);
    centred('CHỨNG NHẬN LOẠI BỎ TÍN CHỈ CÁC-BON', 'bold', 20);
    centred('CARBON UNIT RETIREMENT CERTIFICATE', 'regular', 11, grey);
    document.moveDown(0.6);
    if (data.domesticCode === undefined) {
      centred(internalRegistry.vi, 'bold', 11, '#8a2b00');
      centred(internalRegistry.en, 'regular', 9, '#8a2b00');
    }
    document.moveDown(0.8);
    centred(body.beneficiary.name, 'bold', 17);
    centred(`${grouped(body.quantity)} tCO2e`, 'bold', 24);
    document.moveDown(0.8);
    for (const [vi, en, value] of rowsOf(data)) {
      const top = document.y;
      document
        .font('regular')
        .fontSize(10)
        .fillColor('black')
        .text(vi, pt(margin), top, { width: pt(55) });
      document
        .fontSize(7.5)
        .fillColor(grey)
        .text(en, { width: pt(55) });
      const below = document.y;
      document.font('bold').fontSize(10.5).fillColor('black');
      document.text(value, pt(margin + 55), top, { width: pt(width - 55) });
      document.y = Math.max(below, document.y) + 5;
    }
    drawProof(document, data);
  });
};

/** What a row is in Vietnamese and in English, and its value. */
type Row = readonly [vi: string, en: string, value: string];

const rowsOf = ({ body, projectName, holderName, domesticCode }: RetirementPdf): readonly Row[] =>
  (
    [
      ['Số chứng nhận', 'Certificate number', body.number],
      ['Loại bỏ thay cho', 'Retired on behalf of', `${body.beneficiary.name} (${body.beneficiary.country})`],
      ['Mục đích', 'Purpose', purposeWords[body.purpose].join(' / ')],
      ['Cho phát thải của kỳ', 'For emissions of', `${day(body.periodFrom)} – ${day(body.periodUntil)}`],
      ['Dự án', 'Project', `${projectName} (${body.projectCode})`],
      ['Năm phát sinh', 'Vintage', String(body.vintage)],
      ['Sê-ri, tính cả hai đầu', 'Serials, both ends included', serialText(body)],
      ['Người nắm giữ', 'Holder', holderName],
      ['Ngày loại bỏ', 'Retired on', day(body.retiredAt)],
      ['Mã trong nước', 'Domestic code', domesticCode ?? ''],
      ['Nội dung', 'Statement', body.statement ?? ''],
    ] satisfies Row[]
  ).filter(([, , value]) => value !== '');

function drawProof(document: PDFKit.PDFDocument, { id, verifierUrl }: RetirementPdf): void {
  const top = 297 - margin - qrBox;
  const link = labelUrl(verifierUrl, id);
  drawQr(document, qrModules(link), margin, top, qrBox);
  document.link(pt(margin), pt(top), pt(qrBox), pt(qrBox), link);
  const [x, lines] = [pt(margin + qrBox + 4), pt(width - qrBox - 4)];
  document.y = pt(top + 4);
  const line = (text: string, font: string, size: number, colour = 'black'): void => {
    document.font(font).fontSize(size).fillColor(colour).text(text, x, document.y, { width: lines });
    document.moveDown(0.35);
  };
  line('Quét mã để kiểm chứng', 'bold', 10);
  line('Scan to verify', 'regular', 8, grey);
  line(`Mã hồ sơ / Record: ${typedCode(id)}`, 'regular', 8.5);
  line('Tín chỉ đã loại bỏ không bao giờ dùng lại được. / What is retired is never used again.', 'regular', 8);
  line('Bản in có giá trị như kết quả kiểm chứng nói. / This page is worth what the check says.', 'regular', 8);
}
