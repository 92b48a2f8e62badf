import { createHash, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/**
 * Who signs: a person's own device, or a signing service (CSC API v2), that holds the key. `sign` answers the signature over SHA-256 of the
 * bytes, for RSA by PKCS #1 v1.5, for ECDSA as DER.
 */
export interface LegalSigner {
  /** DER, the signer's first. */
  readonly certificates: readonly Uint8Array[];
  sign(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

const contentsBytes = 16_384;
const rangePlace = '/ByteRange [0 0000000000 0000000000 0000000000]';
const oid = (value: string) => new asn1js.ObjectIdentifier({ value });
const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: Uint8Array.from(bytes).buffer });
const pdfDate = (time: Date): string => `D:${time.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`;

/** An incremental update (ISO 32000-2 §7.5.6) of a PDF with a classic cross-reference table: signature, field, form. */
const withPlaceholder = (pdf: Buffer, time: Date): { bytes: Buffer; contentsAt: number } => {
  const text = pdf.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const [root, size] = [/\/Root (\d+) 0 R/.exec(trailer)?.[1], Number(/\/Size (\d+)/.exec(trailer)?.[1])];
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const catalog = new RegExp(`(?:^|\\n)${root} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(text)?.[1];
  if (root === undefined || previous === undefined || catalog === undefined || /\/AcroForm/.test(catalog))
    throw new Error('this PDF cannot be prepared for signing here: sign it with a desktop program');
  const parts: string[] = ['\n'];
  const offsets: [id: number, offset: number][] = [];
  let at = pdf.length + 1;
  const add = (id: number, body: string): number => {
    const object = `${id} 0 obj\n${body}\nendobj\n`;
    offsets.push([id, at]);
    parts.push(object);
    at += object.length;
    return at - object.length;
  };
  const signature = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${pdfDate(time)}) ${rangePlace} /Contents <`;
  const start = add(size, `${signature}${'0'.repeat(2 * contentsBytes)}> >>`);
  const contentsAt = start + `${size} 0 obj\n`.length + signature.length - 1;
  add(size + 1, `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [0 0 0 0] /V ${size} 0 R >>`);
  add(Number(root), `<<${catalog}/AcroForm << /SigFlags 3 /Fields [${size + 1} 0 R] >>\n>>`);
  const table = offsets.map(([id, offset]) => `${id} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n${table}trailer\n<< /Size ${size + 2} /Root ${root} 0 R /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`,
  );
  return { bytes: Buffer.concat([pdf, Buffer.from(parts.join(''), 'latin1')]), contentsAt };
};

const attribute = (type: string, value: unknown) => new pkijs.Attribute({ type, values: [value] });

/** A detached CMS signature with the attributes of PAdES baseline B-B (ETSI EN 319 142-1). */
export const signCms = async (signed: Uint8Array, signer: LegalSigner, time: Date): Promise<Uint8Array> => {
  const parsed = signer.certificates.map((der) => pkijs.Certificate.fromBER(Uint8Array.from(der)));
  const [certificate, raw] = [parsed[0]!, signer.certificates[0]!];
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const certificateId = new asn1js.Sequence({ value: [octets(sha256(raw))] });
  const bound = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certificateId] })] });
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.7.1')),
    attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: time })),
    attribute('1.2.840.113549.1.9.4', octets(sha256(signed))),
    attribute('1.2.840.113549.1.9.16.2.47', bound),
  ];
  // DER orders the members of a SET by their encoding (X.690 §11.6).
  const encoded = attributes.map((item) => Buffer.from(item.toSchema().toBER(false)));
  const order = encoded.map((_, index) => index).sort((a, b) => Buffer.compare(encoded[a]!, encoded[b]!));
  const sorted = order.map((index) => attributes[index]!);
  const set = new asn1js.Set({ value: sorted.map((item) => item.toSchema()) }).toBER(false);
  const ec = new X509Certificate(raw).publicKey.asymmetricKeyType === 'ec';
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: ec ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.11',
    }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: sorted }),
    signature: octets(await signer.sign(new Uint8Array(set))),
  });
  const cms = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [info.digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    signerInfos: [info],
    certificates: parsed,
  });
  const content = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: cms.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER(false));
};

/** A PDF made here (`credentialPdf`, reports), with a PAdES signature. `time` is claimed, not proven. */
export const signPdf = async (pdf: Buffer, signer: LegalSigner, time: Date): Promise<Buffer> => {
  const { bytes, contentsAt } = withPlaceholder(pdf, time);
  const after = contentsAt + 2 + 2 * contentsBytes;
  const range = [contentsAt, after, bytes.length - after].map((value) => String(value).padStart(10, '0'));
  bytes.write(`/ByteRange [0 ${range.join(' ')}]`, bytes.indexOf(rangePlace, pdf.length, 'latin1'), 'latin1');
  const cms = await signCms(Buffer.concat([bytes.subarray(0, contentsAt), bytes.subarray(after)]), signer, time);
  if (cms.length > contentsBytes) throw new Error('the signature does not fit its place');
  bytes.write(Buffer.from(cms).toString('hex'), contentsAt + 1, 'latin1');
  return bytes;
};
