import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { CertificateBody, RegisterCertificate, SetCertificateStanding } from './certificate.ts';
import { requireOriginRegistrar } from './site-rules.ts';

const certifiable = ['origin/growing-area', 'origin/farm', 'origin/packing-house'];

/** The certificate, and a version of each subject that names it, so that a reader of the subject finds it proven. */
export const registerCertificate = (
  current: { existing: RecordState | undefined; subjects: readonly (RecordState | undefined)[] },
  { requestId: _, id, ...body }: RegisterCertificate,
  actor: Actor,
): Outcome => {
  requireOriginRegistrar(actor);
  requireFreeId(current.existing);
  if (body.until < body.from) {
    const errors = [{ pointer: '/until', detail: 'date-before-from' }];
    throw new DomainError('registry/period-invalid', `${body.from} > ${body.until}`, errors);
  }
  const twice = body.subjects.find((subject, index) => body.subjects.indexOf(subject) !== index);
  if (twice !== undefined) throw new DomainError('origin/duplicate-input', twice);
  const subjects = body.subjects.map((subject, index) => {
    const record = current.subjects[index];
    if (record === undefined || !certifiable.includes(record.type)) {
      throw new DomainError('origin/site-not-found', subject);
    }
    return record as RecordState<{ certificates?: string[] }>;
  });
  const owner = subjects[0]?.owner ?? '';
  const foreign = subjects.find((subject) => subject.owner !== owner);
  if (foreign !== undefined) throw new DomainError('origin/growing-area-of-other-unit', foreign.id);
  const marked = subjects.map((subject) =>
    nextVersion(subject, { body: { ...subject.body, certificates: [...(subject.body.certificates ?? []), id] } }),
  );
  return {
    next: [firstVersion({ id, type: 'origin/certificate', owner, body }), ...marked],
    entries: [],
    event: 'CertificateRegistered',
  };
};

const statuses = { active: 'active', suspended: 'suspended', withdrawn: 'revoked' } as const;

/** What its issuer now says of it. */
export const setCertificateStanding = (
  current: { certificate: RecordState | undefined },
  { id, standing, reason }: SetCertificateStanding,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  if (current.certificate?.type !== 'origin/certificate') throw new DomainError('origin/certificate-not-found', id);
  const certificate = current.certificate as RecordState<CertificateBody>;
  if (certificate.status === 'revoked') throw new DomainError('origin/certificate-withdrawn', id);
  const body: CertificateBody = { ...certificate.body, standing: { reason, at: txTime } };
  return {
    next: [nextVersion(certificate, { status: statuses[standing], body })],
    entries: [],
    event: 'CertificateStandingSet',
  };
};
