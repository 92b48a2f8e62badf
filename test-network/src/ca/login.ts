import { randomBytes, scrypt, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { isLowS } from '../msp/low-s.ts';
import { authenticationFailure } from './ca-error.ts';
import type { CaIdentity, CaStore } from './ca-store.ts';

const derive = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;

/** Serial numbers are compared in lower case without leading zeros. */
export const normaliseSerial = (serial: string): string => serial.toLowerCase().replace(/^0+(?=.)/, '');

/** `salt.hash` of an enrolment secret. */
export const hashSecret = async (secret: string): Promise<string> => {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}.${(await derive(secret, salt, 32)).toString('hex')}`;
};

const secretMatches = async (secret: string, stored: string): Promise<boolean> => {
  const [salt = '', hash = ''] = stored.split('.');
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'hex'), 32), Buffer.from(hash, 'hex'));
};

/** Basic login with enrolment id and secret (enroll only). */
export const basicLogin = async (store: CaStore, ca: string, header: string | undefined): Promise<CaIdentity> => {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '');
  const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(match?.[1] ?? '', 'base64').toString()) ?? [];
  const identity = store.identity(ca, id);
  if (!identity || identity.revoked || !(await secretMatches(secret, identity.secret))) throw authenticationFailure();
  if (identity.maxEnrolments >= 0 && identity.enrolments >= identity.maxEnrolments) throw authenticationFailure();
  return identity;
};

export interface SignedRequest {
  readonly method: string;
  readonly uri: string;
  readonly body: Buffer;
  readonly authorization: string | undefined;
}

/** Token login: base64(cert).base64(signature over method.b64(uri).b64(body).b64(cert)) (fabric-ca util/util.go). */
export const tokenLogin = (store: CaStore, ca: string, caCertPem: string, request: SignedRequest): CaIdentity => {
  const [encoded = '', signature = '', ...rest] = (request.authorization ?? '').split('.');
  if (rest.length > 0 || signature === '') throw authenticationFailure();
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(encoded, 'base64'));
  } catch {
    throw authenticationFailure();
  }
  const issuer = new X509Certificate(caCertPem);
  const text = `${request.method}.${Buffer.from(request.uri).toString('base64')}.${request.body.toString('base64')}.${encoded}`;
  const known = store.certificate(ca, normaliseSerial(certificate.serialNumber));
  const identity = known && store.identity(ca, known.id);
  const signed = Buffer.from(signature, 'base64');
  const good =
    // as Fabric’s own library does, which verifies no other
    isLowS(signed) &&
    certificate.verify(issuer.publicKey) &&
    certificate.checkIssued(issuer) &&
    new Date(certificate.validTo) > new Date() &&
    verify('sha256', Buffer.from(text), certificate.publicKey, signed);
  if (!good || !identity || identity.revoked || known.revokedAt !== null) throw authenticationFailure();
  return identity;
};
