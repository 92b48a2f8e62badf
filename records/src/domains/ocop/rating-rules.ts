import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type LedgerEntry, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordDraft, type RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import { requireCouncil, requireRules, type SheetState } from './council-rules.ts';
import { councilPoints, starsOf } from './council-points.ts';
import { requireProduct, type ProductState } from './product-rules.ts';
import type { CurrentRating, Decision, ProductBody } from './product.ts';
import type { DecideRating, RatingBody, RecordNationalDecision, RevokeRating } from './rating.ts';
import { byOcopOwner, ocopOwner, requireOcopOffice, type RatingRulesBody } from './rule-set.ts';
import { lastDayAfter, noticeDay } from './validity.ts';

export type RatingState = RecordState<RatingBody>;

/** Certificate numbers are used once: the key holds the rating. */
export const certificateKey = (certificate: string): string => `a/ocop/certificate/${certificate}`;

const requireRating = (record: RecordState | undefined, id: string): RatingState => {
  if (record?.type !== 'ocop/rating') throw new DomainError('ocop/rating-not-found', id);
  return record as RatingState;
};

const requireDecisionDay = ({ date }: Decision, txTime: string): void => {
  if (date > vietnamDate(txTime)) throw new DomainError('ocop/decision-in-future', date);
};

/** What stars bring: certificate and validity, counted from the day of the decision. */
const granted = (stars: number, certificate: string, { date }: Decision, rules: RatingRulesBody) => {
  const expiresOn = lastDayAfter(date, rules.validityMonths);
  return { stars, certificate, issuedOn: date, expiresOn, noticeFrom: noticeDay(expiresOn, rules.noticeDays) };
};

/** A certificate's number is given exactly where there are stars to certify, and no other rating has it. */
const requireCertificate = (certificate: string | undefined, wanted: boolean, taken: string | undefined): void => {
  if (wanted && certificate === undefined) throw new DomainError('ocop/certificate-missing');
  if (!wanted && certificate !== undefined) throw new DomainError('ocop/certificate-unwanted', certificate);
  if (taken !== undefined) throw new DomainError('ocop/certificate-in-use', `${certificate} = ${taken}`);
};

/** The product as its new rating leaves it, and the rating before, which this one takes the place of. */
const putOn = (
  product: ProductState,
  previous: RecordState | undefined,
  rating: { readonly id: string; readonly body: RatingBody },
): { next: RecordDraft[]; supersedes: string | undefined } => {
  const { council: _, revocation: __, ...rest } = product.body;
  const { stars, certificate, issuedOn, expiresOn, noticeFrom, productVersion } = rating.body;
  if (!stars || !certificate || !issuedOn || !expiresOn || !noticeFrom) {
    const body: ProductBody = { ...product.body, stage: rating.body.stage };
    return { next: [nextVersion(product, { body })], supersedes: undefined };
  }
  const current: CurrentRating = {
    ...{ record: rating.id, stars, certificate, issuedOn, expiresOn, noticeFrom, productVersion },
    points: rating.body.national?.points ?? rating.body.points.total,
    decision: rating.body.national?.decision ?? rating.body.decision,
  };
  const body: ProductBody = { ...rest, stage: 'rated', rating: current };
  const old = previous?.type === 'ocop/rating' ? (previous as RatingState) : undefined;
  return {
    next: [
      nextVersion(product, { status: 'active', body }),
      ...(old?.status === 'active' ? [nextVersion(old, { status: 'superseded' })] : []),
    ],
    supersedes: old?.id,
  };
};

const certificateEntries = (id: string, certificate: string | undefined): LedgerEntry[] =>
  certificate === undefined ? [] : [{ key: certificateKey(certificate), value: id }];

/** What is read to rate: `previous` is the product's rating so far, `taken` the rating that has this certificate number. */
export interface RatingContext {
  readonly product: RecordState | undefined;
  readonly rules: RecordState | undefined;
  readonly previous: RecordState | undefined;
  readonly taken: string | undefined;
}

