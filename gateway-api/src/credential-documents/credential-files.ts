import { credentialQrLink } from '@daunguon/formats/cose';
import type { WebKey } from '@daunguon/formats/es256';
import { issueSdJwtVc, type Random } from '@daunguon/formats/sd-jwt';
import { buildCredential, issueCredential } from '@daunguon/formats/vc';
import { issueVcJwt } from '@daunguon/formats/vc-jwt';
import { credentialContent, type IssuedRecord } from './credential-content.ts';
import { credentialPdf, type CredentialPdf } from './credential-pdf.ts';
import { type BadgeKey, openBadge, openBadgeJwt } from './open-badge.ts';

/** A unit's signing key: `id` is that of its issuer-key record. */
export interface DocumentKey {
  readonly id: string;
  readonly privateKey: WebKey;
  readonly custody: CredentialPdf['custody'];
}

/** One credential in every format, each signed by the unit's key. */
export interface CredentialFiles {
  /** Verifiable Credential 2.0 with an ecdsa-jcs-2019 proof, as JSON. */
  readonly vc: string;
  readonly vcJwt: string;
  readonly sdJwt: string;
  readonly qrLink: string;
  /** Open Badges 3.0, by which whatever reads badges shows a diploma as an achievement: with an embedded Ed25519 proof, and as a JWT. */
  openBadge(key: BadgeKey): Promise<string>;
  openBadgeJwt(): Promise<string>;
  /** Drawn when asked for: fonts cost more than all signatures. */
  pdf(): Promise<Buffer>;
}

/**
 * Makes the holder's documents. Personal data pass through here in the open: it runs where the unit's key is, in the unit's agent, or in
 * the gateway for a unit whose keys the gateway keeps. @throws FormatError
 */
export async function credentialFiles(
  record: IssuedRecord,
  key: DocumentKey,
  { verifierUrl, now, random }: { readonly verifierUrl: string; readonly now: Date; readonly random: Random },
): Promise<CredentialFiles> {
  const content = credentialContent(record, verifierUrl);
  const signing = { kid: `${verifierUrl}/r/${key.id}`, privateKey: key.privateKey };
  const document = buildCredential(content);
  const created = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const vc = JSON.stringify(await issueCredential(document, signing, created));
  const vcJwt = await issueVcJwt(document, signing);
  const sdJwt = await issueSdJwtVc(content, signing, { issuedAt: Math.floor(now.getTime() / 1000), random });
  const qr = { recordId: record.id, claims: content.claims };
  const qrLink = await credentialQrLink(verifierUrl, qr, { ...key, keyId: key.id });
  const attachments = [
    { name: 'credential.json', mediaType: 'application/vc', bytes: Buffer.from(vc) },
    { name: 'credential.sd-jwt', mediaType: 'application/dc+sd-jwt', bytes: Buffer.from(sdJwt) },
  ];
  const { custody } = key;
  const page = { content, recordId: record.id, qrLink, custody, madeAt: now, attachments };
  return {
    ...{ vc, vcJwt, sdJwt, qrLink },
    openBadge: (badgeKey) => openBadge(content, { ...badgeKey, verifierUrl, created }, { random }),
    openBadgeJwt: () => openBadgeJwt(content, signing, { random }),
    pdf: () => credentialPdf(page),
  };
}
