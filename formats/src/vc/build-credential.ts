import { claimNames } from '../credential/credential-claims.ts';
import { checkClaims, type CredentialContent, type StatusReference } from '../credential/credential-content.ts';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { credentialsV2 } from './contexts.ts';
import { validateCredential } from './validate-credential.ts';

const vocabulary = 'urn:daunguon:credential:';
export const credentialTypes = {
  diploma: 'DiplomaCredential',
  'course-certificate': 'CourseCertificateCredential',
  badge: 'BadgeCredential',
} as const;

/** Our terms travel inside the credential, so that nobody has to load a context from a server that may be gone in thirty years. */
const inlineContext: JsonObject = {
  '@protected': true,
  ...Object.fromEntries(
    [...Object.values(credentialTypes), ...claimNames].map((term) => [term, `${vocabulary}${term}`]),
  ),
};

/** Entries of Bitstring Status List 1.0 §2.1; the index is text there. */
export const statusEntries = ({ index, lists }: StatusReference): readonly JsonObject[] =>
  Object.entries(lists).map(([statusPurpose, list]) => ({
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: list,
  }));

/** A diploma or certificate as a W3C Verifiable Credential 2.0, not yet secured. @throws FormatError */
export const buildCredential = (content: CredentialContent): JsonObject => {
  checkClaims(content.claims);
  const document = {
    '@context': [credentialsV2, inlineContext],
    id: content.url,
    type: ['VerifiableCredential', credentialTypes[content.kind]],
    issuer: { id: content.issuer.id, name: { '@value': content.issuer.name, '@language': 'vi' } },
    validFrom: content.validFrom,
    ...(content.validUntil === undefined ? {} : { validUntil: content.validUntil }),
    name: { '@value': content.claims.title!, '@language': 'vi' },
    credentialSubject: { ...content.claims },
    ...(content.status === undefined ? {} : { credentialStatus: statusEntries(content.status) }),
  };
  return validateCredential(document).document;
};
