import { createHash } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { credentialContents, DomainError, parseCommand, vietnamDate } from '@daunguon/records';
import type { BadgeDeps } from '../domains/credential/badge-routes.ts';
import { linkOf } from '../domains/credential/custodial-routes.ts';
import { credentialIdOf, issueCredentials } from '../domains/credential/issue-credentials.ts';
import { stateOf } from '../domains/record-reads.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Appointee } from '../vault/appointee.ts';
import type { LearnBook } from '../vault/learn-book.ts';
import type { Course } from './course.ts';

export interface CertificateDeps {
  readonly credentials: BadgeDeps;
  /** Who lets the gateway issue in the name of their unit. */
  readonly issuer: Appointee;
  readonly book: LearnBook;
  readonly now: () => number;
}

/** The picture of the badge: an SVG without script, style or outside reference. */
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200"><circle cx="100" cy="100" r="92" fill="#0b4f3a"/><circle cx="100" cy="100" r="78" fill="#ffffff"/><path d="M58 104 L88 134 L146 72" fill="none" stroke="#0b4f3a" stroke-width="18"/></svg>`;

/** One person, course and pass is one request for ever: a certificate is issued once, and asked for again it gets a new link. */
const requestOf = (...parts: readonly string[]): string =>
  newId(
    createHash('sha256')
      .update(`daunguon/learn/v1 ${parts.join(' ')}`)
      .digest()
      .subarray(0, 16),
  );

/**
 * The badge of a course, issued by the credential domain's own path. `person` is the blinded account. @throws HttpProblem `learn/not-passed`,
 * `learn/no-issuer`; DomainError where the name cannot stand on a certificate
 */
export async function issueCertificate(
  { credentials, issuer, book, now }: CertificateDeps,
  course: Course,
  person: string,
  typedName: string,
): Promise<{ readonly id: string; readonly link: string }> {
  if (book.get(person, course.id).passedAt === undefined) throw new HttpProblem('learn/not-passed', course.id);
  const identity = issuer.identity();
  if (identity === undefined) throw new HttpProblem('learn/no-issuer');
  const unit = (await stateOf(credentials.store, identity.unit))?.body as { name?: string } | undefined;
  // Read only now, with nothing awaited before its certificate is noted: a second tap has the name of the first.
  const learned = book.get(person, course.id);
  if (learned.passedAt === undefined) throw new HttpProblem('learn/not-passed', course.id);
  // What was issued once keeps its name and its day: the same request with other contents would be another certificate.
  const { certificate: { fullName, at } = { fullName: typedName, at: new Date(now()).toISOString() } } = learned;
  const contents = namedContents({
    ...{ title: 'Chứng nhận hoàn thành khóa học', fullName, issuer: unit?.name ?? identity.unit },
    ...{ issuedOn: vietnamDate(at), ...course.certificate },
    imageDigest: credentials.badgeImages.put({ kind: 'svg', bytes: Buffer.from(picture) }),
  });
  const row = { kind: 'badge', contents, holderTag: person } as const;
  const request = requestOf(person, course.id, learned.passedAt);
  // On disk first: after a crash the same name is sealed again, and not another one refused.
  const certificate = { id: credentialIdOf(identity.unit, request, 0), fullName, at };
  book.put(person, course.id, { ...learned, certificate });
  try {
    const { committed, links } = await issueCredentials(credentials, identity, request, [row]);
    await credentials.indexed(committed.blockNumber, 5000);
    return linkOf(credentials, links[0]!);
  } catch (error) {
    // A rule refused it: nothing was issued.
    if (error instanceof DomainError && learned.certificate === undefined) {
      const { certificate: _, ...rest } = book.get(person, course.id);
      book.put(person, course.id, rest);
    }
    throw error;
  }
}

/** @throws DomainError whose pointer is that of the one field that the learner typed */
function namedContents(contents: object) {
  try {
    return parseCommand(credentialContents.badge, contents);
  } catch (error) {
    if (error instanceof DomainError && error.errors.every(({ pointer }) => pointer === '/fullName')) throw error;
    throw new Error('a course’s certificate is not well made', { cause: error });
  }
}
