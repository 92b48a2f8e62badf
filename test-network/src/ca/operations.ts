import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { createCrl } from '../crypto/certificates.ts';
import type { OrganisationMaterial } from '../crypto/material.ts';
import { authorisationFailure, badRequest, CaError } from './ca-error.ts';
import type { CaAttribute, CaCertificate, CaIdentity, CaStore } from './ca-store.ts';
import { enrol } from './enrolment.ts';
import type { AttributeRequest } from './enrolment.ts';
import { hashSecret, normaliseSerial } from './login.ts';

export interface CaContext {
  readonly store: CaStore;
  readonly ca: string;
  readonly organisation: OrganisationMaterial;
}

export type Body = Record<string, unknown>;

const TYPES = ['client', 'peer', 'orderer', 'admin'];
/** RFC 5280 section 5.3.1, by the names Fabric CA takes (lower case). */
const REASONS: Record<string, number> = {
  unspecified: 0,
  keycompromise: 1,
  cacompromise: 2,
  affiliationchange: 3,
  superseded: 4,
  cessationofoperation: 5,
  certificatehold: 6,
  removefromcrl: 8,
  privilegewithdrawn: 9,
  aacompromise: 10,
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Server information. Idemix is not offered: the two issuer keys, which clients insist on, are the CA's own. */
export const caInfo = ({ ca, organisation }: CaContext): Body => {
  const key = base64(createPublicKey(organisation.caCertPem).export({ type: 'spki', format: 'pem' }).toString());
  return {
    CAName: ca,
    CAChain: base64(organisation.caCertPem),
    IssuerPublicKey: key,
    IssuerRevocationPublicKey: key,
    Version: '1.5.21',
  };
};

/** enroll and reenroll. */
export const enrolIdentity = async (context: CaContext, identity: CaIdentity, body: Body): Promise<Body> => {
  const csr = body['certificate_request'] ?? body['request'];
  const requests = body['attr_reqs'] as AttributeRequest[] | undefined;
  const certPem = await enrol(context.organisation, identity, csr, requests);
  const serial = normaliseSerial(new X509Certificate(certPem).serialNumber);
  context.store.addCertificate(context.ca, identity.id, serial, '');
  return { Cert: base64(certPem), ServerInfo: caInfo(context) };
};

const attributesOf = (value: unknown): CaAttribute[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest('attrs is not a list');
  return value.map((item: Body) => {
    const name = text(item['name']);
    if (name === '' || /^hf\.(EnrollmentID|Type|Affiliation)$/.test(name)) throw badRequest(`attribute '${name}'`);
    return { name, value: text(item['value']), ecert: item['ecert'] === true };
  });
};

/** register: by the organisation's registrar only. */
export const register = async ({ store, ca }: CaContext, caller: CaIdentity, body: Body): Promise<Body> => {
  if (!caller.registrar) throw authorisationFailure();
  const id = text(body['id']);
  const type = text(body['type']) || 'client';
  const affiliation = text(body['affiliation']);
  if (!/^[\w.@:-]{1,128}$/.test(id)) throw badRequest('id');
  if (!TYPES.includes(type)) throw badRequest(`type '${type}'`);
  // an affiliation becomes organisational units: it must not look like a role
  if (affiliation.split('.').some((part) => TYPES.includes(part))) throw badRequest('affiliation');
  const secret = text(body['secret']) || randomBytes(18).toString('base64url');
  const limit = Number(body['max_enrollments'] ?? 0);
  const added = store.addIdentity(ca, {
    id,
    secret: await hashSecret(secret),
    type,
    affiliation,
    attributes: attributesOf(body['attrs']),
    maxEnrolments: Number.isInteger(limit) && limit > 0 ? limit : -1,
    enrolments: 0,
    registrar: false,
    revoked: false,
  });
  if (!added) throw new CaError(409, 74, `Identity '${id}' is already registered`);
  return { secret };
};

/** gencrl: the CA's revocation list, PEM in base64. */
export const generateCrl = async ({ store, ca, organisation }: CaContext, caller: CaIdentity): Promise<Body> => {
  if (!caller.registrar) throw authorisationFailure();
  const revoked = store.revoked(ca).map(({ serial, revokedAt, reason }) => ({
    serial,
    at: new Date(revokedAt ?? 0),
    reason: reason ?? 0,
  }));
  return { CRL: base64(await createCrl({ certPem: organisation.caCertPem, key: organisation.caKey }, revoked)) };
};

/** revoke: one certificate by serial number, or an identity with all its certificates. */
export const revoke = async (context: CaContext, caller: CaIdentity, body: Body): Promise<Body> => {
  if (!caller.registrar) throw authorisationFailure();
  const { store, ca } = context;
  const reason = REASONS[text(body['reason']).toLowerCase()] ?? 0;
  const serial = text(body['serial']);
  const id = text(body['id']);
  let certificates: CaCertificate[];
  if (serial !== '') {
    const found = store.certificate(ca, normaliseSerial(serial));
    if (!found) throw new CaError(404, 63, `Certificate ${serial} was not found`);
    certificates = [found];
  } else {
    if (!store.identity(ca, id)) throw new CaError(404, 63, `Identity ${id} was not found`);
    certificates = store.certificatesOf(ca, id).filter((certificate) => certificate.revokedAt === null);
    store.revokeIdentity(ca, id);
  }
  for (const certificate of certificates) store.revokeCertificate(ca, certificate.serial, reason);
  return {
    RevokedCerts: certificates.map((certificate) => ({ Serial: certificate.serial, AKI: certificate.aki })),
    ...(body['gencrl'] === true ? await generateCrl(context, caller) : { CRL: '' }),
  };
};
