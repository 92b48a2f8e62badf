import { DomainError } from '../../domain-error.ts';
import { nextFieldsVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { requireRestricted, type ItemState } from './item-rules.ts';
import type { Takedown, TakeDown, TakenDownItemBody } from './item.ts';
import { takenDownKey, type MediaState } from './media-rules.ts';
import type { TakenDownMediaBody } from './media.ts';
import type { HeritageState } from './steward.ts';

/** The steward, accredited still or not, or the registrar of the organisation whose unit it is: an objection finds somebody who can act. */
const requireMayTakeDown = ({ id, owner }: HeritageState, standing: UnitStanding | undefined, actor: Actor): void => {
  if (actor.role === 'registrar' || actor.role === 'admin') {
    if (standing?.msp !== actor.msp) throw new DomainError('registry/other-organisation', standing?.msp ?? '');
    return;
  }
  requireRole(actor, ['steward', 'registrar']);
  if (owner !== actor.unit) throw new DomainError('heritage/other-steward', id);
};

const mediaWithout = ({ body }: MediaState, takedown: Takedown): TakenDownMediaBody => {
  const { alt: _alt, caption: _caption, credit: _credit, ...file } = body;
  return { ...file, takedown };
};
const itemWithout = ({ body: { kind, steward } }: ItemState, takedown: Takedown): TakenDownItemBody => ({
  ...{ kind, steward, takedown },
});

/** One medium without its words; its file is refused from now on to whom `actor` can speak for. */
const mediumDown = (media: MediaState, takedown: Takedown, { unit }: Actor): Pick<Outcome, 'next' | 'entries'> => ({
  next: [nextVersion(media as RecordState, { status: 'erased', body: mediaWithout(media, takedown) })],
  entries: [{ key: takenDownKey(media.body.sha256, unit === '' ? undefined : unit), value: media.id }],
});

/**
 * Digests stay, so that the history still proves itself; words and files go, of an item together with all of its media. `standing` is that of
 * the owner, `media` what an item has.
 */
export const takeDown = (
  current: {
    record: HeritageState | undefined;
    standing: UnitStanding | undefined;
    media: readonly (RecordState | undefined)[];
  },
  { id, ground }: TakeDown,
  actor: Actor,
  txTime: string,
): Outcome => {
  const { record, standing } = current;
  if (record === undefined || !record.type.startsWith('heritage/') || record.type === 'heritage/route')
    throw new DomainError('heritage/item-not-found', id);
  requireMayTakeDown(record, standing, actor);
  if (record.status === 'erased') throw new DomainError('heritage/taken-down', id);
  const takedown = { ground, at: txTime };
  const event = 'HeritageTakenDown';
  if (record.type === 'heritage/restricted') {
    const committed = [nextFieldsVersion(requireRestricted(record, id), { status: 'erased' })];
    return { next: [], committed, entries: [], event };
  }
  if (record.type === 'heritage/media') return { ...mediumDown(record as MediaState, takedown, actor), event };
  const item = record as ItemState;
  const shown = current.media.filter((one): one is MediaState => one?.status === 'active');
  const media = shown.map((one) => mediumDown(one, takedown, actor));
  return {
    next: [
      nextVersion(item as RecordState, { status: 'erased', body: itemWithout(item, takedown) }),
      ...media.flatMap(({ next }) => next),
    ],
    entries: media.flatMap(({ entries }) => entries),
    event,
  };
};
