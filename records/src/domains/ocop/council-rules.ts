import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireOwnKey, requireRole, requireUnitOf, type UnitStanding } from '../registry/unit-standing.ts';
import type {
  CancelCouncil,
  CouncilBody,
  EndScoring,
  OpenCouncil,
  OpenScores,
  SealScores,
  SheetBody,
} from './council.ts';
import { hundredthsOf, pointsOf } from './council-points.ts';
import { scoreParts } from './points.ts';
import { requireProduct, requireStage } from './product-rules.ts';
import { byOcopOwner, ocopOwner, requireOcopOffice, type RatingRulesBody } from './rule-set.ts';

export type CouncilState = RecordState<CouncilBody>;
export type SheetState = RecordState<SheetBody>;

/** A member's one sheet in a council: the key holds the sheet's record id. */
export const sheetKey = (council: string, member: string): string => `a/ocop/sheet/${council}/${member}`;

export const requireCouncil = (
  record: RecordState | undefined,
  id: string,
  stages: readonly CouncilBody['stage'][],
): CouncilState => {
  if (record?.type !== 'ocop/council') throw new DomainError('ocop/council-not-found', id);
  const council = record as CouncilState;
  if (!stages.includes(council.body.stage)) throw new DomainError('ocop/council-stage', council.body.stage);
  return council;
};

export const requireRules = (record: RecordState | undefined, id: string): RatingRulesBody => {
  if (record?.type !== 'ocop/rules') throw new DomainError('ocop/no-rules', id);
  return record.body as RatingRulesBody;
};

/** `standings` are those of the members, in their order; `rules` is the rule set of the day. */
export const openCouncil = (
  current: {
    existing: RecordState | undefined;
    product: RecordState | undefined;
    rules: RecordState;
    standings: readonly (UnitStanding | undefined)[];
  },
  { requestId: _, id, product: productId, members }: OpenCouncil,
  actor: Actor,
): Outcome => {
  requireOcopOffice(actor);
  requireFreeId(current.existing);
  const product = requireProduct(current.product, productId);
  requireStage(product, ['received']);
  const { minMembers } = requireRules(current.rules, current.rules.id);
  if (members.length < minMembers) throw new DomainError('ocop/members-too-few', `${members.length} < ${minMembers}`);
  members.forEach((unit, index) => {
    const refused = (code: 'registry/unit-not-found' | 'ocop/member-twice' | 'ocop/member-excluded'): never => {
      throw new DomainError(code, unit, [{ pointer: `/members/${index}`, detail: code }]);
    };
    const standing = current.standings[index] ?? refused('registry/unit-not-found');
    if (members.indexOf(unit) !== index) refused('ocop/member-twice');
    // Nobody judges a product of their own unit or of their own commune.
    if (unit === product.owner || standing.commune === product.body.commune) refused('ocop/member-excluded');
  });
  const body: CouncilBody = {
    product: productId,
    productVersion: product.body.dossierVersion,
    rules: current.rules.id,
    members,
    stage: 'scoring',
  };
  return {
    next: [
      firstVersion({ id, type: 'ocop/council', owner: id, body }),
      nextVersion(product, { body: { ...product.body, stage: 'in-council', council: id } }),
    ],
    entries: [byOcopOwner],
    event: 'CouncilOpened',
    owned: [{ key: recordKey(id), msp: ocopOwner }],
  };
};

/** The person's own key signs: nobody, not even the gateway, can score in a member's name. */
const requireMember = (standing: UnitStanding | undefined, actor: Actor): void => {
  requireRole(actor, ['council']);
  requireUnitOf(standing, actor);
  requireOwnKey(actor);
};

