import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { fromBER, type OctetString, type Sequence, type UTCTime } from 'asn1js';
import * as pkijs from 'pkijs';

/** What a CMS signature says, with its certificates. */
export interface CmsSignature {
  /** Whether the signature is over these bytes, by the key of `signer`. */
  readonly right: boolean;
  readonly signer: X509Certificate;
  readonly certificates: readonly X509Certificate[];
  readonly crls: readonly pkijs.CertificateRevocationList[];
  /** When the signer says that it signed; nobody vouches for it. */
  readonly claimedTime?: Date;
}

/** A CMS that is malformed, or of a kind that is not read. */
export class CmsError extends Error {
  override readonly name = 'CmsError';
}

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** ESS signing-certificate-v2 (RFC 5035): binds the signature to one certificate. PAdES demands it. */
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
} as const;
const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** RSASSA-PSS would need parameters; PKCS #1 v1.5 and ECDSA are what Vietnamese authorities issue keys for. */
const signatures = new Set([
  '1.2.840.113549.1.1.1',
  ...['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ...['1.2.840.10045.2.1', '1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
]);

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
const x509 = (certificate: pkijs.Certificate): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)));

const parse = (der: Uint8Array): pkijs.SignedData => {
  try {
    const { result, offset } = fromBER(Uint8Array.from(der));
    if (offset !== der.length) throw new Error('bytes left over');
    const info = new pkijs.ContentInfo({ schema: result });
    if (info.contentType !== oids.signedData) throw new Error('not SignedData');
    return new pkijs.SignedData({ schema: info.content as unknown });
  } catch (cause) {
    throw new CmsError('not a CMS SignedData', { cause });
  }
};

/** DER of the first value of a signed attribute that occurs once. */
const attribute = (attributes: readonly pkijs.Attribute[], oid: string): unknown => {
  const found = attributes.filter(({ type }) => type === oid);
  return found.length === 1 && found[0]!.values.length === 1 ? (found[0]!.values[0] as unknown) : undefined;
};

/** The certificate's hash in signing-certificate-v2: SEQUENCE { certs SEQUENCE OF ESSCertIDv2 { [hashAlgorithm], certHash, … } }. */
const bindsCertificate = (value: unknown, signer: X509Certificate): boolean => {
  const items = (node: unknown): unknown[] => ((node as Sequence | undefined)?.valueBlock?.value ?? []) as unknown[];
  const [first] = items(items(value)[0]);
  const [algorithm, hash] =
    items(first).length > 1 && items(items(first)[0]).length > 0 ? items(first) : [undefined, items(first)[0]];
  const oid = algorithm === undefined ? undefined : String((items(algorithm)[0] as { valueBlock: object }).valueBlock);
  // Absent means SHA-256 (RFC 5035 §4).
  const name = oid === undefined ? 'sha256' : hashes[oid];
  const bytes = (hash as OctetString | undefined)?.valueBlock?.valueHexView;
  return name !== undefined && bytes !== undefined && same(bytes, createHash(name).update(signer.raw).digest());
};

/** Reads a detached CMS signature (RFC 5652) and checks it over `signed`. `pades`: the certificate must be bound. @throws CmsError */
export const checkCms = (der: Uint8Array, signed: Uint8Array, pades: boolean): CmsSignature => {
  const cms = parse(der);
  if (cms.signerInfos.length !== 1) throw new CmsError('exactly one signer is expected');
  if (cms.encapContentInfo.eContent !== undefined) throw new CmsError('the signature carries content of its own');
  const info = cms.signerInfos[0]!;
  const certificates = (cms.certificates ?? []).flatMap((item) => (item instanceof pkijs.Certificate ? [item] : []));
  const crls = (cms.crls ?? []).flatMap((item) => (item instanceof pkijs.CertificateRevocationList ? [item] : []));
  const { sid } = info;
  const named = certificates.find(
    (certificate) =>
      sid instanceof pkijs.IssuerAndSerialNumber &&
      certificate.issuer.isEqual(sid.issuer) &&
      certificate.serialNumber.isEqual(sid.serialNumber),
  );
  const hash = hashes[info.digestAlgorithm.algorithmId];
  if (named === undefined) throw new CmsError('the signer’s certificate is missing');
  if (hash === undefined || !signatures.has(info.signatureAlgorithm.algorithmId))
    throw new CmsError('only SHA-2 with RSA or ECDSA is read');
  if (info.signedAttrs === undefined) throw new CmsError('signed attributes are missing');
  const signer = x509(named);
  const { attributes, encodedValue } = info.signedAttrs;
  const digest = (attribute(attributes, oids.messageDigest) as OctetString | undefined)?.valueBlock.valueHexView;
  const contentType = attribute(attributes, oids.contentType) as { valueBlock: object } | undefined;
  const bound = bindsCertificate(attribute(attributes, oids.signingCertificate), signer);
  const right =
    digest !== undefined &&
    same(digest, createHash(hash).update(signed).digest()) &&
    String(contentType?.valueBlock) === oids.data &&
    (bound || !pades) &&
    verify(hash, new Uint8Array(encodedValue), signer.publicKey, info.signature.valueBlock.valueHexView);
  const time = attribute(attributes, oids.signingTime) as UTCTime | undefined;
  return {
    ...{ right, signer, crls, certificates: certificates.map(x509) },
    ...(typeof time?.toDate === 'function' ? { claimedTime: time.toDate() } : {}),
  };
};
