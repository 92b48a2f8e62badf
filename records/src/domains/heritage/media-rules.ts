import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import { requireItem } from './item-rules.ts';
import { heritageMediaTypes, type AddMedia, type DescribeMedia, type MediaBody } from './media.ts';
import { requireOwn, requireSteward } from './steward.ts';

export type MediaState = RecordState<MediaBody>;

/** Holds the id of the item's medium with this master. */
export const mediaKey = (item: string, sha256: string): string => `a/heritage/media/${item}/${sha256}`;
/** Holds the ids of an item's media, in the order in which they came. */
export const mediaOfKey = (item: string): string => `a/heritage/media-of/${item}`;
/**
 * There once a file was taken down: it does not come back, at whatever item. What a steward takes down is refused to that unit alone, as anybody
 * can record a digest that another has; what the department takes down, to everybody.
 */
export const takenDownKey = (sha256: string, unit?: string): string =>
  `a/heritage/taken-down/${sha256}${unit === undefined ? '' : `/${unit}`}`;

/** An item is taken down together with its media, in one transaction. */
const mostMedia = 200;

export const requireMedia = (record: RecordState | undefined, id: string): MediaState => {
  if (record?.type !== 'heritage/media') throw new DomainError('heritage/media-not-found', id);
  return record as MediaState;
};

const requireFile = ({ kind, mediaType, derivatives }: AddMedia): void => {
  const types: readonly string[] = heritageMediaTypes[kind];
  if (!types.includes(mediaType)) {
    throw new DomainError('heritage/media-type', mediaType, [{ pointer: '/mediaType', detail: 'not-allowed' }]);
  }
  // A master may tell where and by whom it was taken: only copies without that are shown.
  if (kind === 'image' && derivatives.length === 0) {
    throw new DomainError('heritage/no-derivative', '', [{ pointer: '/derivatives', detail: 'too-small' }]);
  }
};

export const addMedia = (
  current: {
    existing: RecordState | undefined;
    item: RecordState | undefined;
    standing: UnitStanding | undefined;
    /** Id of the item's medium with the same master. */
    same: string | undefined;
    /** Ids of the item's media. */
    others: readonly string[] | undefined;
    /** What stands under the keys of taken-down files, the department's and the unit's own. */
    takenDown: readonly unknown[];
  },
  command: AddMedia,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  requireFreeId(current.existing);
  const { requestId: _, id, ...body } = command;
  requireOwn(requireItem(current.item, body.item, '/item'), actor);
  const sha = (code: 'heritage/taken-down' | 'heritage/media-twice', subject: string): never => {
    throw new DomainError(code, subject, [{ pointer: '/sha256', detail: code }]);
  };
  if (current.takenDown.some((id) => id !== undefined)) sha('heritage/taken-down', body.sha256);
  if (current.same !== undefined) sha('heritage/media-twice', current.same);
  requireFile(command);
  const { others = [] } = current;
  if (others.length >= mostMedia) throw new DomainError('heritage/too-many-media', body.item);
  return {
    next: [firstVersion({ id, type: 'heritage/media', owner: actor.unit, body })],
    entries: [
      { key: mediaKey(body.item, body.sha256), value: id },
      { key: mediaOfKey(body.item), value: [...others, id] },
    ],
    event: 'HeritageMediaAdded',
  };
};

/** Other words for the same file. */
export const describeMedia = (
  current: { media: RecordState | undefined; standing: UnitStanding | undefined },
  { requestId: _, id, ...words }: DescribeMedia,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  const media = requireMedia(current.media, id);
  requireOwn(media, actor);
  const { alt: _alt, caption: _caption, credit: _credit, ...file } = media.body;
  return { next: [nextVersion(media, { body: { ...file, ...words } })], entries: [], event: 'HeritageMediaDescribed' };
};
