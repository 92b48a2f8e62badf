import { X509Certificate, verify } from 'node:crypto';
import type { Identity, NodeRole } from '../types.ts';
import { isLowS } from './low-s.ts';
import { MspError } from './msp-error.ts';

/** What an organisation's MSP definition in the channel configuration says (msp.FabricMSPConfig). */
export interface MspDefinition {
  readonly mspId: string;
  readonly rootCertPems: readonly string[];
  /** Upper-case hexadecimal serial numbers without leading zeros. */
  readonly revokedSerials: ReadonlySet<string>;
}

const roles: readonly NodeRole[] = ['client', 'peer', 'admin', 'orderer'];

export const plainSerial = (hex: string): string => hex.toUpperCase().replace(/^0+(?=.)/, '');

/** Organisational units of a certificate's subject, in order. */
const organisationalUnits = (certificate: X509Certificate): string[] =>
  certificate.subject
    .split('\n')
    .flatMap((line) => line.split('+'))
    .filter((part) => part.trim().startsWith('OU='))
    .map((part) => part.trim().slice(3));

/**
 * Accepts an identity as Fabric's MSP does (msp/mspimplvalidate.go): issued by one of the roots, not a CA, not revoked, exactly one
 * NodeOU role. Expiry is not judged here: the endorser, the deliver session and the orderer each check it themselves.
 * @throws MspError
 */
export function acceptIdentity(definition: MspDefinition, serialized: Buffer, certPem: Buffer): Identity {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(certPem);
  } catch {
    throw new MspError(`${definition.mspId}: the identity carries no X.509 certificate`);
  }
  if (certificate.ca) throw new MspError(`${definition.mspId}: a CA certificate is no identity`);
  const issued = definition.rootCertPems.some((pem) => {
    const root = new X509Certificate(pem);
    return certificate.checkIssued(root) && certificate.verify(root.publicKey);
  });
  if (!issued) throw new MspError(`${definition.mspId}: certificate signed by unknown authority`);
  if (definition.revokedSerials.has(plainSerial(certificate.serialNumber))) {
    throw new MspError(`${definition.mspId}: the certificate has been revoked`);
  }
  const found = roles.filter((role) => organisationalUnits(certificate).includes(role));
  if (found.length !== 1) {
    throw new MspError(`${definition.mspId}: exactly one of client, peer, admin, orderer must be an OU`);
  }
  return {
    mspId: definition.mspId,
    serialized,
    certificate,
    role: found[0],
    notAfter: new Date(certificate.validTo),
    verify: (message, signature) => isLowS(signature) && verify('sha256', message, certificate.publicKey, signature),
  };
}
