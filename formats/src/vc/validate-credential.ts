import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { basePinned, type PinnedContexts, readContexts, readTypes } from './contexts.ts';
import { checkWords, each, isObject, needObject, needTime, needUrl, refuse } from './shape.ts';

/** A credential that VCDM 2.0 allows, with what a reader needs first. Other members are as they came. */
export interface ValidCredential {
  readonly document: JsonObject;
  readonly types: readonly string[];
  /** The issuer's identifier, whether it stood alone or in an object. */
  readonly issuer: string;
}

/** Members that are one or more objects with a type: their `id`, where the model asks for one. */
const typed: Readonly<Record<string, 'optional' | 'required'>> = {
  credentialStatus: 'optional',
  credentialSchema: 'required',
  evidence: 'optional',
  termsOfUse: 'optional',
  refreshService: 'optional',
  proof: 'optional',
};

const checkSubjects = (value: unknown): void => {
  if (value === undefined || (Array.isArray(value) && value.length === 0))
    refuse('subject-missing', '/credentialSubject', 'a subject is expected');
  each(value, '/credentialSubject', (subject, at) => {
    const object = needObject(subject, at);
    if (Object.keys(object).length === 0) refuse('subject-empty', at, 'a subject says something');
    if (object['id'] !== undefined) needUrl(object['id'], `${at}/id`);
    checkWords(object, at);
  });
};

const checkRelated = (value: unknown): void => {
  const seen = new Set<string>();
  each(value, '/relatedResource', (item, at) => {
    const { id, digestSRI, digestMultibase } = needObject(item, at);
    if (seen.has(needUrl(id, `${at}/id`))) refuse('related-resource-twice', `${at}/id`, 'named before');
    seen.add(id as string);
    if (typeof digestSRI !== 'string' && typeof digestMultibase !== 'string')
      refuse('related-resource-digest-missing', at, 'digestSRI or digestMultibase is expected');
  });
};

const issuerOf = (value: unknown): string => {
  if (!isObject(value)) return needUrl(value, '/issuer');
  checkWords(value, '/issuer');
  return needUrl(value['id'], '/issuer/id');
};

/**
 * Everything that W3C Verifiable Credentials Data Model 2.0 demands of a credential and that its JSON shows. Whether it is proven, and
 * valid now, are other questions. @throws FormatError
 */
export const validateCredential = (input: unknown, pinned: PinnedContexts = basePinned): ValidCredential => {
  const document = needObject(input, '');
  const terms = readContexts(document['@context'], pinned);
  const types = readTypes(document['type'], '/type', terms);
  if (!types.includes('VerifiableCredential')) refuse('type-missing', '/type', 'VerifiableCredential is expected');
  if (document['id'] !== undefined) needUrl(document['id'], '/id');
  checkWords(document, '');
  const issuer = issuerOf(document['issuer']);
  checkSubjects(document['credentialSubject']);
  const [from, until] = (['validFrom', 'validUntil'] as const).map((member) =>
    document[member] === undefined ? undefined : needTime(document[member], `/${member}`),
  );
  if (from !== undefined && until !== undefined && until < from)
    refuse('validity-reversed', '/validUntil', 'is before validFrom');
  // A proof's types are those of its own context, and are read where it is verified.
  for (const [member, id] of Object.entries(typed))
    each(document[member], `/${member}`, (item, at) => {
      const object = needObject(item, at);
      if (member === 'proof' && typeof object['type'] !== 'string')
        refuse('type-missing', `${at}/type`, 'a type is expected');
      if (member !== 'proof') readTypes(object['type'], `${at}/type`, terms);
      if (object['id'] !== undefined || id === 'required') needUrl(object['id'], `${at}/id`);
    });
  checkRelated(document['relatedResource']);
  return { document, types, issuer };
};
