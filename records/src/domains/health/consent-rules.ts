import { DomainError } from '../../domain-error.ts';
import type { Consent, GiveConsent, NarrowConsent } from './consent.ts';
import type { ConsentPurpose, DataClass } from './consent-terms.ts';

/**
 * Who gives, narrows or withdraws: the person, somebody who answers for a minor until a day, or the facility for a paper; `guardianUntil` is
 * until when a guardian may sign it.
 */
export type ConsentGiver =
  | { readonly as: 'patient' }
  | { readonly as: 'guardian'; readonly until: string }
  | { readonly as: 'facility'; readonly guardianUntil?: string };

const requireGuardianship = (giver: ConsentGiver, at: string): void => {
  if (giver.as === 'guardian' && giver.until <= at) throw new DomainError('health/guardian-ended', giver.until);
};

/** Who speaks in a consent: of a paper whoever signed it. */
const speakerOf = (giver: ConsentGiver, signedBy: GiveConsent['signedBy']): ConsentGiver =>
  giver.as === 'facility' && signedBy === 'guardian' ? { as: 'guardian', until: giver.guardianUntil ?? '' } : giver;

/** A new consent. A guardian's, on paper too, ends with the guardianship: nobody consents for a grown-up in advance. */
export const giveConsent = (
  { requestId: _, paperDigest, signedBy, ...asked }: GiveConsent,
  giver: ConsentGiver,
  at: string,
): Consent => {
  const speaker = speakerOf(giver, signedBy);
  requireGuardianship(speaker, at);
  const until = speaker.as === 'guardian' && speaker.until < asked.until ? speaker.until : asked.until;
  if (asked.from >= until || until <= at) throw new DomainError('health/period-invalid', until);
  const isPaper = giver.as === 'facility';
  if (isPaper && (paperDigest === undefined || signedBy === undefined)) {
    throw new DomainError('health/paper-digest-missing');
  }
  return {
    ...asked,
    until,
    ...{ version: 1, status: 'active', at },
    givenBy: speaker.as === 'facility' ? 'patient' : speaker.as,
    method: isPaper ? 'paper' : 'account',
    ...(isPaper ? { paperDigest } : {}),
  };
};

const requireActive = (consent: Consent): void => {
  if (consent.status !== 'active') throw new DomainError('health/consent-withdrawn', consent.id);
};

/** Fewer classes, a shorter time; never more. */
export const narrowConsent = (
  consent: Consent,
  { classes, until }: NarrowConsent,
  giver: ConsentGiver,
  at: string,
): Consent => {
  requireActive(consent);
  requireGuardianship(giver, at);
  const isWider = until > consent.until || classes.some((one) => !consent.classes.includes(one));
  if (isWider) throw new DomainError('health/consent-not-narrower', consent.id);
  return { ...consent, classes, until, version: consent.version + 1, at };
};

export const withdrawConsent = (consent: Consent, giver: ConsentGiver, at: string): Consent => {
  requireActive(consent);
  requireGuardianship(giver, at);
  return { ...consent, status: 'withdrawn', version: consent.version + 1, at };
};

export interface WantedAccess {
  readonly patient: string;
  readonly grantee: string;
  readonly purpose: ConsentPurpose;
  readonly classes: readonly DataClass[];
}

/** @throws DomainError that says what the consent does not cover; a missing consent permits nothing. */
export const requireConsent = (consent: Consent | undefined, wanted: WantedAccess, at: string): Consent => {
  if (consent === undefined || consent.patient !== wanted.patient) throw new DomainError('health/consent-missing');
  if (consent.status !== 'active') throw new DomainError('health/consent-withdrawn', consent.id);
  if (at < consent.from || consent.until <= at) throw new DomainError('health/consent-not-in-force', consent.id);
  if (consent.grantee !== wanted.grantee) throw new DomainError('health/consent-other-grantee', consent.id);
  if (consent.purpose !== wanted.purpose) throw new DomainError('health/consent-other-purpose', consent.purpose);
  const more = wanted.classes.filter((one) => !consent.classes.includes(one));
  if (more.length > 0) throw new DomainError('health/consent-other-data', more.join(', '));
  return consent;
};
