import 'reflect-metadata';
import { X509Certificate, createPrivateKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type * as x509 from '@peculiar/x509';
import { createCa, createCrl, issue, issueNode, KEY_ALGORITHM } from '../crypto/certificates.ts';
import type { Issuer } from '../crypto/certificates.ts';
import { serializeIdentity, signingIdentity } from '../crypto/signing-identity.ts';
import { highS } from './high-s-fixture.ts';
import { createMsp, identityOf } from './msp.ts';
import type { Msp } from './msp.ts';

let issuer: Issuer;
let agri: Msp;

const issuerOf = async (subject: string): Promise<Issuer> => {
  const { certPem, keyPem } = await createCa(subject);
  return { certPem, key: createPrivateKey(keyPem) };
};
const mspWith = (crlPems: readonly string[] = []): Msp =>
  createMsp({ mspId: 'AgriMSP', rootPems: [issuer.certPem], crlPems });
const identify = (certPem: string, msp = agri) =>
  identityOf(new Map([['AgriMSP', msp]]), serializeIdentity('AgriMSP', certPem));
/** A certificate for a new P-256 key with these organisational units. */
const withUnits = async (...units: string[]): Promise<string> => {
  const { publicKey } = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const subject: x509.JsonName = [...units.map((unit) => ({ OU: [unit] })), { CN: ['p'] }];
  return issue(issuer, subject, publicKey, { days: 1 });
};

beforeAll(async () => {
  issuer = await issuerOf('O=AgriMSP, CN=ca');
  agri = mspWith();
});

describe('identities', () => {
  test.each(['client', 'peer', 'admin', 'orderer'])('a %s has its role from the OU', async (role) => {
    expect(identify(await withUnits(role)).role).toBe(role);
  });

  test('further units do no harm, no role or two do', async () => {
    expect(identify(await withUnits('fruit', 'client')).role).toBe('client');
    for (const units of [[], ['fruit'], ['client', 'admin']]) {
      const certPem = await withUnits(...units);
      expect(() => identify(certPem)).toThrow('must be a client, a peer, an orderer or an admin, and only one');
    }
  });

  test('the authority’s own certificate is no identity', () => {
    expect(() => identify(issuer.certPem)).toThrow('a CA certificate cannot be used as an identity');
  });

  test('an authority with the same name and another key is not trusted', async () => {
    const impostor = await issuerOf('O=AgriMSP, CN=ca');
    const { certPem } = await issueNode(impostor, 'p', 'client');
    expect(() => identify(certPem)).toThrow('not issued by AgriMSP');
  });

  test('an unknown organisation, and rubbish', () => {
    const none = new Map<string, Msp>();
    expect(() => identityOf(none, serializeIdentity('NoMSP', issuer.certPem))).toThrow('MSP NoMSP is unknown');
    expect(() => identityOf(none, Buffer.from('rubbish'))).toThrow('could not deserialize a SerializedIdentity');
    expect(() => identify('no certificate')).toThrow('could not decode the PEM structure');
    expect(() => identify('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toThrow('parseCertificate');
  });

  test('expiry is not judged here, as in Fabric', async () => {
    const { certPem } = await issueNode(issuer, 'p', 'client', -1 / 24 / 60);
    expect(identify(certPem).notAfter.getTime()).toBeLessThan(Date.now());
  });
});

describe('revocation', () => {
  test('by serial number, in a list of the same authority', async () => {
    const { certPem } = await issueNode(issuer, 'p', 'client');
    const serial = new X509Certificate(certPem).serialNumber;
    const list = await createCrl(issuer, [{ serial, at: new Date() }]);
    expect(list).toMatch(/^-----BEGIN X509 CRL-----\n/);
    expect(() => identify(certPem, mspWith([list]))).toThrow('the certificate has been revoked');
    const impostor = await issuerOf('O=AgriMSP, CN=ca');
    const forged = await createCrl(impostor, [{ serial, at: new Date() }]);
    expect(identify(certPem, mspWith([forged])).role).toBe('client');
  });
});

describe('signatures', () => {
  test('low S of the right key over the right bytes, nothing else', async () => {
    const { certPem, keyPem } = await issueNode(issuer, 'p', 'client');
    const signature = signingIdentity('AgriMSP', certPem, createPrivateKey(keyPem)).sign(Buffer.from('message'));
    const identity = identify(certPem);
    expect(identity.verify(Buffer.from('message'), signature)).toBe(true);
    expect(identity.verify(Buffer.from('massage'), signature)).toBe(false);
    expect(identity.verify(Buffer.from('message'), highS(signature))).toBe(false);
    expect(identity.verify(Buffer.from('message'), Buffer.from('rubbish'))).toBe(false);
    const other = signingIdentity('AgriMSP', certPem, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    expect(identity.verify(Buffer.from('message'), other.sign(Buffer.from('message')))).toBe(false);
  });
});
