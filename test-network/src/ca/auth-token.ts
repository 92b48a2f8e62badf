import { X509Certificate, verify } from 'node:crypto';
import { isLowS } from '../msp/low-s.ts';

const b64 = (text: string): string => Buffer.from(text).toString('base64');

/**
 * Fabric CA's authorisation token: base64(certificate PEM) "." base64(signature over method.base64(uri).base64(body).base64(cert))
 * (fabric-ca util.CreateToken; the older form leaves out method and URI).
 */
export function tokenCertificate(
  token: string,
  method: string,
  uri: string,
  body: string,
): X509Certificate | undefined {
  const [cert, signature] = token.split('.');
  if (!cert || !signature) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(cert, 'base64'));
    const bytes = Buffer.from(signature, 'base64');
    const signed = Buffer.from([method, b64(uri), b64(body), cert].join('.'));
    return isLowS(bytes) && verify('sha256', signed, certificate.publicKey, bytes) ? certificate : undefined;
  } catch {
    return undefined;
  }
}