/** `sheet` is the record id of the member's sheet in this council, if there is one. */
export const sealScores = (
  current: {
    existing: RecordState | undefined;
    council: RecordState | undefined;
    standing: UnitStanding | undefined;
    sheet: string | undefined;
  },
  { requestId: _, id, council: councilId, commitment }: SealScores,
  actor: Actor,
): Outcome => {
  requireMember(current.standing, actor);
  requireFreeId(current.existing);
  const { members } = requireCouncil(current.council, councilId, ['scoring']).body;
  if (!members.includes(actor.unit)) throw new DomainError('ocop/not-a-member', actor.unit);
  if (current.sheet !== undefined) throw new DomainError('ocop/sheet-exists', current.sheet);
  const body: SheetBody = { council: councilId, member: actor.unit, commitment };
  const key = sheetKey(councilId, actor.unit);
  return {
    next: [firstVersion({ id, type: 'ocop/sheet', owner: actor.unit, body })],
    entries: [{ key, value: id }, byOcopOwner],
    event: 'ScoresSealed',
    owned: [recordKey(id), key].map((owned) => ({ key: owned, msp: ocopOwner })),
  };
};

/** `sheets` are the record ids of the members' sheets, in the members' order. From now on sheets are opened, none is sealed. */
export const endScoring = (
  current: {
    council: RecordState | undefined;
    rules: RecordState | undefined;
    sheets: readonly (string | undefined)[];
  },
  { id }: EndScoring,
  actor: Actor,
): Outcome => {
  requireOcopOffice(actor);
  const council = requireCouncil(current.council, id, ['scoring']);
  const { minMembers } = requireRules(current.rules, council.body.rules);
  const sealed = council.body.members.filter((_, index) => current.sheets[index] !== undefined);
  const absent = council.body.members.filter((unit) => !sealed.includes(unit));
  if (sealed.length < minMembers) throw new DomainError('ocop/sheets-too-few', `${sealed.length} < ${minMembers}`);
  const body: CouncilBody = { ...council.body, stage: 'opening', sealed, absent };
  return { next: [nextVersion(council, { body })], entries: [], event: 'ScoringEnded' };
};

/** `commitment` is what the command's scores and salt commit to. */
export const openScores = (
  current: {
    sheet: RecordState | undefined;
    council: RecordState | undefined;
    rules: RecordState | undefined;
    standing: UnitStanding | undefined;
    commitment: string;
  },
  { id, scores, salt }: OpenScores,
  actor: Actor,
): Outcome => {
  requireMember(current.standing, actor);
  if (current.sheet?.type !== 'ocop/sheet') throw new DomainError('ocop/sheet-not-found', id);
  const sheet = current.sheet as SheetState;
  if (sheet.body.member !== actor.unit) throw new DomainError('ocop/sheet-of-other-member', id);
  const council = requireCouncil(current.council, sheet.body.council, ['opening']);
  if (sheet.body.scores !== undefined) throw new DomainError('ocop/sheet-opened', id);
  if (current.commitment !== sheet.body.commitment) throw new DomainError('ocop/sheet-mismatch', id);
  const { weights } = requireRules(current.rules, council.body.rules);
  for (const part of scoreParts) {
    if (hundredthsOf(scores[part]) <= weights[part] * 100) continue;
    const pointer = `/scores/${part}`;
    throw new DomainError('ocop/score-too-high', `${scores[part]} > ${weights[part]}`, [
      { pointer, detail: 'ocop/score-too-high' },
    ]);
  }
  const total = pointsOf(scoreParts.reduce((sum, part) => sum + hundredthsOf(scores[part]), 0));
  const body: SheetBody = { ...sheet.body, scores, salt, total };
  return { next: [nextVersion(sheet, { body })], entries: [], event: 'ScoresOpened' };
};

/** Ends a council without a result, for example because a member does not open a sealed sheet; the product waits for another. */
export const cancelCouncil = (
  current: { council: RecordState | undefined; product: RecordState | undefined },
  { id, reason }: CancelCouncil,
  actor: Actor,
): Outcome => {
  requireOcopOffice(actor);
  const council = requireCouncil(current.council, id, ['scoring', 'opening']);
  const product = requireProduct(current.product, council.body.product);
  const { council: _, ...rest } = product.body;
  return {
    next: [
      nextVersion(council, { status: 'closed', body: { ...council.body, stage: 'cancelled', cancelReason: reason } }),
      nextVersion(product, { body: { ...rest, stage: 'received' } }),
    ],
    entries: [],
    event: 'CouncilCancelled',
  };
};
