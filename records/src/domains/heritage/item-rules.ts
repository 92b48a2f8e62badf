import { communeByCode, communeNameOn } from '../../data/communes.ts';
import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextFieldsVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, FieldsDraft, FieldsState, RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import { livingKinds } from './heritage-words.ts';
import type { CommitItem, ItemBody, ItemDescription, RecommitItem, RegisterItem, UpdateItem } from './item.ts';
import { requireOwn, requireSteward, type HeritageState } from './steward.ts';

export type ItemState = RecordState<ItemBody>;

interface Acting {
  readonly standing: UnitStanding | undefined;
}

/** An item that is shown. */
export const requireItem = (record: RecordState | undefined, id: string, pointer = '/id'): ItemState => {
  const wrong = (code: 'heritage/item-not-found' | 'heritage/taken-down'): never => {
    throw new DomainError(code, id, [{ pointer, detail: code }]);
  };
  if (record?.type !== 'heritage/item') return wrong('heritage/item-not-found');
  if (record.status === 'erased') wrong('heritage/taken-down');
  return record as ItemState;
};

/** A festival or a craft belongs to the people who keep it: nobody calls it a public monument, and the day of their word is told. */
const requireConsent = ({ kind, consent: { level, on } }: ItemDescription, today: string): void => {
  const wrong = (code: 'heritage/consent-needed' | 'heritage/consent-in-future', pointer: string): never => {
    throw new DomainError(code, level, [{ pointer, detail: code }]);
  };
  if (level === 'not-needed' && livingKinds.includes(kind)) wrong('heritage/consent-needed', '/consent/level');
  if (level === 'public' && on === undefined) wrong('heritage/consent-needed', '/consent/on');
  if (on !== undefined && on > today) wrong('heritage/consent-in-future', '/consent/on');
};

/** The record keeps the names that its communes had on the day. */
const placesOn = (codes: readonly string[], today: string): ItemBody['places'] =>
  codes.map((commune) => {
    const known = communeByCode(commune);
    return { commune, name: known === undefined ? commune : communeNameOn(known, today) };
  });

const bodyOf = (description: ItemDescription, actor: Actor, today: string): ItemBody => {
  requireConsent(description, today);
  return { ...description, steward: actor.unit, places: placesOn(description.communes, today) };
};

const noRestricted = (id: string, pointer: string): DomainError =>
  new DomainError('heritage/restricted-not-found', id, [{ pointer, detail: 'heritage/restricted-not-found' }]);
export const requireRestricted = (record: HeritageState | undefined, id: string, pointer = '/id'): FieldsState => {
  if (record?.type !== 'heritage/restricted') throw noRestricted(id, pointer);
  return record as FieldsState;
};
/** Not one in whose place a public item stands already. */
const requireInForce = ({ id, status }: FieldsState, pointer = '/id'): void => {
  if (status !== 'active') throw noRestricted(id, pointer);
};

export const registerItem = (
  current: Acting & { existing: RecordState | undefined; replaced: HeritageState | undefined },
  { requestId: _, id, replaces, ...description }: RegisterItem,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  requireFreeId(current.existing);
  const body = bodyOf(description, actor, vietnamDate(txTime));
  const draft = { id, type: 'heritage/item', owner: actor.unit } as const;
  if (replaces === undefined) {
    return { next: [firstVersion({ ...draft, body })], entries: [], event: 'HeritageItemRegistered' };
  }
  const restricted = requireRestricted(current.replaced, replaces, '/replaces');
  requireOwn(restricted, actor);
  requireInForce(restricted, '/replaces');
  return {
    next: [firstVersion({ ...draft, body: { ...body, replaces } })],
    committed: [nextFieldsVersion(restricted, { status: 'superseded' })],
    entries: [],
    event: 'HeritageItemRegistered',
  };
};

export const updateItem = (
  current: Acting & { item: RecordState | undefined },
  { requestId: _, id, reason, ...description }: UpdateItem,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  const item = requireItem(current.item, id);
  requireOwn(item, actor);
  const { replaces } = item.body;
  const body: ItemBody = {
    ...bodyOf(description, actor, vietnamDate(txTime)),
    updateReason: reason,
    ...(replaces === undefined ? {} : { replaces }),
  };
  return { next: [nextVersion(item, { body })], entries: [], event: 'HeritageItemUpdated' };
};

/** Of what is not to be shown no word reaches the ledger, nor the gateway: the steward's device makes the commitment. */
export const commitItem = (
  current: Acting & { existing: RecordState | undefined },
  { id, kind, consent, commitment }: CommitItem,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  requireFreeId(current.existing);
  const draft: FieldsDraft = {
    ...{ id, type: 'heritage/restricted', version: 1, status: 'active', owner: actor.unit },
    ...{ commitment, facets: { kind, consent } },
  };
  return { next: [], committed: [draft], entries: [], event: 'HeritageItemCommitted' };
};

export const recommitItem = (
  current: Acting & { record: HeritageState | undefined },
  { id, consent, commitment }: RecommitItem,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  const record = requireRestricted(current.record, id);
  requireOwn(record, actor);
  requireInForce(record);
  const facets = { ...record.facets, consent };
  const committed = [nextFieldsVersion(record, { commitment, facets })];
  return { next: [], committed, entries: [], event: 'HeritageItemRecommitted' };
};
