import * as x509 from '@peculiar/x509';
import { X509Certificate } from 'node:crypto';
import { issue, type Issuer } from '../crypto/certificates.ts';
import type { CaIdentity } from './identity-store.ts';

/** Extension in which Fabric CA puts attributes: JSON {"attrs": {...}} (fabric-ca lib/attrmgr). */
const attributesOid = '1.2.3.4.5.6.7.8.1';

export interface AttributeRequest {
  readonly name: string;
  readonly optional?: boolean;
}

/** Attributes of the certificate: those asked for, else those registered for every enrolment certificate, and the CA's own three. */
function attributesOf(identity: CaIdentity, wanted: readonly AttributeRequest[] | undefined): Record<string, string> {
  const own = { 'hf.Affiliation': identity.affiliation, 'hf.EnrollmentID': identity.id, 'hf.Type': identity.type };
  const all = new Map([
    ...Object.entries(own),
    ...identity.attributes.map(({ name, value }) => [name, value] as const),
  ]);
  const names = wanted?.length
    ? wanted.map(({ name }) => name)
    : [...Object.keys(own), ...identity.attributes.filter(({ ecert }) => ecert).map(({ name }) => name)];
  for (const { name, optional } of wanted ?? [])
    if (!optional && !all.has(name)) throw new Error(`attribute ${name} is not registered`);
  return Object.fromEntries(names.filter((name) => all.has(name)).map((name) => [name, all.get(name)!]));
}

/** Certificate for the public key of a PKCS#10 request. The subject comes from the registration, never from the request. */
export async function enrolmentCertificate(
  issuer: Issuer,
  identity: CaIdentity,
  csrPem: string,
  wanted?: readonly AttributeRequest[],
): Promise<{ certPem: string; serial: string }> {
  const csr = new x509.Pkcs10CertificateRequest(csrPem);
  if (!(await csr.verify())) throw new Error('the certificate request is not signed by its key');
  const attributes = Buffer.from(JSON.stringify({ attrs: attributesOf(identity, wanted) }));
  const units = [identity.type, ...identity.affiliation.split('.').filter(Boolean)];
  const certPem = await issue(
    issuer,
    [...units.map((unit) => ({ OU: [unit] })), { CN: [identity.id] }],
    csr.publicKey,
    {
      days: 365,
      extensions: [new x509.Extension(attributesOid, false, attributes)],
    },
  );
  return { certPem, serial: new X509Certificate(certPem).serialNumber };
}
