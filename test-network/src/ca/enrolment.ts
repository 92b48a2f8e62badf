import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { issue } from '../crypto/certificates.ts';
import type { OrganisationMaterial } from '../crypto/material.ts';
import { badRequest, otherName } from './ca-error.ts';
import type { CaAttribute, CaIdentity } from './ca-store.ts';

/** Where Fabric CA writes attributes (fabric-ca lib/attrmgr/attrmgr.go). */
export const ATTRIBUTE_OID = '1.2.3.4.5.6.7.8.1';

export interface AttributeRequest {
  readonly name: string;
  readonly optional?: boolean;
}

const ofIdentity = ({ id, type, affiliation, attributes }: CaIdentity): CaAttribute[] => [
  ...attributes,
  { name: 'hf.EnrollmentID', value: id, ecert: true },
  { name: 'hf.Type', value: type, ecert: true },
  { name: 'hf.Affiliation', value: affiliation, ecert: true },
];

/** The attributes asked for, or those marked `ecert` when none are asked for. */
const certificateAttributes = (
  identity: CaIdentity,
  requests: readonly AttributeRequest[] | undefined,
): Record<string, string> => {
  const all = ofIdentity(identity);
  const chosen = requests?.length
    ? requests.flatMap(({ name, optional }) => {
        const found = all.find((attribute) => attribute.name === name);
        if (!found && optional !== true) throw badRequest(`The following required attributes are missing: ${name}`);
        return found ? [found] : [];
      })
    : all.filter(({ ecert }) => ecert === true);
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
};

/** An enrolment certificate of one year for the key of a certificate request, which has to bear the identity's name; nothing else of its subject is used. */
export const enrol = async (
  organisation: OrganisationMaterial,
  identity: CaIdentity,
  csrPem: unknown,
  requests: readonly AttributeRequest[] | undefined,
): Promise<string> => {
  let csr: x509.Pkcs10CertificateRequest;
  try {
    csr = new x509.Pkcs10CertificateRequest(String(csrPem));
  } catch {
    throw badRequest('certificate request is not PEM PKCS#10');
  }
  const algorithm = csr.publicKey.algorithm as { name: string; namedCurve?: string };
  if (algorithm.namedCurve !== 'P-256') throw badRequest('the key must be P-256');
  if (!(await csr.verify())) throw badRequest('certificate request is not signed by its key');
  if (csr.subjectName.getField('CN')[0] !== identity.id) throw otherName();
  if (requests && !Array.isArray(requests)) throw badRequest('attr_reqs is not a list');
  const attributes = JSON.stringify({ attrs: certificateAttributes(identity, requests) });
  const units = [identity.type, ...identity.affiliation.split('.').filter((part) => part !== '')];
  return issue(
    { certPem: organisation.caCertPem, key: organisation.caKey },
    [...units.map((unit) => ({ OU: [unit] })), { CN: [identity.id] }],
    csr.publicKey,
    { days: 365, extensions: [new x509.Extension(ATTRIBUTE_OID, false, Buffer.from(attributes))] },
  );
};
