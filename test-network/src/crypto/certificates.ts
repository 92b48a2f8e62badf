import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { randomBytes, webcrypto } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';

export const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;

export interface KeyAndCert {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface Issuer {
  readonly certPem: string;
  readonly key: KeyObject;
}

/** A positive 128-bit serial number. */
const serialNumber = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
};

const pem = (certificate: x509.X509Certificate): string => `${certificate.toString('pem').trim()}\n`;

const importKey = (key: KeyObject): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), KEY_ALGORITHM, true, ['sign']);

const newKeys = async (): Promise<{ keys: webcrypto.CryptoKeyPair; keyPem: string }> => {
  const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const keyPem = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }).export({ type: 'pkcs8', format: 'pem' });
  return { keys, keyPem: keyPem.toString() };
};

/** Self-signed CA; ten years, as cryptogen. */
export const createCa = async (subject: string): Promise<KeyAndCert> => {
  const { keys, keyPem } = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subject,
    notBefore: new Date(Date.now() - 5 * 60_000),
    notAfter: new Date(Date.now() + 3650 * DAY),
    signingAlgorithm: KEY_ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certPem: pem(certificate), keyPem };
};

/** Certificate for somebody's public key. */
export const issue = async (
  issuer: Issuer,
  subject: x509.JsonName,
  publicKey: x509.PublicKey | webcrypto.CryptoKey,
  options: { days: number; extensions?: x509.Extension[]; serial?: string },
): Promise<string> => {
  const ca = new x509.X509Certificate(issuer.certPem);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: options.serial ?? serialNumber(),
    subject: new x509.Name(subject).toString(),
    issuer: ca.subject,
    notBefore: new Date(Date.now() - 5 * 60_000),
    notAfter: new Date(Math.min(Date.now() + options.days * DAY, ca.notAfter.getTime())),
    signingAlgorithm: KEY_ALGORITHM,
    publicKey,
    signingKey: await importKey(issuer.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
      ...(options.extensions ?? []),
    ],
  });
  return pem(certificate);
};

/** Enrolment certificate of a node or an administrator: the OU is its role (NodeOUs). */
export const issueNode = async (issuer: Issuer, commonName: string, role: string, days = 3650): Promise<KeyAndCert> => {
  const { keys, keyPem } = await newKeys();
  const certPem = await issue(issuer, [{ OU: [role] }, { CN: [commonName] }], keys.publicKey, { days });
  return { certPem, keyPem };
};

/** TLS certificate of a listener on this machine, at `address` too. */
export const issueTls = async (
  issuer: Issuer,
  commonName: string,
  { address = '127.0.0.1', days = 3650 } = {},
): Promise<KeyAndCert> => {
  const { keys, keyPem } = await newKeys();
  const certPem = await issue(issuer, [{ CN: [commonName] }], keys.publicKey, {
    days,
    extensions: [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: commonName },
        ...[...new Set(['127.0.0.1', address])].map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  return { certPem, keyPem };
};

/** X.509 revocation list (RFC 5280 section 5) of an issuer over the given serial numbers. */
export const createCrl = async (
  issuer: Issuer,
  revoked: readonly { serial: string; at: Date; reason?: number }[],
): Promise<string> => {
  const ca = new x509.X509Certificate(issuer.certPem);
  const crl = await x509.X509CrlGenerator.create({
    issuer: ca.subject,
    thisUpdate: new Date(),
    nextUpdate: new Date(Date.now() + 365 * DAY),
    signingAlgorithm: KEY_ALGORITHM,
    signingKey: await importKey(issuer.key),
    entries: revoked.map(({ serial, at, reason }) => ({
      serialNumber: serial,
      revocationDate: at,
      ...(reason ? { reason } : {}),
    })),
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey)],
  });
  // RFC 7468 section 6; Fabric's MSP reads no other label
  return `${x509.PemConverter.encode(crl.rawData, 'X509 CRL').trim()}\n`;
};
