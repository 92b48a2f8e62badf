import 'reflect-metadata';
import { randomUUID, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * A new key and the request for its certificate, under a random name: Fabric's certificate authority certifies a request only by the name that it
 * bears, and nobody is known by it.
 */
export async function newRequest(): Promise<{ csr: string; keyPem: string }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${randomUUID().replaceAll('-', '')}`,
    keys,
    signingAlgorithm: algorithm,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const keyPem = `-----BEGIN PRIVATE KEY-----\n${(der.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { csr: request.toString('pem'), keyPem };
}

/** The random name in a request, 32 hexadecimal digits; undefined where it bears none or is no request. */
export function nameIn(csr: string): string | undefined {
  try {
    const [name = ''] = new Pkcs10CertificateRequest(csr).subjectName.getField('CN');
    return /^[0-9a-f]{32}$/.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
