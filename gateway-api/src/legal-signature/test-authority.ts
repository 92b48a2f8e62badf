import 'reflect-metadata';
import { KeyObject, sign, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { answerOcsp } from './test-ocsp.ts';
import type { LegalSigner } from './sign-pdf.ts';

/** A signer with its key in the open, for tests alone. */
export interface TestSigner extends LegalSigner {
  readonly serialNumber: string;
  readonly privateKey: KeyObject;
}

export interface TestSignerOptions {
  readonly ca?: boolean;
  readonly notAfter?: Date;
  /** Addresses that the certificate names. */
  readonly ocsp?: string;
  readonly crl?: string;
  readonly crls?: readonly string[];
  /** A certificate to which answers of OCSP are delegated. */
  readonly responder?: boolean;
}

/** A test authority, named as one in every certificate that it gives: root, revocation list, signers. Never configured by default. */
export interface TestAuthority {
  readonly root: Uint8Array;
  signer(name: string, options?: TestSignerOptions): Promise<TestSigner>;
  /** DER of an answer to a request's DER; signed by the authority itself, or by a responder that it delegated to. */
  ocsp(request: Uint8Array, revoked: readonly string[], thisUpdate: Date, by?: TestSigner): Promise<Uint8Array>;
  crl(revoked: readonly string[], thisUpdate: Date): Promise<Uint8Array>;
}

type Curve = 'ec' | 'rsa';
const ec = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const rsa = {
  ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const forSigning = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation;
const day = 86_400_000;

/** Keys live in memory and end with it. `now` is when the certificates begin to hold. */
export async function openTestAuthority(now: Date, kind: Curve = 'ec'): Promise<TestAuthority> {
  x509.cryptoProvider.set(webcrypto as never);
  const algorithm = kind === 'ec' ? ec : rsa;
  const keysOf = () =>
    webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
  const keys = await keysOf();
  const name = 'CN=CA THỬ NGHIỆM Dấu Nguồn (TEST), O=Thử nghiệm';
  const validity = { notBefore: new Date(now.getTime() - day), notAfter: new Date(now.getTime() + 365 * day) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name, keys: keys as never, signingAlgorithm: algorithm, ...validity },
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  let serial = 1;
  return {
    root: new Uint8Array(root.rawData),
    async signer(subject, { ca = false, notAfter = validity.notAfter, ocsp, crl, crls = [], responder } = {}) {
      const own = await keysOf();
      const serialNumber = String((serial += 1)).padStart(2, '0');
      const certificate = await x509.X509CertificateGenerator.create({
        ...{ serialNumber, subject, issuer: root.subject, ...validity, notAfter },
        ...{ publicKey: own.publicKey as never, signingKey: keys.privateKey as never, signingAlgorithm: algorithm },
        extensions: [
          new x509.BasicConstraintsExtension(ca, undefined, true),
          new x509.KeyUsagesExtension(ca ? x509.KeyUsageFlags.keyCertSign : forSigning, true),
          ...(ocsp === undefined ? [] : [new x509.AuthorityInfoAccessExtension({ ocsp: [ocsp] })]),
          ...(crl === undefined && crls.length === 0
            ? []
            : [new x509.CRLDistributionPointsExtension(crl === undefined ? [...crls] : [crl])]),
          ...(responder === true ? [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.9'])] : []),
        ],
      });
      const key = KeyObject.from(own.privateKey);
      return {
        serialNumber,
        privateKey: key,
        certificates: [new Uint8Array(certificate.rawData)],
        sign: (bytes) => new Uint8Array(sign('sha256', bytes, key)),
      };
    },
    ocsp: (request, revoked, thisUpdate, by) => {
      const own = { key: KeyObject.from(keys.privateKey), certificate: undefined };
      const signer = by === undefined ? own : { key: by.privateKey, certificate: by.certificates[0]! };
      return Promise.resolve(answerOcsp(request, revoked, thisUpdate, { ...signer, kind }));
    },
    async crl(revoked, thisUpdate) {
      const reason = x509.X509CrlReason.keyCompromise;
      const list = await x509.X509CrlGenerator.create({
        ...{ issuer: root.subject, thisUpdate, nextUpdate: new Date(thisUpdate.getTime() + 7 * day) },
        entries: revoked.map((serialNumber) => ({ serialNumber, revocationDate: thisUpdate, reason })),
        ...{ signingKey: keys.privateKey as never, signingAlgorithm: algorithm },
      });
      return new Uint8Array(list.rawData);
    },
  };
}