/** The province's decision on a council's points. `sheets` are those of the members who sealed one, in their order. */
export const decideRating = (
  current: RatingContext & {
    existing: RecordState | undefined;
    council: RecordState | undefined;
    sheets: readonly (RecordState | undefined)[];
  },
  { requestId: _, id, council: councilId, decision, certificate }: DecideRating,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOcopOffice(actor);
  requireOwnKey(actor);
  requireFreeId(current.existing);
  requireDecisionDay(decision, txTime);
  const council = requireCouncil(current.council, councilId, ['opening']);
  const product = requireProduct(current.product, council.body.product);
  const rules = requireRules(current.rules, council.body.rules);
  const { sealed = [] } = council.body;
  const scores = sealed.map((unit, index) => {
    const opened = (current.sheets[index] as SheetState | undefined)?.body.scores;
    if (opened === undefined) throw new DomainError('ocop/sheet-unopened', unit);
    return opened;
  });
  const points = councilPoints(scores, rules.combine);
  const won = starsOf(rules.bands, points.total);
  const national = won >= rules.nationalStars;
  const gives = won > 0 && !national;
  requireCertificate(certificate, gives, current.taken);
  const base = { product: product.id, productVersion: council.body.productVersion, council: councilId, points };
  const body: RatingBody = {
    ...{ ...base, rules: council.body.rules, decision },
    stage: national ? 'proposed5' : gives ? 'rated' : 'not-rated',
    ...(gives && certificate !== undefined ? granted(won, certificate, decision, rules) : {}),
  };
  const { next, supersedes } = putOn(product, current.previous, { id, body });
  const rating = firstVersion<RatingBody>({
    ...{ id, type: 'ocop/rating', owner: product.owner, status: body.stage === 'not-rated' ? 'closed' : 'active' },
    body: { ...body, ...(supersedes === undefined ? {} : { supersedes }) },
  });
  const decided = nextVersion(council, { status: 'closed', body: { ...council.body, stage: 'decided', rating: id } });
  return {
    next: [rating, ...next, decided],
    entries: [...certificateEntries(id, certificate), byOcopOwner],
    event: 'RatingDecided',
    owned: [recordKey(id), ...certificateEntries(id, certificate).map(({ key }) => key)].map((key) => ({
      key,
      msp: ocopOwner,
    })),
  };
};

/** What the ministry decided on a product that the province proposed; its points count, by the same bands. */
export const recordNationalDecision = (
  current: RatingContext & { rating: RecordState | undefined },
  { id, points, decision, certificate }: RecordNationalDecision,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOcopOffice(actor);
  requireOwnKey(actor);
  requireDecisionDay(decision, txTime);
  const rating = requireRating(current.rating, id);
  if (rating.body.stage !== 'proposed5') throw new DomainError('ocop/rating-stage', rating.body.stage);
  const product = requireProduct(current.product, rating.body.product);
  const rules = requireRules(current.rules, rating.body.rules);
  const won = starsOf(rules.bands, points);
  requireCertificate(certificate, won > 0, current.taken);
  const body: RatingBody = {
    ...rating.body,
    stage: won > 0 ? 'rated' : 'not-rated',
    national: { points, decision },
    ...(won > 0 && certificate !== undefined ? granted(won, certificate, decision, rules) : {}),
  };
  const { next, supersedes } = putOn(product, current.previous, { id, body });
  const decided = nextVersion(rating, {
    status: won > 0 ? 'active' : 'closed',
    body: { ...body, ...(supersedes === undefined ? {} : { supersedes }) },
  });
  return {
    next: [decided, ...next],
    entries: [...certificateEntries(id, certificate), byOcopOwner],
    event: 'NationalDecisionRecorded',
    owned: certificateEntries(id, certificate).map(({ key }) => ({ key, msp: ocopOwner })),
  };
};

/** Takes the stars away before their time. The product's own record is red from then on, until a new council rates it. */
export const revokeRating = (
  current: { rating: RecordState | undefined; product: RecordState | undefined },
  { id, reason, decision }: RevokeRating,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOcopOffice(actor);
  requireOwnKey(actor);
  requireDecisionDay(decision, txTime);
  const rating = requireRating(current.rating, id);
  if (rating.status !== 'active' || rating.body.stage !== 'rated') {
    throw new DomainError('ocop/rating-not-in-force', rating.status);
  }
  const product = requireProduct(current.product, rating.body.product);
  const revocation = { reason, decision, at: txTime };
  return {
    next: [
      nextVersion(rating, { status: 'revoked', body: { ...rating.body, revocation } }),
      nextVersion(product, { status: 'revoked', body: { ...product.body, revocation } }),
    ],
    entries: [],
    event: 'RatingRevoked',
  };
};
