/** One signature in a PDF, by its bytes alone. */
export interface PdfSignature {
  /** DER of the CMS SignedData in /Contents. */
  readonly cms: Uint8Array;
  /** What it signs: the file without the hexadecimal of /Contents. */
  readonly signed: Uint8Array;
  /** `ETSI.CAdES.detached` (PAdES) or `adbe.pkcs7.detached`. */
  readonly subFilter: string;
  /** Where the signed revision ends. */
  readonly end: number;
}

/** A PDF whose signature is not where it says, or has no signature; `code` is stable. */
export class PdfSignatureError extends Error {
  readonly code: 'not-a-pdf' | 'not-signed' | 'too-many-signatures' | 'byte-range' | 'contents' | 'sub-filter';
  constructor(code: PdfSignatureError['code'], detail: string) {
    super(detail);
    this.name = 'PdfSignatureError';
    this.code = code;
  }
}

/** Bytes as characters of the same value, so that positions in the text are positions in the file. */
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Each is over nearly the whole file: what anybody may send must not cost its square. */
const mostSignatures = 20;

/** Placeholders are padded with zeros: the DER's own length says where it ends. */
const trimDer = (der: Buffer): Uint8Array => {
  const first = der[1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const length = lengthBytes === 0 ? first : der.readUIntBE(2, Math.min(lengthBytes, 4));
  const end = 2 + lengthBytes + length;
  if (der[0] !== 0x30 || lengthBytes > 4 || end > der.length || der.subarray(end).some((byte) => byte !== 0))
    throw new PdfSignatureError('contents', 'the signature is no DER, or is followed by more than zeros');
  return new Uint8Array(der.subarray(0, end));
};

/**
 * The signatures of a PDF (ISO 32000-2 §12.8.1), in the order of their revisions. Each must leave out exactly the hexadecimal string
 * between its two ranges, and start at byte 0: a range that leaves out anything else could hide what is shown from what is signed.
 * @throws PdfSignatureError
 */
export const readPdfSignatures = (pdf: Uint8Array): readonly PdfSignature[] => {
  const text = latin1(pdf);
  if (!text.startsWith('%PDF-')) throw new PdfSignatureError('not-a-pdf', 'not a PDF');
  const found: PdfSignature[] = [];
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  if (ranges.length > mostSignatures)
    throw new PdfSignatureError('too-many-signatures', `more than ${mostSignatures} signatures are not read`);
  for (const match of ranges) {
    const [start, before, after, rest] = match.slice(1, 5).map(Number) as [number, number, number, number];
    const end = after + rest;
    if (start !== 0 || before >= after || end > pdf.length || match.index >= end)
      throw new PdfSignatureError('byte-range', 'the byte range does not fit the file');
    const gap = text.slice(before, after);
    if (!/^<[0-9A-Fa-f]*>$/.test(gap) || gap.length % 2 !== 0)
      throw new PdfSignatureError('byte-range', 'the byte range leaves out more than the signature');
    const near = text.slice(text.lastIndexOf('obj', match.index), text.indexOf('endobj', match.index));
    const subFilter = /\/SubFilter\s*\/([\w.]+)/.exec(near)?.[1] ?? '';
    if (subFilter !== 'ETSI.CAdES.detached' && subFilter !== 'adbe.pkcs7.detached')
      throw new PdfSignatureError('sub-filter', `signatures of kind ${subFilter} are not read`);
    const cms = trimDer(Buffer.from(gap.slice(1, -1), 'hex'));
    const signed = new Uint8Array(Buffer.concat([pdf.subarray(0, before), pdf.subarray(after, end)]));
    found.push({ cms, signed, subFilter, end });
  }
  if (found.length === 0) throw new PdfSignatureError('not-signed', 'the PDF has no signature');
  return found.sort((a, b) => a.end - b.end);
};
