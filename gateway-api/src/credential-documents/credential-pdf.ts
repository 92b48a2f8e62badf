import qrcode from 'qrcode';
import { claimLabels, claimNames, type ClaimName, type CredentialContent } from '@daunguon/formats/credential';
import { drawQr, pt } from '../labels/draw-qr.ts';
import type { QrModules } from '../labels/label-qr.ts';
import { typedCode } from '../labels/label-url.ts';
import { pdfOf } from '../labels/pdf-document.ts';

/** What is printed of one diploma, certificate or badge. */
export interface CredentialPdf {
  readonly content: CredentialContent;
  readonly recordId: string;
  /** What the QR code says (`credentialQrLink`). */
  readonly qrLink: string;
  /** Who held the key that signed: a unit itself, or a server in its place, which the page then says. */
  readonly custody: 'own' | 'custodial';
  readonly madeAt: Date;
  /** Machine-readable forms that travel inside the PDF, such as the Verifiable Credential. */
  readonly attachments?: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
}

const margin = 20;
const width = 210 - 2 * margin;
/** 85 modules of version 15, quiet zone included, at 0.42 mm. */
const qrBox = 36;
const grey = '#555555';
/** In the heading, or of no use on paper. */
const unprinted = new Set<ClaimName>(['title', 'issuerName', 'documentDigest', 'imageDigest', 'personalId']);
const printedOn = new Set<ClaimName>([
  'birthDate',
  'issuedOn',
  'graduationDate',
  'startedOn',
  'completedOn',
  'expiresOn',
]);
const genders: Readonly<Record<string, string>> = { male: 'Nam / Male', female: 'Nữ / Female' };

const shown = (name: ClaimName, value: string | number): string => {
  if (printedOn.has(name)) return String(value).split('-').reverse().join('/');
  return name === 'gender' ? (genders[value] ?? String(value)) : String(value);
};

/** One byte segment, level M: in base64url, changes between QR's modes would cost more than they save. */
const qrOf = (link: string): QrModules => {
  const segment = { data: new TextEncoder().encode(link), mode: 'byte' } as const;
  const { modules } = qrcode.create([segment], { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: (row, column) => modules.get(row, column) === 1 };
};

/**
 * A diploma or certificate on one A4 page, Vietnamese first and English beside it, with a QR code that proves it offline. It does not
 * claim to be the signed original: what it is worth, the check says.
 */
export const credentialPdf = (data: CredentialPdf): Promise<Buffer> => {
  const { content, madeAt } = data;
  const info = {
    Title: String(content.claims.title),
    Author: content.issuer.name,
    CreationDate: madeAt,
    ModDate: madeAt,
  };
  return pdfOf({ size: 'A4', info }, (document) => {
    for (const { name, mediaType, bytes } of data.attachments ?? [])
      document.file(Buffer.from(bytes), { name, type: mediaType, creationDate: madeAt, modifiedDate: madeAt });
    document.addPage();
    const centred = (text: string, font: string, size: number, colour = 'black'): void => {
      document.font(font).fontSize(size).fillColor(colour);
      document.text(text, pt(margin), document.y, { width: pt(width), align: 'center' });
    };
    document.y = pt(22);
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 12);
    centred('Độc lập – Tự do – Hạnh phúc', 'bold', 11);
    centred('SOCIALIST REPUBLIC OF VIET NAM · Independence – Freedom – Happiness', 'regular', 8, grey);
    document.moveDown(1.5);
    centred(content.issuer.name, 'bold', 13);
    document.moveDown(0.5);
    centred(String(content.claims.title).toLocaleUpperCase('vi'), 'bold', 20);
    document.moveDown(1.2);
    drawClaims(document, content);
    drawProof(document, data);
  });
};

/** Rows that fit above the QR code at full size; more rows are drawn smaller. */
const rowsAtFullSize = 16;

function drawClaims(document: PDFKit.PDFDocument, { claims }: CredentialContent): void {
  const rows = claimNames.filter((name) => claims[name] !== undefined && !unprinted.has(name));
  const scale = Math.min(1, rowsAtFullSize / rows.length);
  const [label, text] = [pt(60), pt(width) - pt(60)];
  for (const name of rows) {
    const { vi, en } = claimLabels[name];
    const top = document.y;
    document
      .font('regular')
      .fontSize(10 * scale)
      .fillColor('black')
      .text(vi, pt(margin), top, { width: label });
    document
      .fontSize(7.5 * scale)
      .fillColor(grey)
      .text(en, { width: label });
    const below = document.y;
    document
      .font('bold')
      .fontSize((name === 'fullName' ? 14 : 11) * scale)
      .fillColor('black');
    // A description can be a thousand characters: two lines of it are shown, the whole is in the record.
    const height = below - top;
    document.text(shown(name, claims[name]!), pt(margin) + label, top, { width: text, height, ellipsis: true });
    document.y = below + 4 * scale;
  }
}

const notes = {
  own: 'Chữ ký số do đơn vị cấp tự tạo. / Signed with the issuer’s own key.',
  custodial: 'THỬ NGHIỆM: chữ ký do máy chủ tạo thay đơn vị cấp. / TEST: a server signed in place of the issuer.',
} as const;

function drawProof(document: PDFKit.PDFDocument, { qrLink, recordId, custody }: CredentialPdf): void {
  const top = 297 - margin - qrBox;
  drawQr(document, qrOf(qrLink), margin, top, qrBox);
  document.link(pt(margin), pt(top), pt(qrBox), pt(qrBox), qrLink);
  const [x, lines] = [pt(margin + qrBox + 4), pt(width - qrBox - 4)];
  document.y = pt(top + 3);
  const line = (text: string, font: string, size: number, colour = 'black'): void => {
    document.font(font).fontSize(size).fillColor(colour).text(text, x, document.y, { width: lines });
    document.moveDown(0.35);
  };
  line('Quét mã để kiểm chứng, kể cả khi không có mạng', 'bold', 10);
  line('Scan to verify, even without a network', 'regular', 8, grey);
  line(`Mã hồ sơ / Record: ${typedCode(recordId)}`, 'regular', 8.5);
  line(
    'Bản in chỉ có giá trị như kết quả kiểm chứng nói. / This page is worth what the check says, nothing more.',
    ...(['regular', 8] as const),
  );
  line(notes[custody], 'regular', 8);
}
