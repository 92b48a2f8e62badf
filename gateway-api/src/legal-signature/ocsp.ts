import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { signatureHashes } from './signature-hashes.ts';

/** What a responder (RFC 6960) said of one certificate. */
export type OcspStatus = { readonly status: 'good' } | { readonly status: 'revoked'; readonly since: Date };

const oids = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  /** Extended key usage of a certificate to which an authority delegated its answers. */
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;
/** SHA-1 names the certificate here and protects nothing; every responder takes it (RFC 5019). */
const hashNames: Readonly<Record<string, string>> = { [oids.sha1]: 'sha1', [oids.sha256]: 'sha256' };

const parsed = (certificate: X509Certificate): pkijs.Certificate =>
  pkijs.Certificate.fromBER(Uint8Array.from(certificate.raw));
const sha = (name: string, bytes: ArrayBuffer | Uint8Array): Buffer =>
  createHash(name)
    .update(Buffer.from(bytes as Uint8Array))
    .digest();

/** Hashes of the issuer's name and key by which a CertID names it. */
const issuerHashes = (issuer: X509Certificate, name: string): { nameHash: Buffer; keyHash: Buffer } => {
  const { subject, subjectPublicKeyInfo } = parsed(issuer);
  return {
    nameHash: sha(name, subject.toSchema().toBER(false)),
    keyHash: sha(name, subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
  };
};
const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: Uint8Array.from(bytes).buffer });

/** DER of a request about one certificate. `nonce`: random, so that an old answer is not taken for a new one. */
export const ocspRequest = (certificate: X509Certificate, issuer: X509Certificate, nonce: Uint8Array): Uint8Array => {
  const { nameHash, keyHash } = issuerHashes(issuer, 'sha1');
  const reqCert = new pkijs.CertID({
    hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oids.sha1, algorithmParams: new asn1js.Null() }),
    issuerNameHash: octets(nameHash),
    issuerKeyHash: octets(keyHash),
    serialNumber: parsed(certificate).serialNumber,
  });
  const extension = new pkijs.Extension({ extnID: oids.nonce, extnValue: octets(nonce).toBER(false) });
  const tbsRequest = new pkijs.TBSRequest({
    requestList: [new pkijs.Request({ reqCert })],
    requestExtensions: [extension],
  });
  return new Uint8Array(new pkijs.OCSPRequest({ tbsRequest }).toSchema(true).toBER(false));
};

/** A responder's answer from its DER; undefined where it is none, or says that it cannot answer. */
export const readOcsp = (der: Uint8Array): pkijs.BasicOCSPResponse | undefined => {
  try {
    const { responseStatus, responseBytes } = pkijs.OCSPResponse.fromBER(Uint8Array.from(der));
    if (responseStatus.valueBlock.valueDec !== 0 || responseBytes?.responseType !== oids.basic) return undefined;
    return pkijs.BasicOCSPResponse.fromBER(Uint8Array.from(responseBytes.response.valueBlock.valueHexView));
  } catch {
    return undefined;
  }
};

/** The nonce that an answer repeats; many responders repeat none. */
export const nonceOf = (answer: pkijs.BasicOCSPResponse): Uint8Array | undefined => {
  const found = answer.tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === oids.nonce);
  if (found === undefined) return undefined;
  const { result } = asn1js.fromBER(found.extnValue.valueBlock.valueHexView);
  return (result as asn1js.OctetString).valueBlock.valueHexView;
};

/** The authority itself, or one to which it delegated its answers (RFC 6960 §4.2.2.2). */
const respondersFor = (answer: pkijs.BasicOCSPResponse, issuer: X509Certificate, at: Date): X509Certificate[] => {
  const brought = (answer.certs ?? []).map(
    (certificate) => new X509Certificate(Buffer.from(certificate.toSchema().toBER(false))),
  );
  const delegated = brought.filter(
    (one) =>
      one.keyUsage?.includes(oids.ocspSigning) === true &&
      one.validFromDate <= at &&
      at <= one.validToDate &&
      one.checkIssued(issuer) &&
      one.verify(issuer.publicKey),
  );
  return [issuer, ...delegated];
};

/** What the answer says of a certificate at `at`; undefined where it does not speak of it, is not current, or is not signed by who may. */
export const ocspStatus = (
  answer: pkijs.BasicOCSPResponse,
  certificate: X509Certificate,
  issuer: X509Certificate,
  at: Date,
): OcspStatus | undefined => {
  const hash = signatureHashes[answer.signatureAlgorithm.algorithmId];
  const signature = answer.signature.valueBlock.valueHexView;
  const tbs = Uint8Array.from(answer.tbsResponseData.tbsView);
  if (hash === undefined) return undefined;
  if (!respondersFor(answer, issuer, at).some(({ publicKey }) => verify(hash, tbs, publicKey, signature)))
    return undefined;
  const { serialNumber } = parsed(certificate);
  for (const { certID, certStatus, thisUpdate, nextUpdate } of answer.tbsResponseData.responses) {
    const name = hashNames[certID.hashAlgorithm.algorithmId];
    if (name === undefined || !certID.serialNumber.isEqual(serialNumber)) continue;
    const { nameHash, keyHash } = issuerHashes(issuer, name);
    const isIssuers =
      nameHash.equals(certID.issuerNameHash.valueBlock.valueHexView) &&
      keyHash.equals(certID.issuerKeyHash.valueBlock.valueHexView);
    // An answer without a next one could be of any age.
    if (!isIssuers || thisUpdate > at || nextUpdate === undefined || nextUpdate < at) continue;
    // CertStatus is a CHOICE of context tags: good [0], revoked [1], unknown [2].
    const { tagNumber } = (certStatus as { idBlock: { tagNumber: number } }).idBlock;
    if (tagNumber === 0) return { status: 'good' };
    const [time] = ((certStatus as { valueBlock: { value?: unknown[] } }).valueBlock.value ?? []) as {
      toDate?: () => Date;
    }[];
    if (tagNumber === 1 && time?.toDate !== undefined) {
      const since = time.toDate();
      return since <= at ? { status: 'revoked', since } : { status: 'good' };
    }
  }
  return undefined;
};
